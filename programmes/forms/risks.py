"""Forms of acts on entries of the register: scores, state, escalation, a forum's answer (28)."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from irp.fields import label_of
from irp.form_rendering import DefinedRadios
from irp.forms import Line, Prose, Versioned
from programmes.facts.raid import Score, Scores
from programmes.models import RiskStep
from programmes.models.risks import SCORES
from programmes.words import Answer, EntryState, Ladder
from programmes.words.raid import IMPACTS, LIKELIHOODS, NOT_SCORED

UNSCORED = ("", NOT_SCORED)
PROGRAMME = "programme"


def _reason(label: str = "Reason", hint: str = "It stays in the record.") -> Prose:
    return Prose(
        label=label, max_length=2000, help_text=hint, widget=forms.Textarea(attrs={"rows": 3})
    )


def _side(label: str, words: dict[int, str], *, needed: bool = False) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        required=needed,
        coerce=int,
        empty_value=None,
        choices=[UNSCORED, *((key, f"{key} {word}") for key, word in words.items())],
    )


class ScoreForm(Versioned):
    """The three scores of a risk, each with both its sides or neither, and why."""

    inherent_impact = _side("Inherent impact (without controls)", IMPACTS)
    inherent_likelihood = _side("Inherent likelihood", LIKELIHOODS)
    current_impact = _side("Current impact (with today’s controls)", IMPACTS, needed=True)
    current_likelihood = _side("Current likelihood", LIKELIHOODS, needed=True)
    target_impact = _side("Target impact (once the response is done)", IMPACTS)
    target_likelihood = _side("Target likelihood", LIKELIHOODS)
    reason = _reason("Reason for the scores")

    def clean(self) -> dict[str, Any]:
        """Ask for both sides of a score, or neither."""
        entered = super().clean() or self.cleaned_data
        for name in SCORES:
            impact, likelihood = entered.get(f"{name}_impact"), entered.get(f"{name}_likelihood")
            if (impact is None) != (likelihood is None) and name != "current":
                missing = "impact" if impact is None else "likelihood"
                self.add_error(f"{name}_{missing}", f"Choose the {name} {missing} too")
        return entered

    def scores(self) -> Scores:
        """Return the scores that were chosen."""
        return Scores(**{name: self._score(name) for name in SCORES})

    def _score(self, name: str) -> Score | None:
        impact = self.cleaned_data[f"{name}_impact"]
        likelihood = self.cleaned_data[f"{name}_likelihood"]
        return Score(impact=impact, likelihood=likelihood) if impact else None


class StateForm(Versioned):
    """What an entry becomes: closed, happened, confirmed, open again; with the reason."""

    state = forms.ChoiceField(label="What has become of it", widget=forms.RadioSelect)
    reason = _reason("Reason or evidence", "What was done, or where the evidence is.")

    def __init__(self, *args: Any, states: Sequence[EntryState], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(state.value, state.label) for state in states]
        if states == [EntryState.OPEN]:
            choices = [(EntryState.OPEN.value, "Open again")]
        cast(forms.ChoiceField, self.fields["state"]).choices = choices


class EscalationForm(Versioned):
    """The forum a risk goes to, upwards or down, and why."""

    forum = forms.ChoiceField(label="Where it goes", widget=forms.RadioSelect)
    reason = _reason()

    def __init__(self, *args: Any, forums: Sequence[Ladder | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["forum"]).choices = [
            (forum.value, forum.label) if forum else (PROGRAMME, "Back to the programme")
            for forum in forums
        ]

    def to(self) -> Ladder | None:
        """Return the forum that was chosen; None for the programme."""
        chosen = self.cleaned_data["forum"]
        return None if chosen == PROGRAMME else Ladder(chosen)


class AnswerForm(Versioned):
    """What a forum said to a risk that was escalated to it."""

    answer = forms.ChoiceField(
        label="What the forum decided",
        choices=Answer.choices(),
        widget=DefinedRadios(definitions={answer.value: answer.meaning for answer in Answer}),
    )
    minute = Line(label=label_of(RiskStep, "minute"), required=False, max_length=100)
    reason = _reason("The forum’s reason")
