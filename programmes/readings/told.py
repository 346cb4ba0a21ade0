"""What histories tell a person of returns: the SQL twins of `programmes.rules.withheld`.

Who may read no unsigned return is told of signed ones: of each report the versions that stood when
the return was signed, of ratings those that counted (Rules 2 and 15).
"""

from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from programmes.models import Confidence, ReturnStep
from programmes.rules.withheld import Reader
from programmes.words import ReturnState, Voice


def reports_told(rows: Any, reader: Reader, *, programme: str, until: datetime) -> Any:
    """Return the versions that a person may read of the history of a programme's reports.

    Of milestones or of occurrences: both belong to a return.
    """
    if reader.sees(programme):
        return rows
    mine, history = OuterRef(OuterRef("history_date")), rows.model.objects
    newer = Q(history_date__gt=mine) | Q(
        history_date=mine, history_id__gt=OuterRef(OuterRef("history_id"))
    )
    replaced = history.filter(newer, id=OuterRef(OuterRef("id")), history_date__lte=OuterRef("at"))
    signing = _steps(
        ReturnState.SIGNED, until, ret=OuterRef("ret_id"), at__gte=OuterRef("history_date")
    )
    return rows.filter(_is_signed(until, "ret_id"), Exists(signing.filter(~Exists(replaced))))


def acts_told(rows: Any, reader: Reader, *, programme: str, until: datetime) -> Any:
    """Return the acts on completions that a person may read: those of signed months."""
    return rows if reader.sees(programme) else rows.filter(_is_signed(until, "ret_id"))


def ratings_told(
    rows: QuerySet[Confidence], reader: Reader, *, programme: str, until: datetime
) -> QuerySet[Confidence]:
    """Return the ratings of a programme that a person may read."""
    sao, cpmo = Q(voice=Voice.SAO.value), Q(voice=Voice.CPMO.value)
    if programme not in reader.programmes:
        sao &= _has_counted(ReturnState.SIGNED, until)
    if reader.rates(programme):
        own = Confidence.objects.filter(
            ret=OuterRef("ret"), voice=Voice.CPMO.value, at__gte=OuterRef("at"), at__lte=until
        )
        sao &= Q(Exists(own)) | Q(period__frozen_at__lte=until)
    if not reader.is_cpmo:
        cpmo &= _has_counted(ReturnState.ASSURED, until)
    told = rows.filter(sao | cpmo)
    return told if reader.sees(programme) else told.filter(_is_signed(until, "ret"))


def reason_told(reader: Reader, *, programme: str, until: datetime) -> Combinable:
    """Return the reason of a step as a person may read it, "" where its return is not signed."""
    if reader.sees(programme):
        return F("reason")
    reason = Cast("reason", CharField())
    return Case(
        When(_is_signed(until, "ret"), then=reason),
        default=Value("", output_field=CharField()),
    )


def _steps(to: ReturnState, until: datetime, **of: Any) -> QuerySet[ReturnStep]:
    return ReturnStep.objects.filter(to_state=to.value, at__lte=until, **of)


def _is_signed(until: datetime, ret: str) -> Exists:
    """Return the twin of `ReturnState.is_received` at a moment; `ret` is the outer row's column."""
    back = ReturnStep.objects.filter(
        ret=OuterRef("ret"),
        to_state=ReturnState.DRAFT.value,
        at__gt=OuterRef("at"),
        at__lte=until,
    )
    return Exists(_steps(ReturnState.SIGNED, until, ret=OuterRef(ret)).filter(~Exists(back)))


def _has_counted(state: ReturnState, until: datetime) -> Q:
    """Return the twin of `has_counted`: its step was taken before any way back."""
    taken = _steps(state, until, ret=OuterRef("ret"), at__gte=OuterRef("at"))
    back = ReturnStep.objects.filter(
        ret=OuterRef("ret"),
        to_state=ReturnState.DRAFT.value,
        at__gt=OuterRef(OuterRef("at")),
        at__lte=OuterRef("at"),
    )
    return Q(Exists(taken.filter(~Exists(back))))
