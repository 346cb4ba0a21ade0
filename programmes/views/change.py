"""One change request: what stands and what is proposed, who decides, what was decided (18)."""

from datetime import datetime

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from irp.context import settings_of
from irp.pages import SignedIn, page
from irp.past import past_of
from programmes.models import ChangeRequest
from programmes.presenters.change_deciding import answerable, barred
from programmes.presenters.changes import change_page
from programmes.views.change_acting import on_change
from programmes.words import ChangeState


@require_safe
@on_change()
def change(request: SignedIn, row: ChangeRequest, at: datetime) -> HttpResponse:
    """Show a request as it is, or as it was on a past day or when a month was frozen."""
    past = past_of(request, at=at)
    sheet = change_page(past, row)
    is_now = sheet is not None and not past.is_past
    is_open = is_now and ChangeState(row.state).is_open
    may_ask = request.user.has_perm("programmes.ask_change", row.programme)
    context = {
        "sheet": sheet,
        "row": row,
        "past": past,
        "quarters": settings_of(request).irp_quarters,
        "cap_quarters": settings_of(request).cap_quarters,
        "barred": barred(request.user, row, at=at) if is_open else None,
        "answers": answerable(request.user, sheet) if sheet and is_open else frozenset(),
        "may_ask": may_ask,
        "may_withdraw": is_open and may_ask,
    }
    return page(request, "programmes/change.html", context)
