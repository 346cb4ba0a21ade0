"""One recommendation with the council's response and what others say of it."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.presenters.recommendations import timeline_of
from assurance.views.recommendations_asking import READ, line_now, row_of
from assurance.words.recommendations import Viewer
from irp.context import settings_of
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require


@require_safe
def recommendation(request: SignedIn, ref: str) -> HttpResponse:
    """Show the three records side by side, each action, and everything that was said (19)."""
    at, user = timezone.now(), request.user
    require(user, READ, at=at)
    row, past = row_of(ref), past_of(request, at=at)
    line = line_now(request, row, past)
    if line is None:
        here = reverse("assurance:recommendation", args=[ref])
        shown = {"past": past, "name": str(row), "here": here, "what": "recommendation"}
        return page(request, "assurance/not_then.html", shown)
    now, actions = not past.is_past, row.actions.select_related("owner")
    context = {
        "past": past,
        "line": line,
        "viewers": tuple(Viewer),
        "entries": timeline_of(line),
        "quarters": settings_of(request).irp_quarters,
        "may_keep": now and user.has_perm("assurance.keep_recommendations"),
        "may_report": {
            action.number
            for action in actions
            if now and user.has_perm("assurance.report_action", action)
        },
        "may_view": [
            viewer
            for viewer in Viewer
            if now and user.has_perm("assurance.view_recommendation", viewer.value)
        ],
    }
    return page(request, "assurance/recommendation.html", context)
