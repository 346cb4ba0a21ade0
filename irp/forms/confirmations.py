"""Forms in which a commissioner's post is confirmed (Rule 24b)."""

from django import forms

from irp.fields import label_of
from irp.forms.entries import DayEntry, Line, Versioned
from irp.models import HoldingConfirmation
from irp.rules.date_spans import for_example


class ConfirmationForm(Versioned):
    """That a serving commissioner confirms the post of another."""

    confirmed = forms.BooleanField(label="I confirm that this person has been appointed")


class LetterForm(ConfirmationForm):
    """The letter by which the first commissioner is appointed."""

    letter = Line(
        label=label_of(HoldingConfirmation, "letter"),
        max_length=200,
        help_text="As it is printed on the letter.",
    )
    letter_on = DayEntry(
        label=label_of(HoldingConfirmation, "letter_on"),
        help_text=for_example(5, 10, 2023),
        error_messages={"required": "Enter the day of the letter"},
    )
