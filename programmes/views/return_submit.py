"""Submit a return to its SAO, having seen what it still lacks."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.context import settings_of
from irp.pages import SignedIn
from irp.rules.calendar import london_day
from irp.typed import takes
from programmes.actions import submit_return
from programmes.actions.preparation import Lacks
from programmes.attempts.returns import ReturnAttempt, changed_since
from programmes.forms import SubmitForm
from programmes.models import Return
from programmes.presenters.moved import far_moves
from programmes.presenters.returns import return_page
from programmes.readings.owed import Lacking, owes_reports, submission_faults
from programmes.readings.readers import reader_in
from programmes.readings.signing import holding_of
from programmes.views.acting import on_return
from programmes.words import ReturnState, Step


@takes(SubmitForm)
@on_return("programmes.prepare_return", Step.SUBMIT)
def return_submit(request: SignedIn, ret: Return, at: datetime) -> HttpResponse:
    """Ask once more, and submit what was read; refused with every row that needs something (9)."""
    shown = {} if request.method == "POST" else {"initial": SubmitForm.initial_of(ret)}
    attempt = ReturnAttempt(request, SubmitForm, ret, **shown)
    if attempt.take(lambda entered: submit_return(ret, **entered, by=request.user, at=at)):
        messages.success(request, f"{ret} has been submitted to its SAO.")
        return redirect("programmes:return", ret.programme.ref, ret.period.month)
    changes = changed_since(attempt.ret, **attempt.form.cleaned_data) if attempt.clash else []
    return attempt.page(
        "programmes/return_submit.html",
        sheet=return_page(attempt.ret, at=at, reader=reader_in(request.user, ret.programme)),
        faults=_faults(attempt, at=at),
        changes=changes,
        moved=far_moves(attempt.ret, quarters=settings_of(request).irp_quarters),
        goes_to=holding_of(attempt.ret, on=london_day(at), state=ReturnState.SUBMITTED).whom,
    )


def _faults(attempt: ReturnAttempt[SubmitForm], *, at: datetime) -> Sequence[Lacking]:
    """Return what the return still lacks, as the act has just found it where it was tried."""
    if isinstance(attempt.refused, Lacks):
        return attempt.refused.faults
    return submission_faults(attempt.ret, at=at) if owes_reports(attempt.ret) else []
