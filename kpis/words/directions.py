"""The words of a figure's direction: what it is better or worse than, or why nothing is said."""

from irp.words import Word


class Direction(Word):
    """A figure beside another that it may be compared with (Rule 27)."""

    BETTER = "better"
    EQUAL = "equal"
    WORSE = "worse"

    @property
    def label(self) -> str:
        """Return the words that people read."""
        return {Direction.EQUAL: "No change"}.get(self, super().label)


class NoDirection(Word):
    """Why a figure is called neither better nor worse."""

    NO_POLARITY = "no_polarity"
    NO_BASELINE = "no_baseline"
    NO_READING = "no_reading"
    NOT_COMPARABLE = "not_comparable"

    @property
    def label(self) -> str:
        """Return the reason in a few words."""
        return {
            NoDirection.NO_POLARITY: "Not shown (no agreed direction)",
            NoDirection.NO_BASELINE: "Not shown (no baseline)",
            NoDirection.NO_READING: "Not shown (no reading since the baseline)",
            NoDirection.NOT_COMPARABLE: "Not shown (no reading of a year before)",
        }[self]
