"""The words of what changed after a judgement was issued: it is to be looked at again (19, 20)."""

from irp.words import Terms, Word, defined

AGAIN = "To be looked at again"


class Changed(Word):
    """What of the things that were assessed changed since."""

    REWORDED = "reworded"
    WORDS = "words"
    DATE = "date"
    EXPIRED = "expired"
    NEWER = "newer"
    SEALED = "sealed"
    REOPENED = "reopened"

    @property
    def label(self) -> str:
        """Return what changed, as a sentence goes on after its day."""
        return {
            Changed.REWORDED: "the requirement was reworded",
            Changed.WORDS: "the official words were changed",
            Changed.DATE: "an assurance date was changed",
            Changed.EXPIRED: "evidence that it cites expired",
            Changed.NEWER: "evidence that it cites has a newer version",
            Changed.SEALED: "evidence that it cites was sealed",
            Changed.REOPENED: "a milestone that serves it was reopened",
        }[self]


CHANGES_DEFINED = {
    Changed.REWORDED: "Commissioners amended its words after the judgement.",
    Changed.WORDS: "A later version of the official words changed what it was judged on.",
    Changed.DATE: "Commissioners amended one of its dates after the judgement.",
    Changed.EXPIRED: "A version that the judgement cites expired after it was issued.",
    Changed.NEWER: "A version that the judgement cites was replaced by a newer one.",
    Changed.SEALED: "The content of a version that the judgement cites was taken away.",
    Changed.REOPENED: (
        "A completed milestone with a confirmed link to the requirement was opened again by a "
        "decision."
    ),
}

CHANGED_TERMS = Terms(
    "again",
    AGAIN,
    defined(CHANGES_DEFINED),
    about="What a judgement was about has changed since it was issued. The judgement stays in "
    "force until another is issued: the mark cancels nothing.",
)
