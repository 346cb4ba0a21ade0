"""Put a decision sought on the agenda of a meeting."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from packs.actions.agenda import add_item
from packs.actions.meetings import KEEPS
from packs.forms.agenda import NewItemForm
from packs.readings.agenda import open_asks
from packs.rules.meetings import meeting_name
from packs.views.meetings_asking import place_of


@takes(NewItemForm)
def agenda_add(request: SignedIn, forum: str, month: date) -> HttpResponse:
    """Take the ask, its options, CPMO's recommendation and what no decision does."""
    at = timezone.now()
    require(request.user, KEEPS, at=at)
    period, board = place_of(request, forum, month, at=at)
    attempt = Attempt(request, NewItemForm, points=open_asks(board))
    form = attempt.form
    if attempt.take(lambda _: add_item(period, board, form.asked(), by=request.user, at=at)):
        messages.success(request, "The decision sought is on the agenda.")
        return redirect("packs:meeting", forum, period.slug)
    words = "Add a decision sought"
    shown = {"period": period, "forum": board, "name": meeting_name(board, month)}
    return attempt.page("packs/meeting_form.html", **shown, words=words)
