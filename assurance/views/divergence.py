"""Where council and commissioners say different things of a requirement."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.figures.divergence import by_group, divergences
from assurance.presenters.outcomes import every_requirement
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from irp.presenters import Pages
from irp.readings import settings

ROWS_A_PAGE = 50


@require_safe
def divergence(request: SignedIn) -> HttpResponse:
    """Show where both differ, the council more confident first, as at a past day too (24f)."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    lines = every_requirement(past.source, measured=past.measured, settings=settings(past.source))
    rows = divergences(lines, on=past.measured.on)
    shown = Pages(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    counts = {group: len(of_group) for group, of_group in by_group(rows).items()}
    groups = [(group, of_group) for group, of_group in by_group(shown).items() if of_group]
    context = {"page": shown, "groups": groups, "counts": counts, "past": past}
    return page(request, "assurance/divergence.html", context)
