"""Forms in which a commissioner declares an interest in an outcome, and ends it."""

from django import forms

from assurance.models import Interest, InterestEnd
from irp.fields import label_of
from irp.forms import DayEntry, Prose
from irp.rules.date_spans import for_example


class InterestForm(forms.Form):
    """What the interest is, and from which day on."""

    starts_on = DayEntry(label=label_of(Interest, "starts_on"), help_text=for_example(30, 6, 2026))
    words = Prose(
        label=label_of(Interest, "words"),
        help_text="Everybody who reads the outcome sees this with your name.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class InterestEndForm(forms.Form):
    """The last day of an interest."""

    ends_on = DayEntry(
        label=label_of(InterestEnd, "ends_on"),
        help_text=f"You can judge there again from the day after. {for_example(31, 12, 2026)}",
    )
