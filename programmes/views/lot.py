"""One asset or lot: how far its sale has come, and everything done to it (Rule 25)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from programmes.presenters.lot import lot_page
from programmes.readings.lot_rows import lots_with_posts


@require_safe
def lot(request: SignedIn, ref: str) -> HttpResponse:
    """Show an asset or lot as it is, or as it was on a past day or when a month was frozen."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    row = get_object_or_404(lots_with_posts(), ref=ref)
    sheet = lot_page(past, row)
    is_now = sheet is not None and not past.is_past
    context = {
        "sheet": sheet,
        "row": row,
        "past": past,
        "may_keep": is_now and user.has_perm("programmes.keep_lot", row),
    }
    return page(request, "programmes/lot.html", context)
