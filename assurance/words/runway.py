"""The words of the runway: what is left until the intervention ends, and when (PAGES 5.10)."""

from irp.words import Term, Terms, Word


class RunwayStanding(Word):
    """How a requirement stands on the runway."""

    PASSED = "passed"
    AWAITED = "awaited"
    UNDATED = "undated"
    SETTLED = "settled"
    MET = "met"
    NOT_APPLICABLE = "not_applicable"
    HIDDEN = "not_shown"

    @property
    def label(self) -> str:
        """Return it in words."""
        return {
            RunwayStanding.PASSED: "Date passed, not yet assured",
            RunwayStanding.AWAITED: "Date to come",
            RunwayStanding.UNDATED: "No date",
            RunwayStanding.SETTLED: "Dates satisfied or set aside, not yet judged met",
        }.get(self, super().label)


class RunwayGroup(Word):
    """What the runway can be narrowed to besides how requirements stand."""

    START = "start"
    END = "end"
    REACHED = "reached"

    @property
    def label(self) -> str:
        """Return it in words."""
        return {
            RunwayGroup.START: "Must start this quarter",
            RunwayGroup.END: "At or after the end of the intervention",
            RunwayGroup.REACHED: "Reached by a late milestone",
        }[self]


class SafeStart(Word):
    """Whether sustained evidence can still be begun in time."""

    UNSET = "unset"
    IMPOSSIBLE = "impossible"
    PASSED = "passed"
    NOW = "now"
    AHEAD = "ahead"

    @property
    def label(self) -> str:
        """Return it in words; never "late", for the dates are the Plan's own."""
        return {
            SafeStart.UNSET: "Number of periods not set by commissioners",
            SafeStart.IMPOSSIBLE: "Not possible since publication",
            SafeStart.PASSED: "Latest safe start has gone by",
            SafeStart.NOW: "Must start this quarter",
            SafeStart.AHEAD: "Latest safe start to come",
        }[self]


RUNWAY = (
    Terms(
        "runway",
        "Runway",
        (
            Term(
                "quarters",
                "Quarters of the runway",
                "A requirement has one square: in the quarter of its first date that commissioners "
                "have still to assure. A begin date places nothing. Once it is met it is in the "
                "quarter of its last date. Load counts every date that is still to be assured.",
            ),
            Term(
                "safe_start",
                "Latest safe start",
                "Sustained evidence needs a number of whole periods in a row, which commissioners "
                "set. The latest safe start is the first day of the first of them, where the last "
                "ends on or before the date. Before January 2026, when the Assurance Plan was "
                "published, it reads “not possible since publication”.",
            ),
            Term(
                "knock_on",
                "Knock-on",
                "A milestone is late where its baseline has passed or its forecast is after it. It "
                "reaches the requirements that confirmed links tie to it, and through "
                "dependencies that both sides confirmed and that come too late, those of the "
                "milestones that depend on it.",
            ),
        ),
        about="What commissioners have still to assure before the intervention ends, by quarter.",
    ),
)
