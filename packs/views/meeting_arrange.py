"""The time, place and members of a meeting."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from packs.actions.meetings import KEEPS, arrange_meeting
from packs.forms.meetings import ArrangeForm
from packs.models import Meeting
from packs.views.meetings_asking import place_of


@takes(ArrangeForm)
def meeting_arrange(request: SignedIn, forum: str, month: date) -> HttpResponse:
    """Take them; the day is moved on a page of its own, with what moves with it."""
    at = timezone.now()
    require(request.user, KEEPS, at=at)
    period, board = place_of(request, forum, month, at=at)
    row = Meeting.objects.filter(cycle=period, forum=board).first()
    stood: dict[str, Any] = {"version": row.version if row else 0}
    if row:
        stood |= {"starts": row.starts, "venue": row.venue, "members": row.members.all()}
    attempt = Attempt(request, ArrangeForm, initial=stood)
    if attempt.take(
        lambda entered: arrange_meeting(period, board, **entered, by=request.user, at=at)
    ):
        messages.success(request, "The meeting is saved.")
        return redirect("packs:meeting", forum, period.slug)
    words = "Time, place and members"
    return attempt.page("packs/meeting_form.html", period=period, forum=board, words=words)
