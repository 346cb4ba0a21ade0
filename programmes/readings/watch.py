"""Watermelon watch: what stands around a programme's reports, and the signals of one rating (7)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import CharField, F, IntegerField, QuerySet, Value

from irp.readings import Now, plan_settings
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from programmes.facts.raid import Score
from programmes.figures.dependencies import DependencyLine
from programmes.figures.watch import (
    Around,
    around_programme,
    found_among,
    limits_of,
    months_watched,
)
from programmes.models import ChangeRow, Programme, Return, Risk
from programmes.readings.dependencies import network
from programmes.readings.watched import MonthsBefore, months_before, watched_rows
from programmes.rules.signals import Signal, signals
from programmes.rules.withheld import Reader
from programmes.words import EntryState, Rating, Voice
from programmes.words.changes import UNDECIDED


def around(source: Now, programme: Programme, *, measured: Measured, reader: Reader) -> Around:
    """Return what stands around a programme's reports now, in two statements."""
    lines = network(source, measured=measured, reader=reader).lines
    found = _risks_and_requests(programme=programme.pk)
    return _around(programme.ref, found[programme.ref], lines)


def arounds_now(source: Now, *, measured: Measured, reader: Reader) -> Callable[[str], Around]:
    """Return what gives of each programme, by reference, what `around` does of one."""
    lines = network(source, measured=measured, reader=reader).lines
    found = _risks_and_requests()
    return lambda ref: _around(ref, found[ref], lines)


@dataclass
class RisksAndRequests:
    """A programme's open risks, and the milestones under request."""

    risks: list[tuple[str, EntryState, Score | None]] = field(default_factory=list)
    milestones: list[str] = field(default_factory=list)


def _around(ref: str, found: RisksAndRequests, lines: Iterable[DependencyLine]) -> Around:
    requested = frozenset(found.milestones)
    return around_programme(ref, risks=found.risks, lines=lines, requested=requested)


def _risks_and_requests(**programme: int) -> defaultdict[str, RisksAndRequests]:
    """Return the open risks and requests of a programme, or of each, in one statement."""
    nothing = Value(None, output_field=IntegerField())
    risks = Risk.objects.filter(state=EntryState.OPEN.value, programme__isnull=False, **programme)
    rows = risks.order_by().values_list(
        Value("risk", output_field=CharField()),
        "programme__ref",
        "ref",
        "current_impact",
        "current_likelihood",
    )
    requests = rows_under_request(**programme).values_list(
        Value("request", output_field=CharField()),
        F("request__programme__ref"),
        F("milestone__ref"),
        nothing,
        nothing,
    )
    found: defaultdict[str, RisksAndRequests] = defaultdict(RisksAndRequests)
    for kind, of, ref, impact, likelihood in rows.union(requests, all=True):
        if kind == "request":
            found[of].milestones.append(ref)
        else:
            score = Score(impact=impact, likelihood=likelihood) if likelihood else None
            found[of].risks.append((ref, EntryState.OPEN, score))
    return found


def rows_under_request(**programme: int) -> QuerySet[ChangeRow]:
    """Return the rows of open requests, of one programme by its key or of all."""
    of = {f"request__{name}": key for name, key in programme.items()}
    rows = ChangeRow.objects.filter(request__state__in=UNDECIDED, milestone__isnull=False, **of)
    return rows.order_by()


def signals_of(
    ret: Return,
    *,
    rating: Rating | None,
    at: datetime,
    reader: Reader,
    before: MonthsBefore | None = None,
) -> list[Signal]:
    """Return the signals that stand beside a rating of this return, as its page shows them.

    They set nothing: a rating that contradicts one needs a reason. In four statements, one more
    where what was said `before` it is not read yet.
    """
    settings, measured = plan_settings(), Measured(london_day(at))
    before = before or months_before(ret, Voice.SAO)
    months = months_watched(before.opened, settings=settings)
    rows = watched_rows(ret, months, reader=reader, measured=measured)
    found = found_among(
        rows.slips,
        rows.reports,
        progress=ret.progress,
        progress_before=before.progress,
        around=around(Now(at), ret.programme, measured=measured, reader=reader),
        settings=settings,
        measured=measured,
    )
    return signals(found, rating=rating, limits=limits_of(settings))
