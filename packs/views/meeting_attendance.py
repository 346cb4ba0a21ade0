"""Who came to a meeting."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from packs.actions.meetings import KEEPS, note_attendance
from packs.forms.meetings import AttendanceForm
from packs.models import Meeting
from packs.rules.meetings import meeting_name
from packs.views.meetings_asking import place_of
from packs.words.meetings import Came


@takes(AttendanceForm)
def meeting_attendance(request: SignedIn, forum: str, month: date) -> HttpResponse:
    """Take for each member whether they came; a later entry is kept beside the earlier one."""
    at = timezone.now()
    require(request.user, KEEPS, at=at)
    period, board = place_of(request, forum, month, at=at)
    row = Meeting.objects.filter(cycle=period, forum=board).first()
    posts = list(row.members.order_by("title")) if row else []
    rows = list(row.attendance.order_by("number").select_related("post")) if row else []
    noted = {attendance.post.title: Came(attendance.came) for attendance in rows}
    first = {"version": max((attendance.pk for attendance in rows), default=0)}
    attempt = Attempt(request, AttendanceForm, posts=posts, noted=noted, initial=first)
    if row and attempt.take(
        lambda entered: [
            note_attendance(
                row, attempt.form.came(), seen=entered["version"], by=request.user, at=at
            )
        ]
    ):
        messages.success(request, "Saved who attended.")
        return redirect("packs:meeting", forum, period.slug)
    name = meeting_name(board, month)
    return attempt.page(
        "packs/meeting_attendance.html", period=period, forum=board, name=name, posts=posts
    )
