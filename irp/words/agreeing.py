"""The words of who agrees what commissioners declare."""

from irp.words.terms import Word


class Agrees(Word):
    """Who agrees tests met, “confident of progress” and reports: a setting."""

    SECOND = "second"
    LEAD = "lead"

    @property
    def label(self) -> str:
        """Return it in words."""
        return {
            Agrees.SECOND: "A second commissioner",
            Agrees.LEAD: "The lead commissioner",
        }[self]
