"""The words of points raised on a return: the SAO's asks, and CPMO's challenges."""

from irp.words import Term, Terms, Word, defined
from programmes.words.choices import TEXTS


class PointKind(Word):
    """What is raised on a return; `letters` stand in its reference: HOU-ASK-01, HOU-CH-02."""

    ASK = "ask"
    CHALLENGE = "challenge"

    @property
    def letters(self) -> str:
        """Return what a reference of this kind says before its number."""
        return {PointKind.ASK: "ASK", PointKind.CHALLENGE: "CH"}[self]


class PointStage(Word):
    """How far a point has come: what was done to it last."""

    RAISED = "raised"
    TABLED = "tabled"
    DECLINED = "declined"
    ANSWERED = "answered"
    ASKED_AGAIN = "asked_again"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class ChallengeOutcome(Word):
    """What came of a challenge."""

    ACCEPTED = "accepted"
    RATING_CHANGED = "rating_changed"
    DATE_CHANGED = "date_changed"
    UNRESOLVED = "unresolved"

    @property
    def label(self) -> str:
        """Return the outcome in words."""
        return {
            ChallengeOutcome.ACCEPTED: "Answer accepted",
            ChallengeOutcome.UNRESOLVED: "Not resolved",
        }.get(self, super().label)


class ReturnPart(Word):
    """Which part of a return a challenge is about."""

    RATING = "rating"
    PROGRESS = "progress"
    NEXT_STEPS = "next_steps"
    PATH_TO_GREEN = "path_to_green"
    HELP_NEEDED = "help_needed"
    MILESTONE = "milestone"

    @property
    def label(self) -> str:
        """Return the part as the return names it."""
        own = {ReturnPart.RATING: "The SAO’s rating", ReturnPart.MILESTONE: "A milestone’s report"}
        return own.get(self) or TEXTS[self.value]


# What is done next to a point of a kind, by its stage; what is not named has ended.
NEXT: dict[PointKind, dict[PointStage, tuple[PointStage, ...]]] = {
    PointKind.ASK: {
        PointStage.RAISED: (PointStage.TABLED, PointStage.DECLINED, PointStage.WITHDRAWN),
        PointStage.TABLED: (PointStage.ANSWERED, PointStage.TABLED, PointStage.DECLINED),
    },
    PointKind.CHALLENGE: {
        PointStage.RAISED: (PointStage.ANSWERED, PointStage.CLOSED),
        PointStage.ASKED_AGAIN: (PointStage.ANSWERED, PointStage.CLOSED),
        PointStage.ANSWERED: (PointStage.CLOSED, PointStage.ASKED_AGAIN),
    },
}
BY_PROGRAMME = frozenset({PointStage.RAISED, PointStage.ASKED_AGAIN})  # a challenge it answers

POINTS = (
    Terms(
        "points",
        "Asks and challenges",
        (
            *defined(
                {
                    PointKind.ASK: "What an SAO asks a board to decide or to unblock, raised with "
                    "the signature. CPMO takes it to a board or declines it with a reason.",
                    PointKind.CHALLENGE: "What CPMO asks about a part of a return. The SAO or the "
                    "RDL answers; CPMO says what came of it.",
                }
            ),
            Term(
                "outcome",
                "Outcome",
                "What came of a challenge: the answer was accepted, the rating or a date was "
                "changed, or it was not resolved.",
            ),
        ),
        about="They stay open across months until they are answered, and say how old they are.",
    ),
)
