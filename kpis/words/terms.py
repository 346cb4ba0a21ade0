"""The glossary of indicators."""

from irp.words import Term, Terms, defined
from kpis.words.figures import Figure, KpiStatus, Polarity, Shown, Yardstick

GLOSSARY = (
    Terms(
        "figure",
        "Figures of an indicator",
        defined(
            {
                Figure.PROVISIONAL: "May still change.",
                Figure.REVISED: "Replaces an earlier figure of the same month. Both stay in the "
                "record.",
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
        "yardstick",
        "What a KPI is compared with",
        defined({kind: kind.meaning for kind in Yardstick}),
        about="The plan prints few targets. CPMO records others with who decided them and why.",
    ),
    Terms(
        "kpi_status",
        "Status of a KPI",
        defined(
            {
                KpiStatus.ON_TARGET: "The figure reaches the target of its month: it is as high or "
                "higher where higher is better, as low or lower where lower is better.",
                KpiStatus.WITHIN_TOLERANCE: "The figure misses the target of its month by no more "
                "than the tolerance that was decided with it.",
                KpiStatus.OFF_TARGET: "The figure does not reach the target of its month.",
                KpiStatus.NOT_JUDGED: "There is a target, and no agreement whether higher or lower "
                "is better.",
            }
        ),
        about="Without a target or without a figure there is no status. A provisional figure is "
        "judged like any other, and says that it is provisional.",
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
                "late",
                Shown.LATE.label,
                "A reading is late once the day it was due has passed: the end of its month, "
                "quarter or year of data and the months until the figure comes, as set for the "
                "indicator. Where either is not set, and before the first reading, nothing is "
                "late.",
            ),
            Term(
                "missing",
                Shown.MISSING.label,
                "A reading is missing where a month, quarter or year of data that began in the "
                "last twelve months has none and a later one has.",
            ),
            Term(
                "moved",
                Shown.MOVED.label,
                "The ten figures that differ most from the reading of the month before theirs "
                "that has one, in proportion to it.",
            ),
            Term(
                "scorecard",
                "How the scorecard counts",
                "Each indicator is counted once in its row: not read yet, read without a target "
                "for the month of its newest reading or without an agreed direction, on target, "
                "within tolerance, or off target. Better and worse are counted beside that, of "
                "those with a baseline.",
            ),
            Term(
                "direction",
                "How better and worse are worked out",
                "A figure is better or worse than the baseline, the way that was agreed for the "
                "indicator; equal is neither. It is improving where each of its three newest "
                "figures is better than the one before.",
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
