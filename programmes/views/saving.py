"""One saving: its years, what was promised, delivered and validated, what replaces it (26)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from programmes.presenters.saving import saving_page
from programmes.readings.saving_rows import savings_with_posts


@require_safe
def saving(request: SignedIn, ref: str) -> HttpResponse:
    """Show a saving as it is, or as it was on a past day or when a month was frozen."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    row = get_object_or_404(savings_with_posts(), ref=ref)
    sheet = saving_page(past, row)
    is_now = sheet is not None and not past.is_past
    context = {
        "sheet": sheet,
        "row": row,
        "past": past,
        "may_keep": is_now and user.has_perm("programmes.keep_saving", row),
        "may_set": is_now and user.has_perm("programmes.set_saving_target"),
    }
    return page(request, "programmes/saving.html", context)
