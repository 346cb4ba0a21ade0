"""Committees of members: what each is given of the IRB's packs, and which programmes it takes."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from programmes.actions.committees import KEEPS
from programmes.figures.committees import committee_lines, unnamed
from programmes.readings.committees import committees as committees_read


@require_safe
def committees(request: SignedIn) -> HttpResponse:
    """Show them now or as at a past date."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    found = committees_read(past.source)
    lines = committee_lines(found, on=past.measured.on)
    context = {
        "past": past,
        "lines": lines,
        "unnamed": unnamed(lines, found),
        "names": found.programmes,
        "may_keep": not past.is_past and user.has_perm(KEEPS),
    }
    return page(request, "programmes/committees.html", context)
