"""Commissioners withdraw that a test is met, or what they said of progress."""

from dataclasses import replace
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assurance.actions.cells import Judged, withdraw_test
from assurance.forms.cells import WithdrawTestForm
from assurance.readings.cells import standing_of
from assurance.rules.cells import may_withdraw
from assurance.views.cell_asking import on_cell
from assurance.views.interested import keep_out_interested
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.typed import takes


@takes(WithdrawTestForm)
@on_cell
def cell_withdraw(request: SignedIn, judged: Judged, seen: int, at: datetime) -> HttpResponse:
    """Take the reason; the withdrawal is in force at once and what was said stays listed."""
    keep_out_interested(request, judged.outcome.number, at=at)
    attempt = Attempt(request, WithdrawTestForm, initial={"version": seen})
    made = attempt.take(
        lambda entered: withdraw_test(
            replace(judged, reason=entered["reason"]),
            version=entered["version"],
            by=request.user,
            at=at,
        )
    )
    if made:
        messages.success(request, f"Withdrawn: {judged.subject.label.lower()}.")
        return redirect("assurance:cell", judged.outcome.number, judged.test.number)
    met, progress = standing_of(judged.outcome, judged.test, at=at)
    words = {"met": met.words, "confidence": progress.words}[judged.subject.value]
    is_open = may_withdraw(judged.subject, met, progress) or attempt.form.is_bound
    return attempt.page(
        "assurance/cell_withdraw.html", judged=judged, in_force=words, is_open=is_open
    )
