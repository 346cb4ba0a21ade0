"""One requirement and everything that has been said of it."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.presenters.proof import proof_of
from assurance.presenters.requirement import requirement_sheet
from irp.context import settings_of
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from irp.readings import settings, settings_facts


@require_safe
def requirement(request: SignedIn, ref: str) -> HttpResponse:
    """Show dates, considerations, three assessments and their history (Rules 12, 19, 23)."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    # The page asks for today's settings anyhow: they are read once.
    known = settings(past.source) if past.is_past else settings_facts(settings_of(request))
    sheet = requirement_sheet(
        past.source,
        ref,
        user=request.user,
        measured=past.measured,
        settings=known,
        page=request.GET.get("page"),
        is_past=past.is_past,
    )
    if sheet is None:
        raise Http404
    proof = proof_of(past.source, sheet.line, user=request.user, measured=past.measured)
    may_set = sheet.in_force and not past.is_past
    context = {
        "proof": proof,
        "may_set": may_set and request.user.has_perm("assurance.set_sustained"),
        "may_take": request.user.has_perm("assurance.take_evidence"),
        "may_add": may_set and request.user.has_perm("assurance.add_evidence"),
        "names_owners": may_set and request.user.has_perm("assurance.name_owners"),
        "sheet": sheet,
        "past": past,
        "quarters": known.cap_quarters,
        "cap_note": known.cap_note,
    }
    return page(request, "assurance/requirement.html", context)
