"""Forms of completions: a second person's confirmation, and which programmes ask for it."""

from typing import Any

from django import forms

from irp.form_rendering import DefinedRadios
from irp.forms import Prose, Versioned

CONFIRM, REFUSE = "confirmed", "not_confirmed"
YES, NO = "yes", "no"


class CompletionConfirmForm(Versioned):
    """What a second person says to a completion; nothing is chosen for them."""

    answer = forms.ChoiceField(
        label="Is it complete?",
        choices=[(CONFIRM, "Yes, I confirm it"), (REFUSE, "No, I cannot confirm it")],
        widget=DefinedRadios(
            definitions={
                CONFIRM: "You have seen what shows that it is done.",
                REFUSE: "Say why below. It stays complete, not confirmed.",
            }
        ),
        error_messages={"required": "Choose whether you confirm it"},
    )
    reason = Prose(
        label="Reason",
        label_suffix="(needed if you cannot confirm it)",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def entered(self) -> dict[str, Any]:
        """Return the act's arguments."""
        cleaned = self.cleaned_data
        return {
            "confirms": cleaned["answer"] == CONFIRM,
            "reason": cleaned["reason"],
            "version": cleaned["version"],
        }


class ConfirmationForm(Versioned):
    """Whether completions of a programme are confirmed by a second person."""

    confirms = forms.TypedChoiceField(
        label="Completions need a second person’s confirmation",
        coerce=lambda value: value == YES,
        choices=[(YES, "Yes"), (NO, "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no", "invalid_choice": "Choose yes or no"},
    )
