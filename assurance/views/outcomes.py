"""Ten outcomes by three tests, three assessments apart."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.charts.bars import tally_bar
from assurance.presenters.outcomes import outcomes_sheet
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from irp.readings import settings


@require_safe
def outcomes(request: SignedIn) -> HttpResponse:
    """Show what is met, the step-down position, and the map (Rules 19 to 21 and 24f)."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    known = settings(past.source)
    context = {
        "past": past,
        "sheet": outcomes_sheet(past),
        "bar": tally_bar,
        "quarters": known.cap_quarters,
        "cap_note": known.cap_note,
        "ends_on": known.intervention_ends_on,
    }
    return page(request, "assurance/outcomes.html", context)
