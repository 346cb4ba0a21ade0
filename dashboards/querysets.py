"""What the pages over everything count: milestones by programme, in one query."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from irp.rules.calendar import london_day
from programmes.models import Baseline, Milestone, MilestoneReport
from programmes.rules.delivery import LOOK_AHEAD, UNBASELINED
from programmes.words import CLOSED


@dataclass(frozen=True)
class MilestoneCounts:
    """The milestones of one programme, as packs count them too; the rest fall due later.

    `due` are open and due within 90 days; `missed` are open and past their current baseline,
    `missed_b0` past the one first published (Rule 9); `unbaselined` have no date to be held to
    (Rule 10). `owed` rows owe a report this month, `reported` of them have one; `past_forecast`
    stand open behind their own forecast, whatever their kind: a return with one is not submitted.
    """

    every: int = 0
    done: int = 0
    due: int = 0
    missed: int = 0
    missed_b0: int = 0
    rebaselined: int = 0
    unbaselined: int = 0
    owed: int = 0
    reported: int = 0
    past_forecast: int = 0


def milestone_counts(*, at: datetime, month: date | None) -> dict[int, MilestoneCounts]:
    """Return the counts of each programme's milestones in force, by its key.

    Twin of `programmes.rules.delivery`: of `standing` and `is_past_forecast`.
    `month` is the period whose reports are counted; without one nothing is owed. Lateness is
    judged on the London day of `at`, by the baseline: a forecast never cures it (Rule 9).
    """
    on = london_day(at)
    still_open = ~Q(delivery__in=CLOSED)
    dated = still_open & Q(kind="dated")
    owed = ~Q(delivery_before__in=CLOSED) if month else Q(pk__isnull=True)
    tallies = {
        "every": Q(),
        "done": Q(delivery="complete"),
        "due": dated & Q(baseline__range=(on, on + LOOK_AHEAD)),
        "missed": dated & Q(baseline__lt=on),
        "missed_b0": dated & Q(b0__lt=on),
        "rebaselined": Q(moved=True),
        "unbaselined": still_open & Q(kind__in=UNBASELINED),
        "owed": owed,
        "reported": owed & Q(reported_now=True),
        "past_forecast": still_open & Q(forecast__lt=on),
    }
    rows = (
        _with_facts(month, on=on)
        .order_by()
        .values("programme_id")
        .annotate(
            **{f"n_{name}": Count("pk", filter=rule or None) for name, rule in tallies.items()}
        )
    )
    return {
        row["programme_id"]: MilestoneCounts(**{name: row[f"n_{name}"] for name in tallies})
        for row in rows
    }


def _with_facts(month: date | None, *, on: date) -> QuerySet[Milestone]:
    """Return milestones with what their newest report and their baselines say of them."""
    reports = MilestoneReport.objects.that_count().filter(milestone=OuterRef("pk"))
    newest = reports.order_by("-period__month")
    before = newest.filter(period__month__lt=month) if month else newest
    baselines = Baseline.objects.filter(milestone=OuterRef("pk"))
    return Milestone.objects.in_force(on=on).alias(
        delivery=Coalesce(Subquery(newest.values("delivery")[:1]), Value("")),
        forecast=Subquery(newest.values("forecast_latest")[:1]),
        delivery_before=Coalesce(Subquery(before.values("delivery")[:1]), Value("")),
        reported_now=Exists(reports.filter(period__month=month)),
        baseline=Subquery(baselines.order_by("-number").values("end_latest")[:1]),
        b0=Subquery(baselines.filter(number=0).values("end_latest")[:1]),
        moved=Exists(baselines.filter(number__gt=0)),
    )
