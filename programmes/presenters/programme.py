"""The programme page: its month, its ratings, its milestones against their baselines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from irp.charts import Drawing
from irp.facts import PeriodFacts, SettingsFacts
from irp.readings import Source, shown_period
from irp.rules.measuring import Measured
from irp.rules.plan_dates import QuarterConvention, printed
from programmes.charts.gantt import gantt
from programmes.charts.plan import gantt_plan
from programmes.charts.ratings import NARROW, WIDE, ratings_chart
from programmes.facts import ReturnFacts
from programmes.figures.beside import FactsBeside, MonthBeside, facts_beside
from programmes.figures.counts import MilestoneCounts, count
from programmes.figures.holding import unsigned, with_whom
from programmes.figures.latest import LatestRating, latest_divergence, latest_line, latest_rating
from programmes.figures.milestones import (
    MilestoneLine,
    by_status,
    milestone_line,
)
from programmes.figures.occurrences import OccurrenceCounts, count_occurrences
from programmes.figures.ratings import (
    RatingLine,
    RatingStrip,
    counted_ratings,
    rating_lines,
    ratings_strip,
)
from programmes.figures.watch import UNKNOWN, Around
from programmes.models import Programme
from programmes.readings.programmes import ProgrammeReading, programme_reading
from programmes.readings.returns import MONTHS
from programmes.rules.withheld import Reader, is_withheld
from programmes.words import (
    MilestoneStatus,
    Rating,
    Voice,
)


@dataclass(frozen=True, kw_only=True)
class ProgrammePage:
    """Everything the page shows, now or as at a past moment."""

    read: ProgrammeReading
    period: PeriodFacts | None  # the month shown; None before any was opened
    lines: tuple[MilestoneLine, ...]
    counts: MilestoneCounts
    ratings: tuple[RatingLine, ...]  # of the month shown
    strips: tuple[RatingStrip, ...]
    beside: FactsBeside
    holder: str
    sao: str  # the post's title
    measured: Measured
    quarters: str
    is_withheld: bool  # the month's return is not signed, and not for this person until it is

    @property
    def ret(self) -> ReturnFacts | None:
        """Return the month's return."""
        return self.read.returns.ret

    @property
    def signed(self) -> ReturnFacts | None:
        """Return the newest signed return, whose words the page shows."""
        return self.read.returns.signed

    @property
    def latest(self) -> tuple[LatestRating, ...]:
        """Return each voice's latest rating with the month it is of: the SAO's, then CPMO's."""
        return tuple(latest_rating(strip) for strip in self.strips)

    @property
    def differs(self) -> str:
        """Return how CPMO's latest rating compares with the SAO's where they differ, else ""."""
        found = latest_divergence(*self.latest)
        return found.label if found.differs else ""

    @property
    def reasons(self) -> tuple[RatingLine, ...]:
        """Return each voice's latest rating with its reason, the last month's while awaited."""
        before = self.read.returns.ret_before
        was = rating_lines(before, month=before.month, is_open=False) if before else self.ratings
        return tuple(map(latest_line, self.ratings, was))

    @property
    def strip(self) -> Drawing:
        """Return the ratings of twelve months, drawn."""
        about = f"Ratings of {self.read.row.ref}"
        wide, narrow = (ratings_chart(self.strips, size, about=about) for size in (WIDE, NARROW))
        return Drawing(
            title=f"{len(self.strips[0].marks)} months of ratings", wide=wide, narrow=narrow
        )

    @property
    def plan(self) -> Drawing:
        """Return the plan on a page."""
        quarters = QuarterConvention(self.quarters)
        return gantt(
            gantt_plan(
                self.lines,
                counts=self.counts,
                as_at=self.measured.on,
                printed=lambda day: printed(day, quarters=quarters),
            )
        )

    @property
    def is_open(self) -> bool:
        """Tell whether the month may be reported on."""
        return self.ret is not None and self.period is not None and not self.period.frozen_at

    @property
    def statuses(self) -> dict[MilestoneStatus, int]:
        """Return how many milestones have which status; every one has one."""
        return by_status(self.lines)

    @property
    def occurrences(self) -> OccurrenceCounts | None:
        """Return the counts of its recurring milestones' occurrences, None where none recurs."""
        return count_occurrences(line.recurring for line in self.lines)

    def line(self, ref: str) -> MilestoneLine | None:
        """Return one milestone's line."""
        return next((line for line in self.lines if line.ref == ref), None)


def programme_page(
    source: Source,
    ref: str,
    *,
    measured: Measured,
    settings: SettingsFacts,
    reader: Reader,
    row: Programme | None = None,
    with_leads: bool = False,
    around: Around = UNKNOWN,
) -> ProgrammePage | None:
    """Return the page as a person may read it; None where the record had no such programme.

    `row` is the programme's row where the page is as it is now; `around` is for the signals.
    """
    on, watched = measured.on, settings.periods_watched
    found = programme_reading(source, ref, on=on, watched=watched, row=row, with_leads=with_leads)
    if found is None:
        return None
    read = found.seen(reader)
    period = shown_period(read.periods.values())
    month = period.month if period else None
    ret = read.returns.ret
    withheld = is_withheld(ret.state if ret else None, programme=ref, reader=reader)
    told = None if withheld else month
    rows = read.milestones
    lines = tuple(milestone_line(milestone, measured=measured, month=told) for milestone in rows)
    seen = None if withheld else lines
    return ProgrammePage(
        read=read,
        period=period,
        lines=lines,
        counts=count(rows, measured=measured, month=told),
        ratings=_ratings(read, period) if period else (),
        strips=ratings_strip(read.returns.months, most=MONTHS),
        beside=_beside(read, month, around, seen, measured=measured, settings=settings),
        holder=_holder(read, on=measured.on),
        sao=read.posts[read.row.sao_id].title,
        measured=measured,
        quarters=settings.irp_quarters,
        is_withheld=withheld,
    )


def _beside(
    read: ProgrammeReading,
    month: date | None,
    around: Around,
    lines: Sequence[MilestoneLine] | None,
    *,
    measured: Measured,
    settings: SettingsFacts,
) -> FactsBeside:
    ret, before = read.returns.ret, read.returns.ret_before
    given = counted_ratings(ret).get(Voice.SAO) if ret else None
    of = MonthBeside(
        month=month,
        opened=[period.month for period in read.periods.values() if period.opened_at],
        progress=ret.progress if ret else "",
        progress_before=before.progress if before else "",
        rating=Rating(given.rating) if given else None,
        around=around,
    )
    return facts_beside(read.milestones, of=of, settings=settings, measured=measured, lines=lines)


def _ratings(read: ProgrammeReading, period: PeriodFacts) -> tuple[RatingLine, ...]:
    months = read.returns.months
    return rating_lines(
        read.returns.ret,
        month=period.month,
        is_open=not period.frozen_at,
        outside=months[0].outside if months else None,
    )


def _holder(read: ProgrammeReading, *, on: date) -> str:
    ret = read.returns.ret
    if ret is None:
        return ""
    rdl = read.posts.get(read.row.rdl_id)
    return with_whom(
        state=ret.state,
        since=ret.state_since,
        rdl=rdl.title if rdl else None,
        signing=unsigned(ret, read.signing_posts),
        on=on,
    ).whom
