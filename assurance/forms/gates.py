"""The form in which commissioners say what holds of an assurance date."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms

from assurance.forms.citing import Citing
from assurance.models import GateAct
from assurance.readings.citable import Citable
from assurance.readings.given import acts_of
from assurance.rules import ruling_faults
from assurance.words.gates import RULINGS_DEFINED, Ruling
from irp.fields import label_of
from irp.form_rendering import DefinedRadios
from irp.forms import Prose, Versioned
from irp.forms.numbers import WholeEntry


class GateForm(Citing, Versioned):
    """What a commissioner says of one date: satisfied, set aside, or that it is open again (13).

    Its version is how often something had been said of the date when it was opened.
    """

    ruling = forms.TypedChoiceField(
        label=label_of(GateAct, "ruling"),
        coerce=Ruling,
        choices=Ruling.choices(),
        widget=DefinedRadios(
            definitions={ruling.value: RULINGS_DEFINED[ruling] for ruling in Ruling}
        ),
    )
    reason = Prose(
        label=label_of(GateAct, "reason"),
        help_text="Everybody who reads the plan sees it beside the date, with your name.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    evidence_cited = Prose(
        label=label_of(GateAct, "evidence_cited"),
        help_text="Name each document, report or figure with its date. Needed for Satisfied.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    date_seen = WholeEntry(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        stands: Ruling | None,
        pieces: Sequence[Citable] | None,
        picked: Collection[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer_or_take(pieces, picked)
        self.stands = stands
        # What holds already is not offered, and withdrawing only where something holds.
        left_out = stands or Ruling.WITHDRAWN
        self.fields["ruling"].widget.choices = [
            (ruling, words) for ruling, words in Ruling.choices() if ruling != left_out
        ]

    def clean(self) -> dict[str, Any]:
        """Say what is missing beside its box (Rule 22)."""
        entered = super().clean() or self.cleaned_data
        faults = ruling_faults(
            ruling=entered.get("ruling"),
            stands=self.stands,
            reason=entered.get("reason"),
            evidence_cited=self.said_of_evidence(),
        )
        for name, fault in faults.items():
            self.add_error(name, fault)
        return entered

    def see_again(self, row: GateAct) -> None:
        """Take how often something has been said of the date by now."""
        self._show(version=len(acts_of(row.gate)))
