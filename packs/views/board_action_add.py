"""Record an action that a board gave a post."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from packs.actions.board_actions import give_action
from packs.actions.meetings import KEEPS
from packs.forms.board_actions import ActionForm
from packs.models import AgendaItem
from packs.rules.meetings import meeting_name
from packs.views.meetings_asking import place_of


@takes(ActionForm)
def board_action_add(request: SignedIn, forum: str, month: date) -> HttpResponse:
    """Take what is to be done, by whom and by when; its reference is given once."""
    at = timezone.now()
    require(request.user, KEEPS, at=at)
    period, board = place_of(request, forum, month, at=at)
    items = AgendaItem.objects.filter(meeting__cycle=period, meeting__forum=board)
    attempt = Attempt(
        request, ActionForm, items=items, initial={"item": request.GET.get("item", "")}
    )
    row = attempt.take(
        lambda entered: give_action(period, board, **entered, by=request.user, at=at)
    )
    if row:
        messages.success(request, f"Recorded: action {row.ref}.")
        return redirect("packs:meeting", forum, period.slug)
    words = "Record an action"
    shown = {"period": period, "forum": board, "name": meeting_name(board, month)}
    return attempt.page("packs/meeting_form.html", **shown, words=words)
