"""Forms in which commissioners judge a test, agree what another drafted, and withdraw it."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms

from assurance.forms.citing import Citing
from assurance.models import CellAct, CellDraftEnd
from assurance.readings.citable import Citable
from assurance.rules.cell_acts import said_faults
from assurance.words.cells import CONFIDENCE_DEFINED, MAY_SAY, Said, Subject
from irp.fields import label_of
from irp.form_rendering import DefinedRadios
from irp.forms import Prose, Versioned


class CellForm(Versioned):
    """A form on one outcome under one test; its version is how many acts the person saw."""

    def see_again(self, row: CellAct) -> None:
        """Take the act that a conflict has just shown."""
        self._show(version=row.number)


class JudgeTestForm(Citing, CellForm):
    """What commissioners say of it, with reason and evidence; never filled in (Rules 5, 20)."""

    said = forms.TypedChoiceField(
        label=label_of(CellAct, "said"),
        coerce=Said,
        choices=[(statement.value, statement.label) for statement in CONFIDENCE_DEFINED],
        widget=DefinedRadios(
            definitions={statement.value: text for statement, text in CONFIDENCE_DEFINED.items()}
        ),
        error_messages={"required": "Choose what you say"},
    )
    reason = Prose(
        label=label_of(CellAct, "reason"),
        help_text="Why commissioners judge so. Everybody who reads the plan sees this.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    evidence_cited = Prose(
        label=label_of(CellAct, "evidence_cited"),
        label_suffix="(in words)",
        help_text="What the pieces you cite below show, and anything that is not among them: each "
        "document, report or figure with its date.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self,
        *args: Any,
        subject: Subject,
        pieces: Sequence[Citable] | None,
        picked: Collection[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer_or_take(pieces, picked)
        self.subject = subject
        if subject is Subject.MET:
            del self.fields["said"]

    def clean(self) -> dict[str, Any]:
        """Say what is missing beside its box, by the rule that the act is held to."""
        entered = super().clean() or self.cleaned_data
        if self.subject is Subject.MET:
            entered["said"] = MAY_SAY[Subject.MET][0]
        if statement := entered.get("said"):
            faults = said_faults(
                statement, reason=entered.get("reason"), evidence=self.said_of_evidence()
            )
            for name, fault in faults.items():
                self.add_error(name, fault)
        return entered


class WithdrawTestForm(CellForm):
    """Why what commissioners said is withdrawn."""

    reason = Prose(
        label="Reason for the withdrawal",
        help_text="Everybody who reads the plan sees this. What was said stays on record.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SettleDraftForm(CellForm):
    """Whether a commissioner agrees what another drafted, and why not."""

    agrees = forms.TypedChoiceField(
        label="Do you agree this judgement?",
        coerce=lambda value: value == "yes",
        choices=[("yes", "Yes, it is in force from now"), ("no", "No, end the draft")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you agree"},
    )
    reason = Prose(
        label=label_of(CellDraftEnd, "reason"),
        label_suffix="(needed where you do not agree)",
        help_text="Only commissioners see this.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, ends: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ends = ends
        if ends:  # whoever may not agree it can end it (Rule 24b)
            del self.fields["agrees"]
            self.fields["reason"].label = "Reason for ending the draft"
            self.fields["reason"].label_suffix = ""

    def clean(self) -> dict[str, Any]:
        """Ask for the reason beside its box."""
        entered = super().clean() or self.cleaned_data
        if self.ends:
            entered["agrees"] = False
        if entered.get("agrees") is False and not entered.get("reason"):
            ends = "ending it" if self.ends else "not agreeing"
            self.add_error("reason", f"Enter the reason for {ends}.")
        return entered
