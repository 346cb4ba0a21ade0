"""One dependency: who gives what to whom, whether in time, and where a delay goes on (Rule 28)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.context import settings_of
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from programmes.models import Dependency
from programmes.permissions import sides_of
from programmes.presenters.dependency import dependency_page
from programmes.readings.dependency_rows import of_two_ends
from programmes.readings.readers import reader_of
from programmes.views.dependency_acting import dependency_number


@require_safe
def dependency(request: SignedIn, ref: str) -> HttpResponse:
    """Show a dependency as it is, or as it was on a past day or when a month was frozen."""
    at, user, number = timezone.now(), request.user, dependency_number(ref)
    require(user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    row = of_two_ends().filter(number=number).first()
    if row is None:
        plain = get_object_or_404(Dependency, number=number)
        context = {"row": plain, "past": past}
        return page(request, "programmes/dependency_overarching.html", context)
    sheet = dependency_page(past, row, reader=reader_of(user))
    is_now = sheet is not None and not past.is_past
    own = sides_of(user, row) if is_now else ()
    context = {
        "sheet": sheet,
        "row": row,
        "past": past,
        "own": [side for side in own if sheet and side in sheet.line.unconfirmed],
        "may_keep": is_now and user.has_perm("programmes.keep_dependency", row),
        "quarters": settings_of(request).cap_quarters,
    }
    return page(request, "programmes/dependency.html", context)
