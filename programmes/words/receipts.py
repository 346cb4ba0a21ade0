"""The words of capital receipts: the stages of a sale, their part of the glossary (Rule 25)."""

from irp.words import Term, Terms, Word, defined


class Stage(Word):
    """How far the sale of an asset or lot has come."""

    IDENTIFIED = "identified"
    AGREED = "agreed"
    EXCHANGED = "exchanged"
    COMPLETED = "completed"
    RECEIVED = "received"
    WITHDRAWN = "withdrawn"


REACHED = (Stage.AGREED, Stage.EXCHANGED, Stage.COMPLETED, Stage.RECEIVED)  # each after the last


class LotGroup(Word):
    """Assets and lots that ask for somebody to act, and that a list shows together."""

    NOT_ENTERED = "not_entered"
    LATE = "late"
    UNPAID = "unpaid"
    NO_OWNER = "no_owner"

    @property
    def label(self) -> str:
        """Return the group in the words of every page and file."""
        return {
            LotGroup.NOT_ENTERED: "Not entered this month",
            LotGroup.LATE: "Past the expected day",
            LotGroup.UNPAID: "Completed, cash not received",
            LotGroup.NO_OWNER: "No owner named",
        }[self]


RECEIPTS = (
    Terms(
        "stage",
        "How far a sale has come",
        defined(
            {
                Stage.IDENTIFIED: "It is to be sold; terms are not agreed.",
                Stage.AGREED: "Terms are agreed with a buyer.",
                Stage.EXCHANGED: "Contracts are exchanged: both sides are bound.",
                Stage.COMPLETED: "The sale is completed.",
                Stage.RECEIVED: "It is completed and the cash is in the council’s account.",
                Stage.WITHDRAWN: "It is no longer to be sold.",
            }
        ),
    ),
    Terms(
        "receipt",
        "Capital receipts",
        (
            Term(
                "lot",
                "Asset or lot",
                "What is sold by itself. A part that is paid for later is a lot of its own.",
            ),
            Term(
                "counts",
                "Received",
                "A receipt counts from the day on which the sale is completed and its cash has "
                "come in.",
            ),
            Term(
                "threshold",
                "Target of receipts",
                "The total that receipts are to reach by a day. A day that has passed is judged by "
                "the target in force then.",
            ),
        ),
    ),
)
