"""What the views of returns share: reading before an act, and what refuses it."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils import timezone

from irp.pages import SignedIn, not_open
from irp.permissions import require
from programmes.models import Return
from programmes.permissions.delivery import beyond_draft
from programmes.presenters.next_acts import why_not
from programmes.readings.whole_returns import return_to_act_on, return_to_step, whole_return
from programmes.views.step_refused import step_refused
from programmes.words import Step

View = Callable[[SignedIn, Return, datetime], HttpResponse]
Answer = Callable[..., HttpResponse]
Reading = Callable[[str, date], Return | None]


def on_return(right: str, step: Step | None = None) -> Callable[[View], Answer]:
    """Give a view the return of its address, as it stands now, and the moment of the request.

    A page for a step gets it with everything said in it (`whole_return`). Nothing is given
    where the person lacks the right, the period is not open, or the step cannot be taken now: the
    answer says so. A form that was sent is left to its act, which reads what is said under its
    locks, so that it comes back with what was typed.
    """

    def decorate(view: View) -> Answer:
        @wraps(view)
        def answer(request: SignedIn, ref: str, month: date) -> HttpResponse:
            at, user = timezone.now(), request.user
            require(user, "irp.read_plan", at=at)
            ret = found(_reading(step, is_sent=request.method == "POST"), ref, month)
            require(user, right, ret.programme, at=at)
            if not ret.period.is_open:
                return not_open(request, ret.period)
            drafts = right == "programmes.draft_return" and request.method != "POST"
            if drafts and (too_late := beyond_draft(ret.programme, ret.state, by=user)):
                raise PermissionDenied(too_late)
            if step and request.method != "POST" and (reasons := why_not(user, ret, step)):
                return step_refused(request, ret, step, reasons, at=at)
            return view(request, ret, at)

        return answer

    return decorate


def _reading(step: Step | None, *, is_sent: bool) -> Reading:
    if step is None:
        return return_to_act_on
    return return_to_step if is_sent else whole_return


def found(reading: Reading, ref: str, month: date) -> Return:
    """Return the programme's return for the month as a reading reads it, or 404."""
    ret = reading(ref, month)
    if ret is None:
        raise Http404(f"{ref} {month}")
    return ret
