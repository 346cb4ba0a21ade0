"""Decide a change request: as SAO, as CPMO, or by what a board's minute says (Rule 18)."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.attempts import Attempt
from irp.context import settings_of
from irp.pages import SignedIn, refusal
from irp.past import past_of
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.typed import takes
from programmes.actions.change_decisions import RIGHTS, decide_change
from programmes.forms.change_decisions import DecisionOnChangeForm
from programmes.models import ChangeRequest
from programmes.presenters.change_deciding import barred, to_decide
from programmes.presenters.changes import change_page
from programmes.readings.changes import request_facts
from programmes.views.change_acting import on_change
from programmes.words import ChangeState


@takes(DecisionOnChangeForm)
@on_change(*RIGHTS.values())
def change_decide(request: SignedIn, row: ChangeRequest, at: datetime) -> HttpResponse:
    """Take the decision of whoever the request is with; the last one puts it into effect."""
    state, user = ChangeState(row.state), request.user
    forum = state.forum
    require(user, "programmes.ask_change", row.programme, at=at)
    if forum:
        require(user, RIGHTS[forum], row.programme, at=at)
    reasons = barred(user, row, at=at)
    if forum is None or reasons:
        sentences = reasons or [
            f"{row.ref} is {state.label.lower()}. There is nothing left to decide."
        ]
        status = 409 if request.method == "POST" else 200
        context = {"row": row, "reasons": sentences}
        return refusal(request, "programmes/change_refused.html", context, status=status)
    sheet = None if request.method == "POST" else change_page(past_of(request, at=at), row)
    units = to_decide(sheet.facts if sheet else request_facts(row, at=at), on=london_day(at))
    given = {"initial": {"version": row.version}, "forum": forum, "units": units}
    attempt = Attempt(request, DecisionOnChangeForm, **given)
    done = attempt.take(
        lambda entered: decide_change(
            row, forum, attempt.form.ruling(), version=entered["version"], by=user, at=at
        )
    )
    if done:
        messages.success(request, f"{row.ref} is now: {done.get_state_display()}.")
        return redirect("programmes:change", row.ref)
    sheet = sheet or change_page(past_of(request, at=at), row)
    shown: dict[str, Any] = {"row": row, "sheet": sheet, "forum": forum}
    settings = settings_of(request)
    shown |= {"quarters": settings.irp_quarters, "cap_quarters": settings.cap_quarters}
    return attempt.page("programmes/change_decide.html", **shown)
