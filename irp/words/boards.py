"""The words of boards, teams and committees."""

from irp.words.terms import Word


class BoardKind(Word):
    """What kind of forum it is."""

    BOARD = "board"
    TEAM = "team"
    COMMITTEE = "committee"


class Oversight(Word):
    """What a committee is given of an issued pack of the IRB."""

    AUDIT = "audit"
    PROGRAMMES = "programmes"
    WHOLE = "whole"

    @property
    def label(self) -> str:
        """Return what its extract has."""
        return {
            Oversight.AUDIT: "Recommendations by quarter, principal risks, data confidence",
            Oversight.PROGRAMMES: "Its programmes",
            Oversight.WHOLE: "The whole plan",
        }[self]
