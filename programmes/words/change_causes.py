"""Whose decision a change needs, and by what cause (Rule 18)."""

from irp.words import Word


class Tier(Word):
    """Whose decision a request needs; in their order, the least first."""

    OFFICERS = "officers"
    TIB = "tib"
    CABINET = "cabinet"

    @property
    def label(self) -> str:
        """Return who decides."""
        return {
            Tier.OFFICERS: "SAO and CPMO",
            Tier.TIB: "TIB",
            Tier.CABINET: "TIB, then Cabinet",
        }[self]

    @property
    def rank(self) -> int:
        """Return its place among the tiers."""
        return list(Tier).index(self)


class Cause(Word):
    """Why a request is of its tier: of its rows as found when it was asked for, and by takers."""

    FIRST_DATED = "first_dated"
    START = "start"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    OLD_DATE_PASSED = "old_date_passed"
    WORDING = "wording"
    SCOPE = "scope"
    ADD = "add"
    SPLIT = "split"
    MERGE = "merge"
    PAUSE = "pause"
    RESUME = "resume"
    BROUGHT_BACK = "brought_back"
    DESCOPE = "descope"
    CLOSE = "close"
    GATE_OVERTAKEN = "gate_overtaken"
    MONEY_CHANGED = "money_changed"
    TAKER_OBJECTS = "taker_objects"
    TAKER_SILENT = "taker_silent"

    @property
    def tier(self) -> Tier:
        """Return whose decision it needs."""
        if self in {Cause.FIRST_DATED, Cause.START, Cause.SMALL, Cause.WORDING}:
            return Tier.OFFICERS
        top = {Cause.LARGE, Cause.BROUGHT_BACK, Cause.DESCOPE, Cause.CLOSE, Cause.GATE_OVERTAKEN}
        return Tier.CABINET if self in top | {Cause.MONEY_CHANGED} else Tier.TIB

    @property
    def label(self) -> str:
        """Return the cause as a sentence goes on with it: "TIB: the old date has passed"."""
        return {
            Cause.FIRST_DATED: "a first date, where it was to be confirmed",
            Cause.START: "only the start moves",
            Cause.SMALL: "few days from the original date",
            Cause.MEDIUM: "more days from the original date than SAO and CPMO may agree",
            Cause.LARGE: "more days from the original date than TIB may agree",
            Cause.OLD_DATE_PASSED: "the old date has passed",
            Cause.WORDING: "only words change",
            Cause.SCOPE: "the scope changes",
            Cause.ADD: "work is added",
            Cause.SPLIT: "a split",
            Cause.MERGE: "a merge",
            Cause.PAUSE: "a pause",
            Cause.RESUME: "the end of a pause",
            Cause.BROUGHT_BACK: "descoped work is brought back",
            Cause.DESCOPE: "work is descoped",
            Cause.CLOSE: "work is closed",
            Cause.GATE_OVERTAKEN: "an assurance date is overtaken",
            Cause.MONEY_CHANGED: "a saving or receipt changes",
            Cause.TAKER_OBJECTS: "who needs it objects",
            Cause.TAKER_SILENT: "who needs it has not answered in time",
        }[self]
