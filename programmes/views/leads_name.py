"""The RDL names who leads a row, and which of several answers for it (Rule 15)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.typed import takes
from programmes.actions.owners import name_leads
from programmes.forms.owners import LeadsForm
from programmes.models import Milestone
from programmes.readings.owners import posts_to_name, version_of

PLAN = Milestone.objects.select_related("programme__sao", "programme__rdl")


@takes(LeadsForm)
def leads_name(request: SignedIn, ref: str) -> HttpResponse:
    """Take the posts that lead the row from today; the others lead it no more."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    milestone = get_object_or_404(PLAN, ref=ref)
    require(user, "programmes.name_people", milestone.programme, at=at)
    named = list(milestone.leads.in_force(on=london_day(at)))
    first = {
        "version": version_of(milestone.leads),
        "posts": [str(lead.post_id) for lead in named],
        "accountable": next((str(lead.post_id) for lead in named if lead.accountable), ""),
    }
    attempt = Attempt(
        request,
        LeadsForm,
        offered=posts_to_name(),
        now=lambda: version_of(milestone.leads),
        initial=first,
    )
    saved = attempt.take(
        lambda entered: name_leads(
            milestone,
            attempt.form.chosen(),
            accountable=attempt.form.answers(),
            version=entered["version"],
            by=user,
            at=at,
        )
    )
    if saved:
        messages.success(request, f"The leads of {milestone.ref} are saved.")
        return redirect("programmes:milestone", milestone.ref)
    return attempt.page("programmes/leads_name.html", milestone=milestone)
