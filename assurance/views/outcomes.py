"""The heat map of ten outcomes by three tests, by the speaker asked for."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.presenters.outcomes import outcomes_sheet
from assurance.words import SPEAKERS, Speaker
from irp.asked import group_asked
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from irp.readings import settings


@require_safe
def outcomes(request: SignedIn) -> HttpResponse:
    """Show how every outcome is judged under every test (Rules 19 to 21)."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    asked = group_asked(request, set(Speaker), name="assessment")
    speaker = Speaker(asked or Speaker.COMMISSIONER)
    past = past_of(request, at=at)
    known = settings(past.source)
    context = {
        "past": past,
        "sheet": outcomes_sheet(past.source, speaker=speaker, measured=past.measured),
        "speaker": speaker,
        "speakers": SPEAKERS,
        "quarters": known.cap_quarters,
        "ends_on": known.intervention_ends_on,
    }
    return page(request, "assurance/outcomes.html", context)
