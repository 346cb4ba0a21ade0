"""One action of a board with everything that was done to it."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.past import past_of
from packs.figures.meetings import action_line
from packs.forms.board_actions import STEP_FORMS
from packs.permissions import right_to_move_action
from packs.presenters.meetings import STEPS, action_timeline
from packs.readings.meetings import boards
from packs.views.meetings_asking import action_of
from packs.words import Forum
from packs.words.meetings import NEXT_STAGES


@require_safe
def board_action(request: SignedIn, ref: str) -> HttpResponse:
    """Show what is to be done, what was said of it, and what the person may do next."""
    at, user = timezone.now(), request.user
    row, past = action_of(request, ref, at=at), past_of(request, at=at)
    forum, month = Forum(row.meeting.forum), row.meeting.cycle.month
    found = boards(past.source, forums=[forum], month=month)
    facts = next((action for action in found.actions if action.ref == ref), None)
    here = reverse("packs:board_action", args=[ref])
    if facts is None:
        shown = {"past": past, "name": str(row), "here": here, "what": "action"}
        return page(request, "assurance/not_then.html", shown)
    line = action_line(facts, measured=past.measured)
    acts = [
        (STEPS[to], STEP_FORMS[to][1])
        for to in NEXT_STAGES[line.stage]
        if not past.is_past and user.has_perm(right_to_move_action(to), row)
    ]
    context = {
        "past": past,
        "here": here,
        "line": line,
        "row": row,
        "acts": acts,
        "entries": action_timeline(facts),
    }
    return page(request, "packs/board_action.html", context)
