"""Forms of asks and challenges: a question about a return, and each next step (Rules 2, 15)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from irp.fields import label_of
from irp.forms import DayEntry, Line, Prose, RowChoice, Versioned
from irp.rules.date_spans import for_example
from programmes.actions.points import PointMove
from programmes.models import Milestone, PointStep
from programmes.words import ChallengeOutcome, Ladder, PointKind, PointStage, ReturnPart


class ChallengeForm(forms.Form):
    """A question of CPMO about one part of a return."""

    part = forms.TypedChoiceField(
        label="What you ask about",
        coerce=ReturnPart,
        empty_value=None,
        choices=ReturnPart.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you ask about"},
    )
    milestone = RowChoice(
        queryset=Milestone.objects.none(),
        required=False,
        label="Milestone",
        label_suffix="(needed for a milestone’s report)",
        empty_label="Choose a milestone",
    )
    words = Prose(
        label="What you ask",
        max_length=1000,
        help_text="The programme’s RDL and SAO see this, and answer it.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, milestones: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["milestone"].queryset = milestones  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for the milestone beside the other faults: all in one round."""
        entered = super().clean() or self.cleaned_data
        lacks = entered.get("part") is ReturnPart.MILESTONE and not entered.get("milestone")
        if lacks and "milestone" not in self.errors:
            self.add_error("milestone", "Choose the milestone that you ask about")
        return entered


def _words(label: str, hint: str = "") -> Prose:
    return Prose(
        label=label, help_text=hint, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class PointForm(Versioned):
    """The next step of a point; its version is the number of steps that the person saw."""

    to: PointStage

    def see_again(self, row: PointStep) -> None:
        """Take the step that a conflict has just shown."""
        self._show(version=row.number)

    def move(self) -> PointMove:
        """Return what was entered, for the act."""
        entered = dict(self.cleaned_data)
        return PointMove(to=self.to, seen=entered.pop("version"), **entered)


class TableForm(PointForm):
    """At which board's meeting an ask is taken."""

    to = PointStage.TABLED
    forum = forms.TypedChoiceField(
        label=label_of(PointStep, "forum"),
        coerce=Ladder,
        choices=Ladder.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the board"},
    )
    meeting_on = DayEntry(
        label=label_of(PointStep, "meeting_on"), help_text=for_example(24, 11, 2026)
    )


class DeclineForm(PointForm):
    """Why an ask goes to no board."""

    to = PointStage.DECLINED
    words = _words("Reason for declining the ask", "The SAO sees this on the next return.")


class BoardAnswerForm(PointForm):
    """What the board answered to an ask."""

    to = PointStage.ANSWERED
    words = _words("What the board decided", "The SAO sees this on the next return.")
    minute = Line(label="Minute reference", required=False, max_length=100)


class ReplyForm(PointForm):
    """What the programme answers to a challenge."""

    to = PointStage.ANSWERED
    words = _words("Answer", "CPMO sees this, and says what came of it.")


class AskAgainForm(PointForm):
    """What an answer leaves open."""

    to = PointStage.ASKED_AGAIN
    words = _words("What is still open")


class ChallengeCloseForm(PointForm):
    """What came of a challenge."""

    to = PointStage.CLOSED
    outcome = forms.TypedChoiceField(
        label=label_of(PointStep, "outcome"),
        coerce=ChallengeOutcome,
        choices=ChallengeOutcome.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the outcome"},
    )
    words = _words("Reason for the outcome")


FORMS: Mapping[tuple[PointKind, PointStage], tuple[type[PointForm], str]] = {
    (PointKind.ASK, PointStage.TABLED): (TableForm, "Take to a board"),
    (PointKind.ASK, PointStage.DECLINED): (DeclineForm, "Decline"),
    (PointKind.ASK, PointStage.ANSWERED): (BoardAnswerForm, "Record the answer"),
    (PointKind.CHALLENGE, PointStage.ANSWERED): (ReplyForm, "Answer"),
    (PointKind.CHALLENGE, PointStage.ASKED_AGAIN): (AskAgainForm, "Ask again"),
    (PointKind.CHALLENGE, PointStage.CLOSED): (ChallengeCloseForm, "Close"),
}
KINDS: Iterable[type[PointForm]] = tuple(form for form, _ in FORMS.values())
