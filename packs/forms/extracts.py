"""The form that asks for a committee's extract of an issued pack."""

from django import forms

from irp.forms import DayEntry, RowChoice
from irp.models import Board


class ExtractForm(forms.Form):
    """The committee and the day it meets."""

    committee = RowChoice(
        label="Committee",
        queryset=Board.objects.exclude(oversight="").order_by("number", "pk"),
        empty_label="Choose a committee",
    )
    meets_on = DayEntry(label="Day it meets", help_text="For example, 10 12 2026")
