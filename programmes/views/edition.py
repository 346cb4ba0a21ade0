"""One edition of the plan: who approved it, and what it did with each open milestone (18b)."""

from collections import Counter

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.context import settings_of
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from programmes.models import PlanEdition
from programmes.presenters.editions import edition_rows
from programmes.readings.editions import editions
from programmes.words import Fate


@require_safe
def edition(request: SignedIn, number: int) -> HttpResponse:
    """Show an edition now or as at a past date: the milestones that it changed first."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    if not PlanEdition.objects.filter(number=number).exists():
        raise Http404(number)
    past = past_of(request, at=at)
    facts = editions(past.source)
    found = next((listed for listed in facts.editions if listed.number == number), None)
    fates = [fate for fate in facts.fates if fate.edition == number]
    rows = edition_rows(past.source, fates) if fates else []
    counts = Counter(row.fate for row in rows)
    context = {
        "past": past,
        "number": number,
        "edition": found,
        "rows": sorted(rows, key=lambda row: row.fate is Fate.CARRIED),  # what it changed first
        "counts": [{"label": fate.label, "count": counts[fate]} for fate in Fate],
        "quarters": settings_of(request).irp_quarters,
    }
    return page(request, "programmes/edition.html", context)
