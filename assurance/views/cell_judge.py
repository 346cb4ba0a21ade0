"""Commissioners draft that a test is met in an outcome, or what they say of progress on it."""

from dataclasses import replace
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assurance.actions.cells import Judged, judge_test
from assurance.forms.cells import JudgeTestForm
from assurance.views.cell_asking import on_cell
from assurance.views.citing import CitingAttempt
from assurance.views.interested import keep_out_interested
from assurance.words import Speaker
from irp.pages import SignedIn
from irp.typed import takes


@takes(JudgeTestForm)
@on_cell
def cell_judge(request: SignedIn, judged: Judged, seen: int, at: datetime) -> HttpResponse:
    """Take the draft; it is in force once another commissioner agrees (Rules 22 and 24b)."""
    keep_out_interested(request, judged.outcome.number, at=at)
    citing = CitingAttempt(
        request, JudgeTestForm, of={"outcome": judged.outcome, "test": judged.test}, at=at,
        initial={"version": seen}, subject=judged.subject,
    )  # fmt: skip
    made = citing.take(
        lambda entered: judge_test(
            replace(
                judged,
                said=entered["said"],
                reason=entered["reason"],
                evidence_cited=entered["evidence_cited"],
                cites=citing.form.cites(),
            ),
            version=entered["version"],
            by=request.user,
            at=at,
        )
    )
    if made:
        statement = made.get_said_display().lower()
        messages.success(request, f"Saved: {statement}. Another commissioner can now agree it.")
        return redirect("assurance:cell", judged.outcome.number, judged.test.number)
    return citing.attempt.page(
        "assurance/cell_judge.html", judged=judged, speaker=Speaker.COMMISSIONER
    )
