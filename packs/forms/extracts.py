"""The form that asks for a committee's extract of an issued pack."""

from typing import Any

from django.http import QueryDict

from irp.forms import DayEntry, RowChoice
from irp.models import Board
from irp.rules.date_spans import for_example
from packs.forms.public import PublicForm


class ExtractForm(PublicForm):
    """The committee and the day it meets; once they are known, that the words were read.

    `asked` are the committee and the day as an address names them, so that the words are shown.
    """

    committee = RowChoice(
        label="Committee",
        queryset=Board.objects.exclude(oversight="").order_by("number", "pk"),
        empty_label="Choose a committee",
    )
    meets_on = DayEntry(label="Day it meets", help_text=for_example(10, 12, 2026))
    field_order = ("committee", "meets_on")

    def __init__(self, *args: Any, asked: QueryDict, **kwargs: Any) -> None:
        is_asked = kwargs.get("data") is None and "committee" in asked
        super().__init__(*args, **kwargs | ({"data": asked} if is_asked else {}))
        if kwargs.get("data") is None:
            for name in ("read", "seen"):
                self.fields[name].required = False
