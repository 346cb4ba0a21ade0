"""Forms of dependencies: who gives what to whom by when, confirming it, what became of it (28)."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from irp.fields import label_of
from irp.forms import DayEntry, Line, Prose, Versioned
from programmes.forms.raid import DAY
from programmes.forms.references import named, refs_in
from programmes.models import Dependency, Milestone, Programme
from programmes.models.risks import in_words
from programmes.readings.dependency_rows import end_named
from programmes.readings.raid_links import requirements_named
from programmes.words import DependencyState

UNKNOWN = "Enter the reference of a milestone or a programme. For example, HOU-05 or HOU"


def _end(label: str, hint: str) -> Line:
    return Line(
        label=label,
        max_length=20,
        help_text=f"{hint} The reference of a milestone, or of a programme as a whole. "
        "For example, HOU-05 or HOU",
        error_messages={"required": UNKNOWN},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )


class DependencyForm(Versioned):
    """What a dependency says; its ends stay as they were added."""

    title = Line(
        label="What is handed over",
        max_length=200,
        error_messages={"required": "Enter what is handed over"},
    )
    description = Prose(
        label="More about it",
        required=False,
        max_length=2000,
        help_text="What has to be true of it, so that the taker can go on.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    give_by = DayEntry(
        label=label_of(Dependency, "give_by"),
        help_text=f"When the giver will hand it over. {DAY}",
        error_messages={"required": "Enter the day by which it will be given"},
    )
    need_by = DayEntry(
        label=label_of(Dependency, "need_by"),
        help_text=f"When the taker needs it at the latest. {DAY}",
        error_messages={"required": "Enter the day by which it is needed"},
    )
    requirement_refs = Line(
        label="Requirements that need it in the end",
        required=False,
        max_length=500,
        help_text="By reference, with commas between them. For example, PO8-T1-1",
    )

    def clean_requirement_refs(self) -> str:
        """Return the references of requirements as a dependency says them."""
        return in_words(named(self.cleaned_data["requirement_refs"], requirements_named))

    def values(self) -> dict[str, Any]:
        """Return what was entered by column."""
        entered = self.cleaned_data
        columns = {name: entered[name] for name in ("title", "description", "give_by", "need_by")}
        return columns | {"requirements": refs_in(entered["requirement_refs"])}

    @classmethod
    def initial_of(cls, row: Dependency) -> dict[str, Any]:
        """Return what a dependency says now."""
        return {name: getattr(row, name) for name in cls.base_fields if hasattr(row, name)}


class NewDependencyForm(DependencyForm):
    """A new dependency, with its two ends."""

    field_order = ["giver_ref", "taker_ref", "title", "description", "give_by", "need_by"]
    giver_ref = _end("Giver", "Who hands it over.")
    taker_ref = _end("Taker", "Who needs it.")

    def clean_giver_ref(self) -> str:
        """Return the giver's reference."""
        return self._known("giver")

    def clean_taker_ref(self) -> str:
        """Return the taker's reference."""
        return self._known("taker")

    def _known(self, side: str) -> str:
        ref = str(self.cleaned_data[f"{side}_ref"]).upper()
        found = end_named(ref)
        if found is None:
            raise forms.ValidationError(UNKNOWN)
        self.ends: dict[str, Milestone | Programme] = {
            **getattr(self, "ends", {}), side: found
        }  # fmt: skip
        return ref


class DependencyConfirmForm(Versioned):
    """The confirmation of both days: nothing to type."""


class DependencyStateForm(Versioned):
    """What became of a dependency: given, no longer needed, open again; with the reason."""

    state = forms.ChoiceField(
        label="What has become of it",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what has become of it"},
    )
    reason = Prose(
        label="Reason or evidence",
        max_length=2000,
        help_text="What was handed over and where it is, or why it is not needed.",
        error_messages={"required": "Enter the reason or the evidence"},
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, states: Sequence[DependencyState], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(state.value, state.label) for state in states]
        if states == [DependencyState.OPEN]:
            choices = [(DependencyState.OPEN.value, "Open again")]
        cast(forms.ChoiceField, self.fields["state"]).choices = choices
