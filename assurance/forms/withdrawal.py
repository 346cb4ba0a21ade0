"""The form in which what was issued is withdrawn."""

from typing import Any

from django import forms

from assurance.models import Assessment
from assurance.readings.given import issued_by
from assurance.words import Speaker
from irp.forms import Prose, Versioned


class WithdrawalForm(Versioned):
    """Why an assessment is withdrawn, and that the person means it (Rule 19).

    Its version is the number of assessments that the speaker had issued when it was opened.
    """

    reason = Prose(
        label="Reason for withdrawing it",
        help_text="What was wrong with it, or what is no longer so. It is shown with your name.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    confirmed = forms.BooleanField(label="I understand that this cannot be undone")

    def entered(self) -> dict[str, Any]:
        """Return the act's arguments: the reason, and how many the person saw."""
        return {name: self.cleaned_data[name] for name in ("reason", "version")}

    def see_again(self, row: Assessment) -> None:
        """Take the number that the speaker has issued now."""
        self._show(version=len(issued_by(Speaker(row.speaker), row.requirement)))
