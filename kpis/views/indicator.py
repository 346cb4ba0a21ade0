"""One indicator with all its readings."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.models import User
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from kpis.models import Indicator
from kpis.presenters import indicator_sheet
from kpis.words import NO_OWNER, NO_TARGET


@require_safe
def indicator(request: SignedIn, ref: str) -> HttpResponse:
    """Show an indicator: provisional and revised readings stand side by side (Rule 27)."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    leaf = request.GET.get("page")
    sheet = indicator_sheet(past.source, ref, measured=past.measured, page=leaf)
    if sheet is None:
        raise Http404
    context = {
        "past": past,
        "sheet": sheet,
        "no_target": NO_TARGET,
        "no_owner": NO_OWNER,
        "may_record": not past.is_past and _may(request.user, "kpis.record_reading", ref),
        "may_set": not past.is_past and request.user.has_perm("kpis.set_target"),
        "may_define": not past.is_past and request.user.has_perm("kpis.define_indicator"),
    }
    return page(request, "kpis/indicator.html", context)


def _may(user: User, right: str, ref: str) -> bool:
    """Tell whether a person has a right over an indicator as it is today."""
    if user.has_perm("kpis.define_indicator"):
        return True
    row = Indicator.objects.select_related("owner").filter(ref=ref).first()
    return user.has_perm(right, row)
