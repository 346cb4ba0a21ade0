"""What people write for a board's pack of a month: its texts, who wrote them, what is in."""

from datetime import date

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.permissions import require
from irp.rules.calendar import london_day
from packs.presenters.edition import text_parts
from packs.readings.issue import free_to_issue
from packs.rules.meetings import meeting_name
from packs.views.meetings_asking import place_of


@require_safe
def edition(request: SignedIn, forum: str, month: date) -> HttpResponse:
    """Show each text of the pack with its versions; a month that was never opened is 404."""
    at = timezone.now()
    require(request.user, "packs.see_edition", at=at)
    period, board = place_of(request, forum, month, at=at)
    shown = {
        "period": period,
        "forum": board,
        "name": meeting_name(board, month),
        "parts": text_parts(period, board, user=request.user),
        "free": free_to_issue(period, board, on=london_day(at)),
    }
    return page(request, "packs/edition.html", shown)
