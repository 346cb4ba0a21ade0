"""The form in which the council responds to a concern."""

from django import forms

from assurance.models import ConcernResponse
from assurance.words.concerns import TRENDS_DEFINED, Trend
from irp.fields import label_of
from irp.form_rendering import DefinedRadios
from irp.forms import DayEntry, Prose, RowChoice, Versioned
from irp.models import Post
from irp.rules.date_spans import for_example
from irp.words import PostKind


class ConcernResponseForm(Versioned):
    """The council's response; its version is how many responses the person saw."""

    words = Prose(
        label=label_of(ConcernResponse, "words"),
        help_text="What is done about the concern. Commissioners see it beside their words.",
        max_length=2000,
        error_messages={"required": "Enter the council’s response"},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    trend = forms.TypedChoiceField(
        label=label_of(ConcernResponse, "trend"),
        coerce=Trend,
        choices=Trend.choices(),
        widget=DefinedRadios(
            definitions={trend.value: text for trend, text in TRENDS_DEFINED.items()}
        ),
        error_messages={"required": "Choose how the concern has moved"},
    )
    owner = RowChoice(
        label=label_of(ConcernResponse, "owner"),
        queryset=Post.objects.filter(kind__in=[PostKind.SAO, PostKind.CPMO]).order_by("title"),
        empty_label="Choose the post that answers for it",
        error_messages={
            "required": "Choose the post that answers for it",
            "invalid_choice": "Choose a post from the list",
        },
    )
    due_on = DayEntry(
        label=label_of(ConcernResponse, "due_on"),
        required=False,
        help_text=for_example(31, 3, 2027),
    )

    def see_again(self, row: ConcernResponse) -> None:
        """Take the response that a conflict has just shown."""
        self._show(version=row.number)
