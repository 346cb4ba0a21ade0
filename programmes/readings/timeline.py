"""What happened to a programme, from acts and histories alike, in columns that all share."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, QuerySet, TextField, Value, Window
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, JSONObject, Lag

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
from programmes.readings.told import ratings_told, reason_told, reports_told
from programmes.rules.withheld import Reader

COLUMNS = ("moment", "who", "held", "source", "which", "month", "was", "now", "was2", "now2", "why")


def programme_events(programme: Programme, until: datetime, reader: Reader) -> QuerySet:
    """Return what happened up to a moment, the newest first; a slice of it is one statement.

    Of returns what the person may read (Rules 2 and 15).
    """
    first, *others = (*_acts(programme, until, reader), *_changes(programme, until, reader))
    return first.union(*others, all=True).order_by("-moment", "source", "which")


def named(rows: Iterable[tuple[Any, ...]]) -> Iterable[dict[str, Any]]:
    """Yield events by the names of their columns."""
    for row in rows:
        yield dict(zip(COLUMNS, row, strict=True))


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
