"""What the views of returns share: reading before an act, and what refuses it."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from irp.attempts import Attempt, Clash, Form, clash_since
from irp.context import settings_of
from irp.models import Conflict
from irp.pages import SignedIn, not_open, refusal
from irp.permissions import require
from irp.rules.calendar import london_day
from programmes.forms import MilestoneUpdateForm, ReturnTextForm
from programmes.models import Return
from programmes.presenters.next_acts import why_not
from programmes.presenters.return_rows import return_rows
from programmes.presenters.returns import return_page
from programmes.readings.readers import reader_in
from programmes.readings.signing import holding_of, last_said
from programmes.readings.whole_returns import returns_to_show
from programmes.words import Step, Voice

View = Callable[[SignedIn, Return, datetime], HttpResponse]
Answer = Callable[..., HttpResponse]
PLAIN = Return.objects.select_related("period", "programme__sao", "programme__rdl")


def on_return(right: str, step: Step | None = None) -> Callable[[View], Answer]:
    """Give a view the return of its address, as it stands now, and the moment of the request.

    A page for a step gets it with everything said in it (`returns_to_show`). Nothing is given
    where the person lacks the right, the period is not open, or the step cannot be taken now: the
    answer says so. A form that was sent is left to its act, so that it comes back with what was
    typed.
    """

    def decorate(view: View) -> Answer:
        @wraps(view)
        def answer(request: SignedIn, ref: str, month: date) -> HttpResponse:
            at, user = timezone.now(), request.user
            require(user, "irp.read_plan", at=at)
            ret = return_of(ref, month, PLAIN if step is None else returns_to_show())
            require(user, right, ret.programme, at=at)
            if not ret.period.is_open:
                return not_open(request, ret.period)
            if step and request.method != "POST" and (reasons := why_not(user, ret, step)):
                return step_refused(request, ret, step, reasons, at=at)
            return view(request, ret, at)

        return answer

    return decorate


class ReturnAttempt(Attempt[Form]):
    """An attempt on a return; after a conflict `ret` is the return as it stands now."""

    def __init__(
        self, request: SignedIn, kind: Callable[..., Form], ret: Return, **given: Any
    ) -> None:
        super().__init__(request, kind, **given)
        self.ret = ret

    def meet(self, conflict: Conflict) -> None:
        """Read the return again: the page shows what a person has to read before going on."""
        self.ret = returns_to_show().get(pk=self.ret.pk)
        super().meet(conflict)

    def page(self, template: str, **context: Any) -> HttpResponse:
        """Return the page with the return and its programme besides what any attempt gives."""
        own = {"ret": self.ret, "programme": self.ret.programme}
        return super().page(template, **own | context)


def changed_since(ret: Return, *, version: int, reports: dict[str, int]) -> list[Clash]:
    """Return what of a return was changed since it was read at these versions: text, reports."""
    texts = [clash_since(ReturnTextForm, ret, version=version)] if ret.version != version else []
    return texts + [
        clash_since(MilestoneUpdateForm, report, version=reports.get(report.milestone.ref, 0))
        for report in ret.reports.all()
        if report.version != reports.get(report.milestone.ref)
    ]


def step_refused(
    request: SignedIn, ret: Return, step: Step, reasons: list[str], *, at: datetime
) -> HttpResponse:
    """Answer why this person may not take a step now, in place of its form."""
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
    sheet = return_page(ret, at=at, reader=reader_in(request.user, ret.programme))
    context = {"sheet": sheet, "ret": ret, "programme": ret.programme}
    return refusal(request, "programmes/signed_already.html", context, status=status)


def as_read(request: SignedIn, ret: Return, voice: Voice, *, at: datetime) -> dict[str, Any]:
    """Return what a page shows of a return that is read before this voice rates it."""
    settings, reader = settings_of(request), reader_in(request.user, ret.programme)
    rows = return_rows(ret, at=at, settings=settings, reader=reader, rating=None)
    return {
        "sheet": return_page(ret, at=at, reader=reader),
        "rows": rows,
        "beside": rows.beside,
        "last": last_said(ret, voice),
        "quarters": settings.irp_quarters,
    }


def return_of(ref: str, month: date, rows: QuerySet[Return]) -> Return:
    """Return the programme's return for the month, or 404."""
    return get_object_or_404(rows, programme__ref=ref, period__month=month)
