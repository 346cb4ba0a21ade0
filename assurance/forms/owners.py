"""Forms in which owners are named, and in which an owner answers a judgement."""

from typing import Any

from django import forms

from assurance.models import Assessment, OwnerAnswer, OwnerNaming, Requirement
from assurance.readings.given import issued_by
from assurance.words import Speaker
from assurance.words.owners import ANSWERS_DEFINED, Answer
from irp.fields import label_of
from irp.form_rendering import DefinedRadios
from irp.forms import DayEntry, Prose, RowChoice, RowsChoice, Versioned
from irp.models import Post
from irp.rules.date_spans import for_example


class OwnersForm(forms.Form):
    """Which post owns which requirements from which day on (Rule 24a)."""

    requirements = RowsChoice(
        label="Requirements",
        queryset=Requirement.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one requirement"},
    )
    post = RowChoice(
        label="Owner",
        queryset=Post.objects.exclude(kind="commissioner").order_by("title"),
        empty_label="Nobody: no owner named",
        required=False,
    )
    starts_on = DayEntry(
        label=label_of(OwnerNaming, "starts_on"), help_text=for_example(30, 6, 2026)
    )
    ends_on = DayEntry(
        label=label_of(OwnerNaming, "ends_on"),
        required=False,
        help_text="Leave this empty if there is no end date.",
    )
    reason = Prose(
        label="Who decided it, and when",
        help_text="It is shown with your name. It replaces what was named before from that day on.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Say beside its box that the last day comes before the first."""
        entered = super().clean() or self.cleaned_data
        first, last = entered.get("starts_on"), entered.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "Enter a last day that is not before the first day")
        return entered


class AnswerForm(Versioned):
    """The owner's one answer to a judgement (Rule 24a).

    Its version is the number of judgements that commissioners had issued when it was opened.
    """

    answer = forms.TypedChoiceField(
        label=label_of(OwnerAnswer, "answer"),
        coerce=Answer,
        choices=Answer.choices(),
        widget=DefinedRadios(
            definitions={answer.value: ANSWERS_DEFINED[answer] for answer in Answer}
        ),
    )
    reasons = Prose(
        label=label_of(OwnerAnswer, "reasons"),
        help_text="You can answer each judgement once. It changes no result.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    evidence_cited = Prose(
        label=label_of(OwnerAnswer, "evidence_cited"),
        help_text="Name each document, report or figure with its date.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def see_again(self, row: Assessment) -> None:
        """Take the number that commissioners have issued now."""
        self._show(version=len(issued_by(Speaker(row.speaker), row.requirement)))
