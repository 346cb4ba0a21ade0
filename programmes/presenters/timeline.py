"""Who did what to a programme, when, what changed from what, and why: the newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, F, QuerySet, TextField, Value, Window
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, JSONObject, Lag

from irp.presenters import Entry
from programmes.models import (
    Baseline,
    Confidence,
    Milestone,
    MilestoneReport,
    Preparer,
    Programme,
    Restructuring,
    ReturnStep,
    RowLead,
    RowMove,
)
from programmes.presenters.timeline_entries import timeline_entry
from programmes.readings.told import ratings_told, reason_told, reports_told
from programmes.rules.withheld import Reader

PAGE = 50
MOST = 10_000  # pages
COLUMNS = ("moment", "who", "held", "source", "which", "month", "was", "now", "was2", "now2", "why")


@dataclass(frozen=True)
class Leaf:
    """One page of a timeline; its length is not counted, only whether more follows."""

    number: int
    entries: tuple[Entry, ...]
    has_more: bool

    @classmethod
    def cut(cls, number: int, entries: Sequence[Entry]) -> "Leaf":
        """Return the leaf of entries that were read one further than a leaf holds."""
        return cls(number, tuple(entries[:PAGE]), len(entries) > PAGE)


def leaf_number(asked: Mapping[str, str]) -> int:
    """Return which page of the timeline an address asks for: the first, unless it says so."""
    number = asked.get("page", "1")
    if not (number.isascii() and number.isdigit()):
        return 1
    # Python reads no number of thousands of digits.
    digits = number.lstrip("0")
    return min(int(digits or 1), MOST) if len(digits) <= len(str(MOST)) else MOST


def programme_timeline(
    programme: Programme, *, until: datetime, page: int, quarters: str, reader: Reader
) -> Leaf:
    """Return one page of a programme's timeline up to a moment, in one statement.

    Its beginning and end, milestones it took or handed on, steps and ratings of its returns,
    reports of its milestones, their later baselines, changes of the plan's own entries, and who
    was named to prepare and to lead; of returns what the person may read (Rules 2 and 15).
    """
    first, *others = (*_acts(programme, until, reader), *_changes(programme, until, reader))
    rows = first.union(*others, all=True).order_by("-moment", "source", "which")
    begin = (page - 1) * PAGE
    read = [dict(zip(COLUMNS, row, strict=True)) for row in rows[begin : begin + PAGE + 1]]
    return Leaf.cut(page, [timeline_entry(event, quarters) for event in read])


def _restructured(programme: Programme, until: datetime) -> list[QuerySet]:
    """Return what was decided of the programme itself, and which rows it gave to others (18d)."""
    deeds = Restructuring.objects.filter(programme=programme, at__lte=until)
    left = RowMove.objects.filter(origin=programme, at__lte=until)
    decided = {"now": "restructuring__programme__name", "why": "restructuring__reason"}
    return [
        _part(deeds, "deed", which="what", why="reason"),
        _part(left, "left", which="milestone__ref", **decided),
    ]


def _acts(programme: Programme, until: datetime, reader: Reader) -> list[QuerySet]:
    """Return what people did, from the tables of their acts: steps, ratings, later baselines."""
    steps = ReturnStep.objects.filter(ret__programme=programme, at__lte=until)
    ratings = ratings_told(
        Confidence.objects.filter(ret__programme=programme, at__lte=until),
        reader,
        programme=programme.ref,
        until=until,
    )
    later = Baseline.objects.filter(milestone__programme=programme, number__gt=0, at__lte=until)
    month = "period__month"
    return [
        *_restructured(programme, until),
        _part(
            steps,
            "step",
            which="back_by",
            month=month,
            was="from_state",
            now="to_state",
            why=reason_told(reader, programme=programme.ref, until=until),
        ),
        _part(
            ratings,
            "rating",
            which="voice",
            month=month,
            was=_before("rating", "voice", "at"),
            now="rating",
            why="reason",
        ),
        _part(later, "baseline", which="milestone__ref", now2=_date("end"), why="reason"),
    ]


def _changes(programme: Programme, until: datetime, reader: Reader) -> list[QuerySet]:
    """Return what was changed, from history: reports, and the plan's own entries."""
    columns = {"at": "history_date", "who": "actor_name", "held": "actor_post"}
    reports = reports_told(
        MilestoneReport.history.filter(milestone__programme=programme, history_date__lte=until),
        reader,
        programme=programme.ref,
        until=until,
    )
    entries = Milestone.history.filter(
        programme=programme, history_type="~", history_date__lte=until
    )
    return [
        _part(
            reports,
            "report",
            which="milestone__ref",
            month="period__month",
            was=_before("delivery", "milestone_id", "history_date"),
            now="delivery",
            was2=_before(_date("forecast"), "milestone_id", "history_date"),
            now2=_date("forecast"),
            why="reason",
            **columns,
        ),
        _part(entries, "plan", which="ref", why="history_change_reason", **columns),
        *_namings(programme, until, **columns),
    ]


def _namings(programme: Programme, until: datetime, **columns: str) -> list[QuerySet]:
    """Return who was named to prepare its returns and to lead its rows, and named no more."""
    naming = {"now": "history_change_reason", **columns}
    preparers = Preparer.history.filter(programme=programme, history_date__lte=until)
    leads = RowLead.history.filter(milestone__programme=programme, history_date__lte=until)
    return [
        _part(preparers, "naming", **naming),
        _part(leads, "naming", which="milestone__ref", **naming),
    ]


def _date(name: str) -> Cast:
    """Return a plan date's four columns as one, in the text that all parts can share."""
    suffixes = ("raw", "precision", "earliest", "latest")
    return Cast(JSONObject(**{suffix: f"{name}_{suffix}" for suffix in suffixes}), TextField())


def _part(rows: QuerySet, source: str, *, at: str = "at", **columns: str | Combinable) -> QuerySet:
    """Return rows of one table in the columns that all parts of the timeline share."""
    nothing = Value("", output_field=CharField())
    given = {"who": "by_name", "held": "by_post", "month": at, **columns}
    named = {
        name: F(value) if isinstance(value, str) else value
        for name, value in ((name, given.get(name, nothing)) for name in COLUMNS)
        if name not in {"moment", "source"}
    }
    return (
        rows.order_by()
        .annotate(moment=F(at), source=Value(source, output_field=CharField()), **named)
        .values_list(*COLUMNS)
    )


def _before(column: str | Cast, of: str, at: str) -> Coalesce:
    """Return the column's value in the event before this one of the same row."""
    order = [F(at).asc(), F("pk").asc()]
    lag = Lag(column)  # type: ignore[arg-type]  # the stubs know names of columns alone
    last = Window(lag, partition_by=F(of), order_by=order)
    return Coalesce(last, Value(""), output_field=TextField())
