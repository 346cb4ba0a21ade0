"""The words of amendments of the Assurance Plan (Rules 18, 20 and 24)."""

from irp.words import Terms, Word, defined


class AmendmentKind(Word):
    """What an amendment does."""

    DATE = "date"
    REWORD = "reword"
    ADD = "add"
    RETIRE = "retire"

    @property
    def label(self) -> str:
        """Return it in words."""
        return {
            AmendmentKind.DATE: "A date agreed",
            AmendmentKind.REWORD: "Reworded",
            AmendmentKind.ADD: "Requirement added",
            AmendmentKind.RETIRE: "Requirement retired",
        }[self]


AMENDMENTS = (
    Terms(
        "amendment",
        "Amendments of the Assurance Plan",
        defined(
            {
                AmendmentKind.DATE: (
                    "A date without a day is given one, or a date is changed. The words as "
                    "published stay beside it."
                ),
                AmendmentKind.REWORD: "Its title or considerations change. Its reference does not.",
                AmendmentKind.ADD: (
                    "It is given the next reference of its outcome and test, and counts from that "
                    "day. A test that was declared met there is no longer supported."
                ),
                AmendmentKind.RETIRE: (
                    "It no longer counts from that day. Its reference is not used again."
                ),
            }
        ),
        about="Only commissioners amend the Assurance Plan, with the reason and who agreed.",
    ),
)
