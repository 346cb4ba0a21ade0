"""The form of what a piece of evidence is for (Rule 22)."""

from collections.abc import Iterable

from django import forms

from assurance.forms.evidence_boxes import UsesEntry
from assurance.models import EvidenceUse
from assurance.readings.piece import ties_of
from irp.forms import Seeing


def keys_written(ties: Iterable[EvidenceUse]) -> str:
    """Return the keys of ties as the form carries them."""
    return " ".join(str(tie.pk) for tie in ties)


class UsesForm(Seeing):
    """What a piece is for, whole; `seen` are the ties that the person saw."""

    uses = UsesEntry(
        label="Requirements it is for",
        required=False,
        help_text="References with commas between them. For one consideration add its number: "
        "PO1-T1-3 (2). Whatever you leave out, it is no longer for.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def see_again(self, row: EvidenceUse) -> None:
        """Take the ties that stand now."""
        self._show(seen=keys_written(ties_of(row.evidence)))

    def seen_keys(self) -> set[int]:
        """Return the keys of the ties that were seen."""
        return {
            int(key) for key in self.cleaned_data["seen"].split() if key.isascii() and key.isdigit()
        }
