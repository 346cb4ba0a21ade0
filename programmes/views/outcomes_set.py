"""CPMO says which outcomes of the plan a programme serves."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from programmes.actions.serving import set_outcomes
from programmes.forms.serving import OutcomesForm
from programmes.models import Programme


@takes(OutcomesForm)
def outcomes_set(request: SignedIn, ref: str) -> HttpResponse:
    """Take the outcomes; their pages show the programme from then on."""
    at, user = timezone.now(), request.user
    require(user, "programmes.set_outcomes", at=at)
    programme = get_object_or_404(Programme, ref=ref)
    serves = list(programme.outcomes.all())
    initial = {"version": programme.version, "serves": serves}
    attempt = Attempt(request, OutcomesForm, initial=initial)
    saved = attempt.take(lambda entered: set_outcomes(programme, **entered, by=user, at=at))
    if saved:
        same = saved.version == programme.version
        message = "You made no changes." if same else f"Outcomes that {saved} serves saved."
        messages.success(request, message)
        return redirect("programmes:programme_plan", ref)
    return attempt.page("programmes/outcomes_set.html", programme=programme)
