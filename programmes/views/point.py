"""One ask or challenge with everything that was done to it."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.rules.calendar import london_day
from programmes.forms.points import FORMS
from programmes.permissions.delivery import right_to_move_point
from programmes.presenters.points import point_page
from programmes.views.point_of import point_of


@require_safe
def point(request: SignedIn, ref: str) -> HttpResponse:
    """Show what was asked, what was answered and when, and what the person may do next."""
    at = timezone.now()
    row, facts = point_of(request, ref, at=at)
    sheet = point_page(facts, on=london_day(at))
    acts = [
        (to, FORMS[facts.kind, to][1])
        for to in sheet.next
        if request.user.has_perm(right_to_move_point(facts.kind, to), row.programme)
    ]
    context = {"sheet": sheet, "row": row, "programme": row.programme, "acts": acts}
    return page(request, "programmes/point.html", context)
