"""The words of composites: what is counted of their members, and why one is left out."""

from irp.words import Word


class Counted(Word):
    """What a composite counts of its members (Rule 27)."""

    ON_TARGET = "on_target"
    IMPROVING = "improving"

    @property
    def label(self) -> str:
        """Return the words that people read."""
        return {
            Counted.ON_TARGET: "Members on target",
            Counted.IMPROVING: "Members improving over two periods",
        }[self]


class LeftOut(Word):
    """Why a member is left out of what is counted."""

    NO_READING = "no_reading"
    NO_TARGET = "no_target"
    NO_POLARITY = "no_polarity"
    NO_BASELINE = "no_baseline"
    FEW_READINGS = "few_readings"

    @property
    def label(self) -> str:
        """Return the reason in a few words."""
        return {
            LeftOut.NO_READING: "not read yet",
            LeftOut.NO_TARGET: "no target for its newest month",
            LeftOut.NO_POLARITY: "no agreed direction",
            LeftOut.NO_BASELINE: "no baseline",
            LeftOut.FEW_READINGS: "fewer than three readings",
        }[self]
