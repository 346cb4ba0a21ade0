"""CPMO asks about a part of a return (Rules 2 and 15)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.rules.calendar import london_day
from irp.typed import takes
from programmes.actions.points import challenge_return
from programmes.forms.points import ChallengeForm
from programmes.models import Milestone, Return
from programmes.views.acting import on_return


@takes(ChallengeForm)
@on_return("programmes.challenge_return")
def return_challenge(request: SignedIn, ret: Return, at: datetime) -> HttpResponse:
    """Take the question. The programme sees it at once, others once the return is signed."""
    rows = Milestone.objects.in_force(on=london_day(at)).filter(programme=ret.programme)
    attempt = Attempt(request, ChallengeForm, milestones=rows)
    raised = attempt.take(lambda entered: challenge_return(ret, **entered, by=request.user, at=at))
    if raised:
        messages.success(request, f"Challenge {raised.ref} was sent to {ret.programme}.")
        return redirect("programmes:point", raised.ref)
    context = {"ret": ret, "programme": ret.programme}
    return attempt.page("programmes/return_challenge.html", **context)
