"""Forms of the contextual questions, and of directions and powers."""

from django import forms

from assurance.models import PowerAct, QuestionAnswer
from assurance.words.narrative import POWERS_DEFINED, Answer, Power
from irp.fields import label_of
from irp.form_rendering import DefinedRadios
from irp.forms import DayEntry, Line, Prose, Versioned
from irp.rules.date_spans import for_example


class AnswerForm(Versioned):
    """What a speaker answers; its version is how many answers the person saw."""

    answer = forms.TypedChoiceField(
        label=label_of(QuestionAnswer, "answer"),
        coerce=Answer,
        choices=Answer.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an answer"},
    )
    narrative = Prose(
        label=label_of(QuestionAnswer, "narrative"),
        help_text="What you see, and why. It is shown beside the step-down position.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    evidence_cited = Prose(
        label=label_of(QuestionAnswer, "evidence_cited"),
        help_text="Name each document, report or figure with its date.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def see_again(self, row: QuestionAnswer) -> None:
        """Take the answer that a conflict has just shown."""
        self._show(version=row.number)


class PowerForm(Versioned):
    """What was done under the directions; its version is how many such acts the person saw."""

    kind = forms.TypedChoiceField(
        label=label_of(PowerAct, "kind"),
        coerce=Power,
        choices=Power.choices(),
        widget=DefinedRadios(
            definitions={power.value: text for power, text in POWERS_DEFINED.items()}
        ),
        error_messages={"required": "Choose what was done"},
    )
    title = Line(label=label_of(PowerAct, "title"), max_length=300)
    done_on = DayEntry(label=label_of(PowerAct, "done_on"), help_text=for_example(5, 10, 2023))
    reason = Prose(
        label=label_of(PowerAct, "reason"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def see_again(self, row: PowerAct) -> None:
        """Take the act that a conflict has just shown."""
        self._show(version=row.number)
