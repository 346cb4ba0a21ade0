"""The words of figures: which way is better, whether one may still change, what it reaches."""

from irp.words import Word

NO_READINGS = "No readings yet"
NO_TARGET = "Not set in the plan"


class Figure(Word):
    """A figure is provisional until it is revised; both are kept (Rule 27)."""

    PROVISIONAL = "provisional"
    REVISED = "revised"


class Yardstick(Word):
    """What readings are compared with: only a target is judged by (Rule 27)."""

    TARGET = "target"
    BENCHMARK = "benchmark"
    BASELINE = "baseline"

    @property
    def meaning(self) -> str:
        """Return what it is for."""
        return {
            Yardstick.TARGET: "What a figure has to reach, from a month on. Each month is judged "
            "by the target of that month.",
            Yardstick.BENCHMARK: "What others reach. It is shown beside the figures; nothing is "
            "judged by it.",
            Yardstick.BASELINE: "Where the council began. From its month on, figures are better or "
            "worse than it.",
        }[self]


class KpiStatus(Word):
    """Whether a reading reaches the target of its month: a type of its own (Rule 3)."""

    ON_TARGET = "on_target"
    WITHIN_TOLERANCE = "within_tolerance"
    OFF_TARGET = "off_target"
    NOT_JUDGED = "not_judged"

    @property
    def label(self) -> str:
        """Return the words; what is not judged says why."""
        if self is KpiStatus.NOT_JUDGED:
            return "Not judged: no agreed direction"
        return super().label


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


class Shown(Word):
    """A group of indicators that the list is opened by."""

    UNREAD = "unread"
    LATE = "late"
    MISSING = "missing"
    TARGET = "target"
    OFF_TARGET = "off_target"
    WORSE = "worse"
    MOVED = "moved"

    @property
    def label(self) -> str:
        """Return the words of the group."""
        return {
            Shown.UNREAD: NO_READINGS,
            Shown.LATE: "With late readings",
            Shown.MISSING: "With missing readings",
            Shown.TARGET: "With a target",
            Shown.OFF_TARGET: KpiStatus.OFF_TARGET.label,
            Shown.WORSE: "Worse than the baseline",
            Shown.MOVED: "Moved most",
        }[self]
