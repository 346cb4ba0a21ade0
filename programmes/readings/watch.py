"""Watermelon watch: what stands around a programme's reports, and the signals of one rating (7)."""

from datetime import datetime
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value

from irp.models import PlanSettings
from irp.readings import Now, rows_of
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from programmes.facts.raid import Score
from programmes.figures.beside import MonthBeside, facts_beside
from programmes.figures.watch import Around, around_programme
from programmes.models import ChangeRow, Programme, Return, Risk
from programmes.readings.dependencies import network
from programmes.readings.returned import returned
from programmes.rules.signals import Signal
from programmes.rules.withheld import Reader
from programmes.words import EntryState, Rating
from programmes.words.changes import UNDECIDED


def around(source: Now, programme: Programme, *, measured: Measured, reader: Reader) -> Around:
    """Return what stands around a programme's reports now, in two statements."""
    lines = network(source, measured=measured, reader=reader).lines
    risks, asked = _risks_and_requests(programme)
    return around_programme(programme.ref, risks=risks, lines=lines, requested=asked)


def _risks_and_requests(
    programme: Programme,
) -> tuple[list[tuple[str, EntryState, Score | None]], frozenset[str]]:
    """Return a programme's open risks, and the milestones under request, in one statement."""
    nothing = Value(None, output_field=IntegerField())
    risks = Risk.objects.filter(programme=programme, state=EntryState.OPEN.value).order_by()
    rows = risks.values_list(
        Value("risk", output_field=CharField()), "ref", "current_impact", "current_likelihood"
    ).union(
        _under_request(programme).values_list(
            Value("request", output_field=CharField()), F("milestone__ref"), nothing, nothing
        ),
        all=True,
    )
    found, asked = [], set()
    for kind, ref, impact, likelihood in rows:
        if kind == "request":
            asked.add(ref)
        else:
            score = Score(impact=impact, likelihood=likelihood) if likelihood else None
            found.append((ref, EntryState.OPEN, score))
    return found, frozenset(asked)


def _under_request(programme: Programme | int) -> QuerySet[ChangeRow]:
    rows = ChangeRow.objects.filter(
        request__programme=programme, request__state__in=UNDECIDED, milestone__isnull=False
    )
    return rows.order_by()


def _refs_under_request(*, programme: int) -> QuerySet[ChangeRow, Any]:
    return _under_request(programme).values_list("milestone__ref")


def requested(programme: Programme) -> frozenset[str]:
    """Return the milestones of a programme that an open change request names."""
    return frozenset(ref for (ref,) in rows_of(_refs_under_request, programme=programme.pk))


def signals_of(
    ret: Return,
    *,
    rating: Rating | None,
    at: datetime,
    reader: Reader,
    settings: PlanSettings | None = None,
) -> list[Signal]:
    """Return the signals that stand beside a rating of this return, as its page shows them.

    They set nothing: a rating that contradicts one needs a reason.
    """
    settings = settings or PlanSettings.objects.first() or PlanSettings()
    on = london_day(at)
    source, measured = Now(at), Measured(on)
    found = returned(source, ret, on=on, watched=settings.periods_watched, reader=reader)
    before = found.before
    of = MonthBeside(
        month=ret.period.month,
        opened=found.opened,
        progress=ret.progress,
        progress_before=before.texts["progress"] if before else "",
        rating=rating,
        around=around(source, ret.programme, measured=measured, reader=reader),
    )
    beside = facts_beside(found.milestones, of=of, settings=settings, measured=measured)
    return list(beside.signals or ())
