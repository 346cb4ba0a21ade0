"""The words of dependencies: their sides, their states, their part of the glossary (Rule 28)."""

from irp.words import Term, Terms, Word, defined
from programmes.words.raid import OVERARCHING


class Side(Word):
    """Which end of a dependency: who gives, who needs what is given."""

    GIVER = "giver"
    TAKER = "taker"

    @property
    def other(self) -> "Side":
        """Return the other end."""
        return Side.TAKER if self is Side.GIVER else Side.GIVER


class DependencyState(Word):
    """Where a dependency is; an ended one no longer counts."""

    OPEN = "open"
    GIVEN = "given"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """Return the state in words."""
        return "No longer needed" if self is DependencyState.DROPPED else super().label

    @property
    def predicate(self) -> str:
        """Return the state as a sentence says it: "is open", "has been given"."""
        return {
            DependencyState.OPEN: "is open",
            DependencyState.GIVEN: "has been given",
            DependencyState.DROPPED: "is no longer needed",
        }[self]


class DependencyGroup(Word):
    """Open dependencies that ask for somebody to act, and that a list shows together."""

    BREACH = "breach"
    UNCONFIRMED = "unconfirmed"
    LONG_UNCONFIRMED = "long_unconfirmed"

    @property
    def label(self) -> str:
        """Return the group in the words of every page and file."""
        return {
            DependencyGroup.BREACH: "Expected too late",
            DependencyGroup.UNCONFIRMED: "Not confirmed by both",
            DependencyGroup.LONG_UNCONFIRMED: "Not confirmed after 10 working days",
        }[self]


DEPENDENCIES = (
    Terms(
        "dependency",
        "Dependencies between programmes",
        (
            *defined(
                {
                    Side.GIVER: "The milestone or programme that hands something over.",
                    Side.TAKER: "The milestone or programme that cannot do without it.",
                }
            ),
            Term("give_by", "Give by", "The day by which the giver says it will hand it over."),
            Term("need_by", "Need by", "The day from which the taker cannot go on without it."),
            Term(
                "confirmed",
                "Confirmed",
                "An RDL or SAO of each side has agreed to both days. Who changes a day confirms it "
                "for their side; the other side has to confirm again.",
            ),
            Term(
                "expected",
                "Expected",
                "The forecast of the giving milestone in its newest report, or the give-by day "
                "where there is none. What is open and past is expected today at the earliest.",
            ),
            *defined(
                {
                    DependencyGroup.BREACH: "Open, and expected after the need-by day. The days "
                    "between them show for both sides.",
                    DependencyGroup.LONG_UNCONFIRMED: "Open, and one side or both have not "
                    "confirmed the days within 10 working days.",
                }
            ),
            Term(
                "chain",
                "Chain",
                "What a late handover delays next: its taker, then whatever the taker gives in "
                "turn. Days in hand reduce the delay. The rest is passed on if nothing is done.",
            ),
            Term(
                "overarching_dependency",
                f"{OVERARCHING} dependency",
                "One of the plan’s own. It names no giver or taker, so it is in no network and in "
                "no count.",
            ),
        ),
    ),
)
