"""Record what a forum said to a risk that was escalated to it (Rule 28)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.typed import takes
from programmes.actions.risks import answer_risk
from programmes.forms.risks import AnswerForm
from programmes.models import Risk
from programmes.readings.raid import steps_of
from programmes.rules.raid import awaits_answer
from programmes.views.raid_acting import on_entry
from programmes.words import Answer, RaidKind


@takes(AnswerForm)
@on_entry("programmes.answer_risk", RaidKind.RISK)
def risk_answer(request: SignedIn, row: Risk, at: datetime) -> HttpResponse:
    """Take the answer with the forum's reason and the minute."""
    attempt = Attempt(request, AnswerForm, initial={"version": row.version})
    answered = attempt.take(
        lambda entered: answer_risk(
            row,
            Answer(entered["answer"]),
            reason=entered["reason"],
            minute=entered["minute"],
            version=entered["version"],
            by=request.user,
            at=at,
        )
    )
    if answered:
        messages.success(request, f"The forum’s answer to {row.ref} is recorded.")
        return redirect("programmes:raid_entry", row.ref)
    forum = awaits_answer(steps_of(row))
    return attempt.page("programmes/risk_answer.html", row=row, forum=forum)
