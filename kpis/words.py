"""The words of indicators: which way is better, and whether a figure may still change."""

from irp.words import Term, Terms, Word, defined

NO_READINGS = "No readings yet"


class Figure(Word):
    """A figure is provisional until it is revised; both are kept (Rule 27)."""

    PROVISIONAL = "provisional"
    REVISED = "revised"


class Yardstick(Word):
    """What readings are compared with: a target is judged by, a benchmark is not (Rule 27)."""

    TARGET = "target"
    BENCHMARK = "benchmark"


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


GLOSSARY = (
    Terms(
        "figure",
        "Figures of an indicator",
        defined(
            {
                Figure.PROVISIONAL: "May still change.",
                Figure.REVISED: "Replaces an earlier figure of the same month. Both are kept.",
            }
        ),
    ),
    Terms(
        "polarity",
        "Which way is better",
        defined(
            {
                Polarity.HIGHER: "A rise is an improvement.",
                Polarity.LOWER: "A fall is an improvement.",
                Polarity.NONE: "Neither a rise nor a fall is called better.",
            }
        ),
        about="An agreed assumption: the plan does not print it.",
    ),
    Terms(
        "kpi_figures",
        "How KPI figures are worked out",
        (
            Term(
                "latest",
                "The latest reading",
                "The latest reading is the one recorded last for "
                "the newest month of data; it may be older than the month of the report. "
                "Whether higher or lower is better, and the units, are agreed assumptions: the "
                "document prints only the names of the measures.",
            ),
            Term(
                "no_direction",
                "Why better or worse is not shown",
                "Better or worse is not shown: the plan gives no baseline for this indicator, and "
                "without one a figure is neither better nor worse.",
            ),
        ),
    ),
)
