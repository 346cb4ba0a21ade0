"""The form of a handover: who takes a post up, from when, in what capacity and why (Rule 31)."""

from typing import Any

from django import forms

from irp.actions import Successor
from irp.fields import label_of
from irp.forms.entries import DayEntry, Prose, Versioned
from irp.forms.people import PersonField
from irp.models import PostHolding
from irp.rules.administration import handover_faults
from irp.rules.date_spans import for_example
from irp.words import Capacity


class HandoverForm(Versioned):
    """A handover of one holding; who leaves is known from the address."""

    field_order = ("successor", "first_day", "capacity", "last_day", "reason")
    successor = PersonField(label="Who takes over the post")
    first_day = DayEntry(
        label="First day of the new holder",
        help_text="The person who leaves holds the post until the day before. "
        + for_example(30, 6, 2026),
    )
    capacity = forms.ChoiceField(
        label=label_of(PostHolding, "capacity"),
        choices=Capacity.choices(),
        widget=forms.RadioSelect,
    )
    last_day = DayEntry(
        label="Last day of the new holder",
        required=False,
        help_text="Leave this empty if there is no end date.",
    )
    reason = Prose(
        label="Reason",
        max_length=500,
        help_text="Why the post is handed over. It stays in the record.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, holding: PostHolding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holding = holding

    def clean(self) -> dict[str, Any]:
        """Tell at once what the act would refuse of the person and the days."""
        cleaned = super().clean() or self.cleaned_data
        faults = handover_faults(
            leaver=self.holding.user.name,
            held=(self.holding.starts_on, self.holding.ends_on),
            starts_on=cleaned.get("first_day"),
            ends_on=cleaned.get("last_day"),
            to_oneself=cleaned.get("successor") == self.holding.user,
        )
        for name, fault in faults.items():
            self.add_error(name, fault)
        return cleaned

    def to(self) -> Successor:
        """Return who takes the post up, as the act takes it."""
        entered = self.cleaned_data
        return Successor(
            user=entered["successor"],
            starts_on=entered["first_day"],
            ends_on=entered["last_day"],
            capacity=Capacity(entered["capacity"]),
        )
