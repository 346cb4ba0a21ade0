"""Which meeting, item or action an address names, as far as the person may read it."""

from datetime import date, datetime

from django.http import Http404
from django.shortcuts import get_object_or_404

from irp.models import ReportingPeriod, User
from irp.pages import SignedIn
from irp.past import Past, past_of
from irp.permissions import require
from packs.facts.meetings import BoardsFacts
from packs.models import AgendaItem, BoardAction
from packs.readings.meetings import boards
from packs.words import Forum

READ = "packs.see_packs"


def forums_of(user: User) -> tuple[Forum, ...]:
    """Return the boards whose meetings the person reads."""
    return tuple(forum for forum in Forum if user.has_perm("packs.see_board", forum))


def asked_boards(request: SignedIn, *, at: datetime) -> tuple[Past, BoardsFacts]:
    """Return the meetings that the person may read, now or as at the past date asked for."""
    require(request.user, READ, at=at)
    past = past_of(request, at=at)
    return past, boards(past.source, forums=forums_of(request.user))


def place_of(
    request: SignedIn, forum: str, month: date, *, at: datetime
) -> tuple[ReportingPeriod, Forum]:
    """Return the period and board of a meeting; 404 for none, refused for another's board."""
    require(request.user, READ, at=at)
    if forum not in set(Forum):
        raise Http404(forum)
    require(request.user, "packs.see_board", Forum(forum), at=at)
    opened = ReportingPeriod.objects.filter(opened_at__isnull=False)
    return get_object_or_404(opened, month=month), Forum(forum)


def item_of(request: SignedIn, forum: str, month: date, number: int, *, at: datetime) -> AgendaItem:
    """Return an item of a meeting's agenda; 404 for none."""
    period, board = place_of(request, forum, month, at=at)
    rows = AgendaItem.objects.select_related("meeting__cycle", "point", "asked_by")
    return get_object_or_404(rows, meeting__cycle=period, meeting__forum=board, number=number)


def action_of(request: SignedIn, ref: str, *, at: datetime) -> BoardAction:
    """Return the action of a reference; 404 for none, refused for another's board."""
    require(request.user, READ, at=at)
    rows = BoardAction.objects.select_related("owner", "meeting__cycle")
    row = get_object_or_404(rows, ref=ref)
    require(request.user, "packs.see_board", Forum(row.meeting.forum), at=at)
    return row
