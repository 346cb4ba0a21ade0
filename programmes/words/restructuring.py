"""The words of programmes that begin, close or take rows of others (Rule 18d)."""

from irp.words import Term, Terms, Word, defined
from programmes.words.choices import Silence

ENDED = "ended"  # where a benefit of a closed programme has gone: nowhere


class Restructure(Word):
    """What was done to the structure of the plan."""

    BEGIN = "begin"
    CLOSE = "close"
    MOVE = "move"

    @property
    def label(self) -> str:
        """Return what was done."""
        return {
            Restructure.BEGIN: "Programme begun",
            Restructure.CLOSE: "Programme closed",
            Restructure.MOVE: "Milestones moved",
        }[self]

    @property
    def meaning(self) -> str:
        """Return what it does from then on."""
        return {
            Restructure.BEGIN: "It owes its first return in the next month that is opened. Earlier "
            "months are blank.",
            Restructure.CLOSE: "It has no open milestones, its final return is signed and its open "
            "risks, issues, actions, assumptions and benefits have another home. It owes no "
            "further return.",
            Restructure.MOVE: "They keep their references, dates and reports. The months that were "
            "frozen before stay with the programme they were reported in.",
        }[self]


RESTRUCTURING = (
    Terms(
        "restructuring",
        "Programmes that begin, close or take milestones of others",
        (
            *defined({what: what.meaning for what in Restructure}),
            *defined(
                {
                    Silence.NOT_BEGUN: "The programme begins with a later month. It owed no return "
                    "of this one.",
                    Silence.CLOSED: "The programme was closed. It owes no return any more.",
                }
            ),
            Term(
                "reporting",
                "Reporting",
                "Programmes that owe the month a return. What is closed, or has not begun, is "
                "counted beside them.",
            ),
        ),
    ),
)
