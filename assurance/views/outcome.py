"""One priority outcome with its concerns and requirements."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.actions.interests import DECLARES
from assurance.charts.bars import tally_bar
from assurance.figures.interests import interest_lines
from assurance.presenters.outcome import outcome_sheet
from assurance.readings.interests import interests
from assurance.words import SPEAKERS
from irp.context import settings_of
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from irp.readings import settings, settings_facts


@require_safe
def outcome(request: SignedIn, number: int) -> HttpResponse:
    """Show the outcome, the requirements of each test, and three assessments of each of them."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    known = settings(past.source) if past.is_past else settings_facts(settings_of(request))
    sheet = outcome_sheet(
        past.source,
        number,
        user=request.user,
        measured=past.measured,
        settings=known,
        page=request.GET.get("page"),
    )
    if sheet is None:
        raise Http404
    declared = interests(at=past.source.at, outcome=number)
    context = {
        "sheet": sheet,
        "interests": interest_lines(declared, on=past.measured.on),
        "may_declare": request.user.has_perm(DECLARES) and not past.is_past,
        "past": past,
        "speakers": SPEAKERS,
        "bar": tally_bar,
        "quarters": known.cap_quarters,
        "cap_note": known.cap_note,
        "may_take": request.user.has_perm("assurance.take_evidence") and not past.is_past,
    }
    may = request.user.has_perm("assurance.respond_to_concern") and not past.is_past
    return page(request, "assurance/outcome.html", context | {"may_respond": may})
