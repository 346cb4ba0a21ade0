"""The words of indicators: which way is better, and whether a figure may still change."""

from irp.words import Word

NO_READINGS = "No readings yet"
NO_DIRECTION = (
    "Better or worse is not shown: the plan gives no baseline for this indicator, and without one "
    "a figure is neither better nor worse."
)


class Figure(Word):
    """A figure is provisional until it is revised; both are kept (Rule 27)."""

    PROVISIONAL = "provisional"
    REVISED = "revised"


class Polarity(Word):
    """Which way a figure is better; an agreed assumption, not in the document."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"

    @property
    def label(self) -> str:
        """Return which way is better."""
        return {
            Polarity.HIGHER: "Higher is better",
            Polarity.LOWER: "Lower is better",
            Polarity.NONE: "No agreed direction",
        }[self]
