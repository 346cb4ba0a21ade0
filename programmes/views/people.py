"""Who is who in a programme: who signs, prepares, drafts and leads, row by row."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from programmes.models import Programme
from programmes.readings.people import programme_people

PLAN = Programme.objects.select_related("sao", "rdl")


@require_safe
def people(request: SignedIn, ref: str) -> HttpResponse:
    """Show a programme's people as they are, or as they were on a past day."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    programme = get_object_or_404(PLAN, ref=ref)
    past = past_of(request, at=at)
    context = {
        "programme": programme,
        "people": programme_people(past.source, ref, on=past.measured.on),
        "past": past,
        "may_name": not past.is_past and user.has_perm("programmes.name_people", programme),
        "may_set": not past.is_past and user.has_perm("programmes.set_confirmation"),
        "may_administer": not past.is_past and user.has_perm("irp.administer"),
    }
    return page(request, "programmes/people.html", context)
