"""The form of what a piece of evidence is for (Rule 22)."""

from django import forms

from assurance.forms.evidence_boxes import UsesEntry


class UsesForm(forms.Form):
    """What a piece is for, whole; `seen` are the ties that the person saw."""

    uses = UsesEntry(
        label="Requirements it is for",
        required=False,
        help_text="References with commas between them. For one consideration add its number: "
        "PO1-T1-3 (2). Whatever you leave out, it is no longer for.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def seen_keys(self) -> set[int]:
        """Return the keys of the ties that were seen."""
        return {
            int(key) for key in self.cleaned_data["seen"].split() if key.isascii() and key.isdigit()
        }
