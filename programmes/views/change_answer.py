"""Answer a request that moves what a milestone or programme needs, as its taker's SAO (Rule 28)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.context import settings_of
from irp.pages import SignedIn, refusal
from irp.past import past_of
from irp.permissions import require
from irp.typed import takes
from programmes.actions.change_takers import answer_as_taker
from programmes.forms.change_decisions import TakerAnswerForm
from programmes.presenters.changes import change_page
from programmes.readings.changes import request_facts
from programmes.readings.dependency_rows import of_two_ends
from programmes.rules.changes import rows_left
from programmes.rules.takers import answer_refusals, taker_asks
from programmes.views.change_acting import WHOLE
from programmes.views.dependency_acting import dependency_number
from programmes.words import ChangeAct


@takes(TakerAnswerForm)
def change_answer(request: SignedIn, ref: str, dependency: str) -> HttpResponse:
    """Take whether the taker's SAO agrees or objects, an objection with its reason."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    row = get_object_or_404(WHOLE, ref=ref)
    asked = of_two_ends().filter(
        change_steps__request=row, change_steps__what=ChangeAct.TAKER_ASKED
    )
    needed = get_object_or_404(asked, number=dependency_number(dependency))
    require(user, "programmes.answer_as_taker", needed, at=at)
    sheet = None if request.method == "POST" else change_page(past_of(request, at=at), row)
    facts = sheet.facts if sheet else request_facts(row, at=at)
    asks = taker_asks(facts.steps)
    refusals = answer_refusals(
        ref=ref,
        is_open=facts.state.is_open,
        asks=asks,
        left=rows_left(facts.rows, facts.steps),
        dependency=needed.ref,
    )
    if refusals:
        status = 409 if request.method == "POST" else 200
        context = {"row": row, "reasons": refusals}
        return refusal(request, "programmes/change_refused.html", context, status=status)
    attempt = Attempt(request, TakerAnswerForm)
    form = attempt.form
    done = attempt.take(
        lambda _: answer_as_taker(
            row, needed, agrees=form.agrees, reason=form.cleaned_data["reason"], by=user, at=at
        )
    )
    if done:
        messages.success(request, f"Your answer to {ref} is saved.")
        return redirect("programmes:change", ref)
    return attempt.page(
        "programmes/change_answer.html",
        row=row,
        sheet=sheet or change_page(past_of(request, at=at), row),
        needed=needed,
        due_on=next(ask.due_on for ask in asks if ask.dependency == needed.ref),
        quarters=settings_of(request).irp_quarters,
        cap_quarters=settings_of(request).cap_quarters,
    )
