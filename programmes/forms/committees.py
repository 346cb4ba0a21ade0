"""Forms in which CPMO says which committee takes a programme, and from when."""

from typing import Any

from django import forms

from irp.fields import label_of
from irp.forms import DayEntry, Prose, RowChoice, Versioned
from irp.rules.date_spans import for_example
from programmes.models import CommitteeRemit, Programme

DAY = for_example(1, 12, 2026)


def _reason(hint: str) -> Prose:
    return Prose(
        label=label_of(CommitteeRemit, "reason"),
        max_length=1000,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TakeForm(forms.Form):
    """A programme that a committee takes from a day on."""

    programme = RowChoice(
        label=label_of(CommitteeRemit, "programme"),
        queryset=Programme.objects.filter(closed_on=None).order_by("number"),
        empty_label="Choose a programme",
    )
    from_on = DayEntry(label="First day that it has the programme", help_text=DAY)
    reason = _reason("For example, the work programme that the committee agreed, and when.")


class GiveUpForm(Versioned):
    """From when a committee takes a programme no more."""

    from_on = DayEntry(label="First day that it no longer has the programme", help_text=DAY)
    reason = _reason("For example, which committee has it instead.")

    def see_again(self, row: Any) -> None:
        """Take the act that a conflict has just shown."""
        self._show(version=row.number)
