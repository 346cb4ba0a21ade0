"""The time, place and members of a meeting."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.models import ReportingPeriod
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from packs.actions.meetings import KEEPS, arrange_meeting
from packs.forms.meetings import ArrangeForm
from packs.models import Meeting
from packs.rules.meetings import meeting_name
from packs.views.meetings_asking import place_of
from packs.words import Forum


@takes(ArrangeForm)
def meeting_arrange(request: SignedIn, forum: str, month: date) -> HttpResponse:
    """Take them; the day is moved on a page of its own, with what moves with it.

    Where nothing is entered yet, those of the board's meeting before stand in the form.
    """
    at = timezone.now()
    require(request.user, KEEPS, at=at)
    period, board = place_of(request, forum, month, at=at)
    stood: dict[str, Any] = {}
    copied = None
    if request.method != "POST":
        row = Meeting.objects.filter(cycle=period, forum=board).first()
        copied = None if row and _is_arranged(row) else _before(period, board)
        stood["version"] = row.version if row else 0
        if like := copied or row:
            stood |= {"starts": like.starts, "venue": like.venue, "members": like.members.all()}
    attempt = Attempt(request, ArrangeForm, initial=stood)
    if attempt.take(
        lambda entered: arrange_meeting(period, board, **entered, by=request.user, at=at)
    ):
        messages.success(request, "The meeting is saved.")
        return redirect("packs:meeting", forum, period.slug)
    shown = {"period": period, "forum": board, "name": meeting_name(board, month)}
    words = "Time, place and members"
    return attempt.page("packs/meeting_form.html", **shown, words=words, copied=copied)


def _is_arranged(row: Meeting) -> bool:
    return bool(row.starts or row.venue or row.members.exists())


def _before(period: ReportingPeriod, forum: Forum) -> Meeting | None:
    """Return the board's newest earlier meeting that has members."""
    rows = Meeting.objects.filter(forum=forum, cycle__month__lt=period.month, members__isnull=False)
    return rows.select_related("cycle").order_by("-cycle__month").first()
