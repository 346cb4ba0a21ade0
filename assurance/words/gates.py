"""The words of what commissioners say of an assurance date (Rules 13 and 20)."""

from irp.words import Terms, Word, defined


class Ruling(Word):
    """What commissioners say of one assurance date."""

    SATISFIED = "satisfied"
    SET_ASIDE = "set_aside"
    WITHDRAWN = "withdrawn"

    @property
    def settles(self) -> bool:
        """Tell whether commissioners look for nothing more at the date."""
        return self is not Ruling.WITHDRAWN


RULINGS_DEFINED = {
    Ruling.SATISFIED: "What was looked for at this date has been shown. The evidence is cited.",
    Ruling.SET_ASIDE: "Nothing is looked for at this date. The reason says why.",
    Ruling.WITHDRAWN: "What was said of this date no longer holds: it is open again.",
}

GATE_TERMS = Terms(
    "gate_ruling",
    "What commissioners say of an assurance date",
    defined(RULINGS_DEFINED),
    about="A date that is satisfied or set aside is never “passed, not yet assured”. “Met” can be "
    "issued once each completion, assurance, sustained evidence and review date is one of them.",
)
