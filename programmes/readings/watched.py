"""What the watch needs to know of a return's rows and of the months before: slim, for an act."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    Window,
)
from django.db.models.functions import RowNumber

from irp.models import ReportingPeriod
from irp.prepared import rows_of
from irp.readings.statements import together
from irp.rules.measuring import Measured
from irp.rules.plan_dates import UNDATED, PlanDate, deciding_date, plan_date
from programmes.figures.watch import WatchedReport
from programmes.models import Baseline, Confidence, MilestoneReport, OpeningRow, Return
from programmes.rules.delivery import forecast_slip, known_delivery
from programmes.rules.withheld import Reader
from programmes.words import RECEIVED, Delivery, Rating, Voice


@dataclass(frozen=True, kw_only=True)
class MonthsBefore:
    """The months up to a return's, and what was said before it.

    `progress` is what the programme's return of the month before says, "" for the first; `rating`
    is the voice's in the newest earlier month in which one stands.
    """

    opened: tuple[date, ...]  # the return's own among them, newest first
    progress: str
    rating: Rating | None


def months_before(ret: Return, voice: Voice) -> MonthsBefore:
    """Return the months opened up to a return's and what was said in them, in one statement."""
    values = {"programme": ret.programme_id, "until": ret.period.month}
    rows = rows_of(_months, voice.value, **values)
    ratings = [rating for month, _, rating in rows if rating and month < ret.period.month]
    return MonthsBefore(
        opened=tuple(month for month, *_ in rows),
        progress=(rows[1][1] or "") if len(rows) > 1 else "",
        rating=Rating(ratings[0]) if ratings else None,
    )


def _months(voice: str, *, programme: int, until: date) -> QuerySet[ReportingPeriod, Any]:
    own = Return.objects.filter(programme=programme, period=OuterRef("pk")).order_by("pk")
    given = Confidence.objects.that_stand().filter(ret__programme=programme, voice=voice)
    given = given.filter(period=OuterRef("pk")).order_by()
    opened = ReportingPeriod.objects.filter(opened_at__isnull=False, month__lte=until)
    return opened.order_by("-month").values_list(
        "month", Subquery(own.values("progress")[:1]), Subquery(given.values("rating")[:1])
    )


@dataclass(frozen=True, kw_only=True)
class WatchedRows:
    """A programme's milestones in force, by reference, as far as the watch goes.

    `slips` are the days by which a forecast is past its current date, None once the row is closed;
    `reports` are those of the months asked for that a person may read, newest first.
    """

    slips: dict[str, int | None]
    reports: dict[str, list[WatchedReport]]


class _Told(NamedTuple):
    """A baseline, a report, or what an earlier tracker said, of a milestone."""

    what: str
    month: date | None
    number: int
    ref: str
    delivery: str
    actual_on: date | None
    no_change: bool
    says: PlanDate  # of a baseline the one that decides, else the forecast

    @property
    def age(self) -> tuple[date, int]:
        """Return its order: what belongs to no month comes before what does, the oldest first."""
        return self.month or date.min, self.number


def watched_rows(
    ret: Return, months: Collection[date], *, reader: Reader, measured: Measured
) -> WatchedRows:
    """Return a return's rows as they are now, with their reports of some months (Rules 7 and 15).

    In one statement. Of a slip the newest report counts, whatever its month, and before the first
    what an earlier tracker said (Rule 18c).
    """
    sees = reader.sees(ret.programme.ref)
    scope = {"programme": ret.programme_id, "on": measured.on, "months": sorted(months)}
    told: dict[str, list[_Told]] = defaultdict(list)
    for row in rows_of(_about, sees, **scope):
        says = plan_date(*row[11:])
        if row[0] == BASELINE:
            says = deciding_date(plan_date(*row[7:11]), says)
        told[row[3]].append(_Told._make((*row[:7], says)))
    for rows in told.values():
        rows.sort(key=attrgetter("age"))
    return WatchedRows(
        slips={ref: _slip(rows, measured=measured) for ref, rows in told.items()},
        reports={ref: _reports(rows, months) for ref, rows in told.items()},
    )


def _slip(rows: Iterable[_Told], *, measured: Measured) -> int | None:
    baseline, delivery, actual_on, forecast = UNDATED, None, None, UNDATED
    for row in rows:
        if row.what == BASELINE:
            baseline = row.says
        else:
            delivery, actual_on, forecast = Delivery(row.delivery), row.actual_on, row.says
    known = known_delivery(delivery=delivery, actual_on=actual_on, measured=measured)
    return forecast_slip(baseline=baseline, forecast=forecast, delivery=known)


def _reports(rows: list[_Told], months: Collection[date]) -> list[WatchedReport]:
    return [
        WatchedReport(Delivery(row.delivery), row.says, row.no_change)
        for row in reversed(rows)
        if row.month in months
    ]


BASELINE = "baseline"
DATES = ("raw", "precision", "earliest", "latest")
NO_WORDS, NO_DAY = Value("", output_field=CharField()), Value(None, output_field=DateField())
FORECAST = (NO_WORDS, NO_WORDS, NO_DAY, NO_DAY, *(f"forecast_{name}" for name in DATES))
PLANNED = tuple(f"{end}_{name}" for end in ("start", "end") for name in DATES)
CHANGED = Value(False, output_field=BooleanField())


def _about(sees: bool, *, programme: int, on: date, months: Collection[date]) -> Any:
    """Return baselines, openings and reports of a programme's rows in force, columns alike."""
    in_force = Q(milestone__retired_on__isnull=True) | Q(milestone__retired_on__gt=on)
    of_rows = in_force & Q(milestone__programme=programme)
    counted = MilestoneReport.objects.that_count().filter(of_rows)
    if not sees:
        counted = counted.filter(ret__state__in=RECEIVED)
    place = Window(RowNumber(), partition_by=F("milestone"), order_by=[F("period__month").desc()])
    newest = counted.order_by().annotate(place=place).filter(place=1).values("pk")
    ref = "milestone__ref"
    # Reports first: where two parts have nothing in a column, PostgreSQL would take it for text.
    parts: tuple[tuple[str, Any, tuple[Any, ...]], ...] = (
        ("report", counted.filter(Q(period__month__in=months) | Q(pk__in=newest)),
         ("period__month", "pk", ref, "delivery", "actual_on", "no_change", *FORECAST)),
        (BASELINE, Baseline.objects.filter(of_rows),
         (NO_DAY, "number", ref, NO_WORDS, NO_DAY, CHANGED, *PLANNED)),
        ("opening", OpeningRow.objects.filter(of_rows),
         (NO_DAY, "pk", ref, "delivery", "actual_on", CHANGED, *FORECAST)),
    )  # fmt: skip
    return together(
        rows.order_by().values_list(Value(what, output_field=CharField()), *columns)
        for what, rows, columns in parts
    )
