"""Withdraw a change request that has not been decided, with the reason (Rule 18)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.attempts import Attempt
from irp.pages import SignedIn, refusal
from irp.permissions import require
from irp.typed import takes
from programmes.actions.change_decisions import withdraw_change
from programmes.forms.change_decisions import WithdrawalForm
from programmes.models import ChangeRequest
from programmes.views.change_acting import on_change
from programmes.words import ChangeState


@takes(WithdrawalForm)
@on_change("programmes.ask_change")
def change_withdraw(request: SignedIn, row: ChangeRequest, at: datetime) -> HttpResponse:
    """Take the reason."""
    require(request.user, "programmes.ask_change", row.programme, at=at)
    state = ChangeState(row.state)
    if not state.is_open:
        reasons = [f"{row.ref} is {state.label.lower()}. It cannot be withdrawn."]
        status = 409 if request.method == "POST" else 200
        context = {"row": row, "reasons": reasons}
        return refusal(request, "programmes/change_refused.html", context, status=status)
    attempt = Attempt(request, WithdrawalForm, initial={"version": row.version})
    done = attempt.take(
        lambda entered: withdraw_change(
            row, reason=entered["why"], version=entered["version"], by=request.user, at=at
        )
    )
    if done:
        messages.success(request, f"{row.ref} is withdrawn.")
        return redirect("programmes:change", row.ref)
    return attempt.page("programmes/change_withdraw.html", row=row)
