"""The heat map of ten outcomes by three tests, in the voice asked for."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.models import ContextualQuestion, TimelineEntry
from assurance.presenters.outcomes import heat_map
from assurance.presenters.voices import VOICES
from assurance.words import Speaker
from irp.context import settings_of
from irp.pages import SignedIn, page
from irp.permissions import require


@require_safe
def outcomes(request: SignedIn) -> HttpResponse:
    """Show where every outcome stands under every test (Rules 19 to 21)."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    asked = request.GET.get("voice", "")
    voice = Speaker(asked) if asked in set(Speaker) else Speaker.COMMISSIONER
    settings = settings_of(request)
    context = {
        "map": heat_map(
            user=request.user, voice=voice, at=at, ends_on=settings.intervention_ends_on
        ),
        "voice": voice,
        "voices": VOICES,
        "quarters": settings.cap_quarters,
        "ends_on": settings.intervention_ends_on,
        "questions": ContextualQuestion.objects.all(),
        "entries": TimelineEntry.objects.all(),
    }
    return page(request, "assurance/outcomes.html", context)
