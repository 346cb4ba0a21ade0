"""Forms of the report to the Secretary of State."""

from typing import Any

from django import forms

from assurance.models import SecretaryReport, SecretaryReportStep
from assurance.words.reports import LIMBS_DEFINED, Limb
from irp.fields import label_of
from irp.form_rendering import DefinedRadios
from irp.forms import Prose, RowChoice, Versioned
from irp.models import ReportingPeriod


def _prose(name: str, rows: int, most: int, hint: str = "", *, required: bool = True) -> Prose:
    return Prose(
        label=label_of(SecretaryReport, name),
        help_text=hint,
        max_length=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ReportForm(Versioned):
    """A report; its version is how many reports the person saw."""

    pinned = RowChoice(
        label=label_of(SecretaryReport, "pinned"),
        queryset=ReportingPeriod.objects.filter(frozen_at__isnull=False).order_by("-month"),
        empty_label="Choose the month whose position it reports",
        error_messages={
            "required": "Choose a month that has been frozen",
            "invalid_choice": "Choose a month that has been frozen",
        },
    )
    limb = forms.TypedChoiceField(
        label=label_of(SecretaryReport, "limb"),
        coerce=Limb,
        choices=Limb.choices(),
        widget=DefinedRadios(
            definitions={limb.value: text for limb, text in LIMBS_DEFINED.items()}
        ),
        error_messages={"required": "Choose what it says"},
    )
    words = _prose("words", 10, 20000)
    question_1 = _prose("question_1", 3, 4000, "The council’s own self-reflection.")
    question_2 = _prose("question_2", 3, 4000, "Workforce and culture.")
    question_3 = _prose("question_3", 3, 4000, "External validation.")
    differs = _prose(
        "differs", 3, 4000, "Needed where it says otherwise than that month’s clauses.",
        required=False,
    )  # fmt: skip

    def see_again(self, row: SecretaryReport) -> None:
        """Take the report that a conflict has just shown."""
        self._show(version=row.number)

    def values(self) -> dict[str, Any]:
        """Return what was entered, by column."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class ReportStepForm(Versioned):
    """The next step of a report; its version is how many steps the person saw."""

    words = Prose(
        label=label_of(SecretaryReportStep, "words"),
        label_suffix="(needed to end a draft, and for a reply)",
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def see_again(self, row: SecretaryReportStep) -> None:
        """Take the step that a conflict has just shown."""
        self._show(version=row.number)
