"""The home page: what waits for whoever is signed in."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.actions.visits import note_visit
from dashboards.presenters.home import read_home
from irp.context import settings_of
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.readings import settings_facts


@require_safe
def home(request: SignedIn) -> HttpResponse:
    """Show a part for each kind of post the person holds today; without a post, say so (403)."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    known = settings_facts(settings_of(request))
    shown = read_home(request.user, cap_note=known.cap_note, at=at)
    if any(part.since and not part.is_noted for part in shown.parts):
        note_visit(request.user, at=at)
    return page(request, "dashboards/home.html", {"home": shown})
