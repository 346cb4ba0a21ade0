"""The RDL names who drafts a programme's return (Rule 15)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.typed import takes
from programmes.actions.owners import name_preparers
from programmes.forms.owners import PreparersForm
from programmes.models import Programme
from programmes.readings.owners import posts_to_name, version_of

PLAN = Programme.objects.select_related("sao", "rdl")


@takes(PreparersForm)
def preparers_name(request: SignedIn, ref: str) -> HttpResponse:
    """Take the posts that draft the return from today; the others are named no more."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    programme = get_object_or_404(PLAN, ref=ref)
    require(user, "programmes.name_people", programme, at=at)
    named = programme.preparers.in_force(on=london_day(at)).values_list("post_id", flat=True)
    first = {"version": version_of(programme.preparers), "posts": [str(key) for key in named]}
    attempt = Attempt(
        request,
        PreparersForm,
        offered=posts_to_name(),
        now=lambda: version_of(programme.preparers),
        initial=first,
    )
    saved = attempt.take(
        lambda entered: name_preparers(
            programme, attempt.form.chosen(), version=entered["version"], by=user, at=at
        )
    )
    if saved:
        messages.success(request, f"The preparers of {programme} are saved.")
        return redirect("programmes:people", programme.ref)
    return attempt.page("programmes/preparers_name.html", programme=programme)
