"""The words of assurance: its enums with their labels and definitions, its part of the glossary."""

from irp.words import Word


class Speaker(Word):
    """Whose assessment it is; three separate records, nothing overwritten (Rule 19)."""

    COUNCIL = "council"
    CPMO = "cpmo"
    COMMISSIONER = "commissioner"

    @property
    def label(self) -> str:
        """Return whose assessment it is, in full."""
        return {
            Speaker.COUNCIL: "Council self-assessment",
            Speaker.CPMO: "CPMO view",
            Speaker.COMMISSIONER: "Commissioner judgement",
        }[self]

    @property
    def short(self) -> str:
        """Return who it is, for narrow columns and sentences."""
        return {
            Speaker.COUNCIL: "Council",
            Speaker.CPMO: "CPMO",
            Speaker.COMMISSIONER: "Commissioners",
        }[self]


# The order of every page and pack: only the commissioners' judgement counts (Rule 21).
SPEAKERS = (Speaker.COMMISSIONER, Speaker.CPMO, Speaker.COUNCIL)


class Purpose(Word):
    """What a requirement's date is for (Rule 12)."""

    BEGIN = "begin"
    COMPLETION = "completion"
    ASSURANCE = "assurance"
    SUSTAINED = "sustained"
    REVIEW = "review"

    @property
    def label(self) -> str:
        """Return the purpose in full."""
        return "Sustained evidence" if self is Purpose.SUSTAINED else super().label


class Shade(Word):
    """How a cell of the heat map is tinted; the shape and the words beside it say the same."""

    NOT_MET = "not_met"
    PARTLY = "partly_met"
    NOT_ASSESSED = "not_assessed"
    SOME_MET = "some_met"
    MET = "met"
    NOT_APPLICABLE = "not_applicable"
    EMPTY = "empty"


class Judgement(Word):
    """Not assessed is not "not met", and neither is "not applicable" (Rule 19)."""

    MET = "met"
    PARTLY = "partly_met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"

    @property
    def is_assured(self) -> bool:
        """Tell whether nothing more is awaited: met, or out of the count (Rule 19)."""
        return self in {Judgement.MET, Judgement.NOT_APPLICABLE}


# Agreed assumptions: the Assurance Plan names no grades, only that a requirement is put in place
# and shown to work.
JUDGEMENTS_DEFINED = {
    Judgement.MET: "What the requirement asks for is in place, and it is shown to work.",
    Judgement.PARTLY: "Part of it is in place, or all of it without yet being shown to work.",
    Judgement.NOT_MET: "It is not in place, or what is in place does not work.",
    Judgement.NOT_APPLICABLE: (
        "It no longer applies. The rationale says why, and the requirement leaves the count."
    ),
}


NOT_ASSESSED = "not_assessed"


def judgement_words(judgement: str) -> str:
    """Return a judgement in words; a blank one is "Not assessed" (Rule 19)."""
    if judgement in ("", NOT_ASSESSED):
        return "Not assessed"
    return Judgement(judgement).label
