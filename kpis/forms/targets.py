"""The form of a target, a benchmark or a baseline (Rules 25 and 27)."""

from typing import Any

from django import forms

from irp.fields import label_of
from irp.form_rendering import DefinedRadios
from irp.forms import Line, MonthEntry, NumberEntry, Prose
from kpis.actions import NewTarget
from kpis.actions.targets import faults_of_target
from kpis.forms.asking import AskedIn
from kpis.forms.readings import value_entry
from kpis.models import Indicator, Target
from kpis.readings import TargetsKnown, targets_known
from kpis.words import Yardstick


class TargetForm(AskedIn):
    """The next version of a target or benchmark; nothing of it is prefilled.

    Its version is the key of the newest version when it was opened, 0 for none.
    """

    typed: tuple[Any, ...] = ()  # kind, month, value and tolerance, as they were typed

    kind = forms.TypedChoiceField(
        label=label_of(Target, "kind"),
        choices=Yardstick.choices(),
        coerce=Yardstick,
        widget=DefinedRadios(definitions={kind.value: kind.meaning for kind in Yardstick}),
    )
    value = forms.Field(label=label_of(Target, "value"))  # see `value_entry`
    tolerance = NumberEntry(
        label="Tolerance",
        required=False,
        help_text="How far a figure may miss the target and still be within tolerance.",
        error_messages={"invalid": "Enter a number such as 0.5"},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    is_none = forms.BooleanField(label="There is none from this month on", required=False)
    from_month = MonthEntry(
        label=label_of(Target, "from_month"),
        help_text="The first month of data that it holds for. For example, Apr 2026",
    )
    decided_by = Line(
        label=label_of(Target, "decided_by"),
        max_length=200,
        help_text="A person by their post, or a meeting with its date.",
    )
    reason = Prose(
        label=label_of(Target, "reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        indicator: Indicator,
        known: TargetsKnown | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.indicator, self.known = indicator, known  # read anew where none is given
        self.ask(indicator.unit)
        label = str(self.fields["value"].label)
        self.fields["value"] = value_entry(indicator, label=label, unless="(or tick below)")

    def see_again(self, row: Target) -> None:
        """Take the version that a conflict has just shown for the newest."""
        self._show(version=row.pk)

    def new(self) -> NewTarget:
        """Return what is set."""
        names = ("kind", "value", "from_month", "decided_by", "reason", "tolerance")
        return NewTarget(**{name: self.cleaned_data[name] for name in names})

    def clean(self) -> dict[str, Any]:
        """Hold the version to the rule, beside those that stand already."""
        cleaned = super().clean() or {}
        self.typed = tuple(map(cleaned.get, ("kind", "from_month", "value", "tolerance")))
        known = self.known or targets_known([self.indicator.pk])[self.indicator.pk]
        faults = faults_of_target(
            self.indicator,
            kind=cleaned.get("kind") or Yardstick.TARGET,
            value=cleaned.get("value"),
            is_none=bool(cleaned.get("is_none")),
            from_month=cleaned.get("from_month"),
            tolerance=cleaned.get("tolerance"),
            known=known,
        )
        for name, fault in faults.items():
            if name not in self.errors:
                self.add_error(name, fault)
        return cleaned
