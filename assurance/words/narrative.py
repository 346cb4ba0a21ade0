"""The words of the three contextual questions, and of directions and powers (Rules 21 and 24c)."""

from irp.words import Terms, Word, defined


class Answer(Word):
    """What somebody answers to a contextual question."""

    YES = "yes"
    IN_PART = "in_part"
    NO = "no"


class Power(Word):
    """What an act under the directions does."""

    DIRECTION = "direction"
    USED = "used"
    HANDED_BACK = "handed_back"
    PARTIAL = "partial"

    @property
    def label(self) -> str:
        """Return it in full."""
        return {
            Power.DIRECTION: "Direction given",
            Power.USED: "Power used",
            Power.HANDED_BACK: "Power handed back",
            Power.PARTIAL: "Partial step-down",
        }[self]


POWERS_DEFINED = {
    Power.DIRECTION: "The Secretary of State directs the council, or changes a direction.",
    Power.USED: "Commissioners used a power that they hold.",
    Power.HANDED_BACK: "A power went back to the council.",
    Power.PARTIAL: "The intervention ends in part.",
}
NARRATIVE = (
    Terms(
        "answer",
        "Contextual questions",
        defined(
            {
                Answer.YES: "Whoever answers sees it.",
                Answer.IN_PART: "Some of it is seen.",
                Answer.NO: "Whoever answers does not see it.",
            }
        ),
        about="Answers are narrative with evidence. They never change the step-down position.",
    ),
    Terms("power", "Directions and powers", defined(POWERS_DEFINED)),
)
