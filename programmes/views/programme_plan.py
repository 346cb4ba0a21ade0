"""What the plan says of a programme beside its rows: posts, purpose, notes and where it stands."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from programmes.readings.programmes import notes_of
from programmes.views.asking import asked_programme


@require_safe
def programme_plan(request: SignedIn, ref: str) -> HttpResponse:
    """Show a programme's entry in the plan, as it is or as it was on a past day."""
    asked = asked_programme(request, ref, at=timezone.now())
    context = {
        "sheet": asked.sheet,
        "programme": asked.programme,
        "notes": notes_of(asked.past.source, asked.sheet.read) if asked.sheet else (),
        "past": asked.past,
        "may_set_outcomes": not asked.past.is_past
        and asked.programme.closed_on is None
        and request.user.has_perm("programmes.set_outcomes"),
    }
    return page(request, "programmes/programme_plan.html", context)
