"""One entry of the register, with everything that was done to it."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from programmes.presenters.raid import read_register
from programmes.presenters.raid_entry import entry_page
from programmes.views.raid_acting import entry_of


@require_safe
def raid_entry(request: SignedIn, ref: str) -> HttpResponse:
    """Show an entry as it is, or as it was on a past day or when a month was frozen."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    row, kind = entry_of(ref)
    past = past_of(request, at=at)
    found = read_register(past)
    sheet = entry_page(found, row, kind, until=past.source.at)
    is_now = sheet is not None and not past.is_past
    context = {
        "sheet": sheet,
        "row": row,
        "kind": kind,
        "past": past,
        "programmes": found.programmes,
        "may_keep": is_now and user.has_perm("programmes.keep_raid", row.programme),
        "may_answer": is_now and user.has_perm("programmes.answer_risk"),
    }
    return page(request, "programmes/raid_entry.html", context)
