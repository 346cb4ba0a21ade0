"""The words of what serves a requirement (coverage matrix)."""

from irp.words import Word


class Cover(Word):
    """How a requirement is served by delivery."""

    NONE = "none"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"

    @property
    def label(self) -> str:
        """Return it in words."""
        return {
            Cover.NONE: "Served by nothing",
            Cover.PROPOSED: "Proposed only",
            Cover.CONFIRMED: "Confirmed",
        }[self]
