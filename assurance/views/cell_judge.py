"""Commissioners draft that a test is met in an outcome, or what they say of progress on it."""

from dataclasses import replace
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from assurance.actions.cells import Judged, judge_test
from assurance.forms.cells import JudgeTestForm
from assurance.models import CellDraft
from assurance.views.cell_asking import on_cell
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.typed import takes


@takes(JudgeTestForm)
@on_cell
def cell_judge(request: SignedIn, judged: Judged, seen: int, at: datetime) -> HttpResponse:
    """Take the draft; it is in force once another commissioner agrees (Rule 24b)."""
    attempt = Attempt(request, JudgeTestForm, initial={"version": seen}, subject=judged.subject)
    made = attempt.take(
        lambda entered: judge_test(
            replace(
                judged,
                said=entered["said"],
                reason=entered["reason"],
                evidence_cited=entered["evidence_cited"],
            ),
            version=entered["version"],
            by=request.user,
            at=at,
        )
    )
    if made:
        told = "Another commissioner can now agree it." if isinstance(made, CellDraft) else ""
        messages.success(request, f"Saved: {made.get_said_display().lower()}. {told}".strip())
        return redirect("assurance:cell", judged.outcome.number, judged.test.number)
    return attempt.page("assurance/cell_judge.html", judged=judged)
