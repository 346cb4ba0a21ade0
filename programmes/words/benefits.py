"""The words of benefits and disbenefits: their part of the glossary (Rule 26)."""

from irp.words import Term, Terms, Word, defined


class BenefitKind(Word):
    """Whether it is wanted."""

    BENEFIT = "benefit"
    DISBENEFIT = "disbenefit"


class Better(Word):
    """Which way its measure should go."""

    HIGHER = "higher"
    LOWER = "lower"

    @property
    def label(self) -> str:
        """Return the way in words."""
        return f"{super().label} is better"


class BenefitStatus(Word):
    """How its newest reading stands to its target; derived, and no rating."""

    LATE = "late"
    BEYOND = "beyond"
    NOT_YET = "not_yet"
    UNREAD = "unread"
    NO_TARGET = "no_target"
    CASHABLE = "cashable"
    REACHED = "reached"
    WITHIN = "within"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """Return the status in words."""
        return {
            BenefitStatus.BEYOND: "Beyond its limit",
            BenefitStatus.WITHIN: "Within its limit",
            BenefitStatus.LATE: "Target day passed, not reached",
            BenefitStatus.NOT_YET: "Not reached yet",
            BenefitStatus.UNREAD: "No reading yet",
            BenefitStatus.NO_TARGET: "Read, no target",
            BenefitStatus.CASHABLE: "Counted as its saving",
            BenefitStatus.REACHED: "Target reached",
            BenefitStatus.ENDED: "Ended",
        }[self]


class BenefitFate(Word):
    """What becomes of an open benefit when its programme closes (Rule 18d)."""

    MOVES = "moves"
    STAYS = "stays"
    ENDS = "ends"

    @property
    def label(self) -> str:
        """Return it as a choice says it; a programme that takes it is named instead."""
        return {
            BenefitFate.MOVES: "Goes to another programme",
            BenefitFate.STAYS: "Stays with its owner, who goes on measuring it",
            BenefitFate.ENDS: "Ends",
        }[self]


class BenefitGroup(Word):
    """Benefits that a list shows together."""

    LATE = "late"
    BEYOND = "beyond"
    UNREAD = "unread"
    NO_OWNER = "no_owner"
    REVIEW = "review"
    DISBENEFIT = "disbenefit"

    @property
    def label(self) -> str:
        """Return the group in the words of every page and file."""
        return {
            BenefitGroup.BEYOND: BenefitStatus.BEYOND.label,
            BenefitGroup.LATE: BenefitStatus.LATE.label,
            BenefitGroup.UNREAD: BenefitStatus.UNREAD.label,
            BenefitGroup.NO_OWNER: "No owner named",
            BenefitGroup.REVIEW: "Review overdue",
            BenefitGroup.DISBENEFIT: "Disbenefits",
        }[self]


BENEFITS = (
    Terms(
        "benefit",
        "Benefits and disbenefits",
        (
            *defined(
                {
                    BenefitKind.BENEFIT: "What the programme is for, as a measure to be read.",
                    BenefitKind.DISBENEFIT: "What it costs residents, staff or other services: "
                    "expected and measured, with a limit as its target.",
                }
            ),
            Term(
                "owner",
                "Owner",
                "Somebody in the service, who still measures it after the programme closes.",
            ),
            Term(
                "cashable",
                "Cashable",
                "A benefit in money is a saving. It is linked to it and counted there, once.",
            ),
            Term(
                "review",
                "Review",
                "A day after closure, to check whether it has lasted.",
            ),
        ),
    ),
)
