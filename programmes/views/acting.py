"""What the views of reports and returns share: reading before an act, and what refuses it."""

from datetime import date, datetime
from types import TracebackType
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from irp.context import settings_of
from irp.models import ReportingPeriod
from irp.pages import SignedIn, refusal
from irp.rules.calendar import london_day
from irp.views.acting import Attempt
from programmes.actions.milestones import Faulty
from programmes.models import Return
from programmes.presenters.next_acts import why_not
from programmes.presenters.returns import return_page
from programmes.readings.signing import holding_of, last_said
from programmes.readings.watch import signals_of
from programmes.words import Step, Voice


class ReportAttempt(Attempt):
    """An attempt whose faults belong to the fields of a milestone's report."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Put each fault beside its field; a refusal or conflict as any attempt does."""
        if isinstance(error, Faulty):
            for name, fault in error.faults.items():
                self.form.add_error(name, fault)
            return True
        return super().__exit__(kind, error, trace)


def not_open(request: SignedIn, period: ReportingPeriod | None) -> HttpResponse:
    """Answer that nothing can be written: who froze the period and when, or that none is open."""
    status = 409 if request.method == "POST" else 200
    if period is None or not period.is_frozen:
        return refusal(request, "programmes/not_open.html", {"period": period}, status=status)
    frozen = {"period": period, "frozen_by": period.frozen_by}
    return refusal(request, "frozen.html", frozen, status=status)


def step_refused(
    request: SignedIn, ret: Return, step: Step, *, at: datetime
) -> HttpResponse | None:
    """Answer why this person may not take a step now, in place of its form; None where they may.

    A form that was sent is left to its act, so that it comes back with what was typed.
    """
    reasons = why_not(request.user, ret, step) if request.method != "POST" else []
    if not reasons:
        return None
    context = {
        "reasons": reasons,
        "step": step,
        "ret": ret,
        "programme": ret.programme,
        "holder": holding_of(ret, on=london_day(at)).words,
    }
    return refusal(request, "programmes/step_refused.html", context, status=200)


def signed_already(request: SignedIn, ret: Return, *, at: datetime) -> HttpResponse:
    """Answer that the person's posts have signed the return, and who has still to sign (17)."""
    status = 409 if request.method == "POST" else 200
    context = {"sheet": return_page(ret, at=at), "ret": ret, "programme": ret.programme}
    return refusal(request, "programmes/signed_already.html", context, status=status)


def as_read(request: SignedIn, ret: Return, voice: Voice, *, at: datetime) -> dict[str, Any]:
    """Return what a page shows of a return that is read before this voice rates it."""
    settings = settings_of(request)
    return {
        "sheet": return_page(ret, at=at),
        "ret": ret,
        "programme": ret.programme,
        "last": last_said(ret, voice),
        "signals": signals_of(ret, rating=None, settings=settings, at=at),
        "quarters": settings.irp_quarters,
    }


def return_of(ref: str, month: date, rows: QuerySet[Return] | None = None) -> Return:
    """Return the programme's return for the month, with its period and posts, or 404."""
    if rows is None:
        rows = Return.objects.select_related("period", "programme__sao", "programme__rdl")
    return get_object_or_404(rows, programme__ref=ref, period__month=month)
