"""One meeting of a board: agenda, decisions, actions, who came."""

from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.past import past_of
from packs.figures.meetings import meeting_lines, when_and_where
from packs.presenters.meetings import item_acts, last_actions, packs_read, within_reach
from packs.presenters.moves import last_move
from packs.readings.meetings import boards
from packs.rules.meetings import meeting_name
from packs.views.meetings_asking import place_of
from packs.words.meetings import Came


@require_safe
def meeting(request: SignedIn, forum: str, month: date) -> HttpResponse:
    """Show the meeting now or as at a past date, with the actions that the one before gave."""
    at, user = timezone.now(), request.user
    period, board = place_of(request, forum, month, at=at)
    past = past_of(request, at=at)
    found = boards(past.source, forums=[board])
    lines = meeting_lines(found, on=past.read_on, measured=past.measured)
    line = next((line for line in lines if line.facts.month == month), None)
    here = reverse("packs:meeting", args=[forum, month])
    if line is None:
        name = meeting_name(board, month)
        shown = {"past": past, "name": name, "here": here, "what": "meeting"}
        return page(request, "assurance/not_then.html", shown)
    may_keep = not past.is_past and user.has_perm("packs.keep_meetings")
    earlier, later = within_reach(lines, line)
    context = {
        "past": past,
        "here": here,
        "line": line,
        "when": when_and_where(line.facts),
        "moved": None if past.is_past else last_move(period, board),
        "came": [(how, line.came(how)) for how in Came],
        "before": last_actions(found, line, measured=past.measured),
        "earlier": earlier,
        "later": later,
        "packs": packs_read(period, board, user=user),
        "may_keep": may_keep,
        "acts": item_acts(line) if may_keep else {},
    }
    return page(request, "packs/meeting.html", context)
