"""The words of who owns a requirement and of what an owner answers (Rule 24a)."""

from irp.words import Terms, Word, defined

NO_OWNER = "No owner named"


class Answer(Word):
    """What the owner says of a judgement; it alters no result."""

    ACCEPT = "accept"
    IN_PART = "in_part"
    DISAGREE = "disagree"

    @property
    def label(self) -> str:
        """Return the answer in words."""
        return {
            Answer.ACCEPT: "Accepted",
            Answer.IN_PART: "Accepted in part",
            Answer.DISAGREE: "Not accepted",
        }[self]


ANSWERS_DEFINED = {
    Answer.ACCEPT: "The owner agrees with the judgement and its reasons.",
    Answer.IN_PART: "The owner agrees with part of it. The reasons say with what.",
    Answer.DISAGREE: "The owner does not agree. The reasons say why.",
}

OWNER_TERMS = Terms(
    "owner_answer",
    "Owner’s answer to a judgement",
    defined(ANSWERS_DEFINED),
    about="Each requirement has one owner post, named by the council. Only the owner issues the "
    "council’s assessment of it, and may answer each judgement of commissioners once. An answer "
    "changes no result.",
)
