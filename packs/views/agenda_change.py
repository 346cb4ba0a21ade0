"""Change the words of a decision sought before the board has dealt with it."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from packs.actions.agenda import change_item
from packs.actions.meetings import KEEPS
from packs.forms.agenda import ItemForm
from packs.rules.meetings import meeting_name
from packs.views.meetings_asking import item_of
from packs.words import Forum

FIELDS = ("ask", "options", "recommendation", "without", "decide_by", "asked_by", "version")


@takes(ItemForm)
def agenda_change(request: SignedIn, forum: str, month: date, number: int) -> HttpResponse:
    """Take the words as they are now to be; a conflict shows both."""
    at = timezone.now()
    require(request.user, KEEPS, at=at)
    row = item_of(request, forum, month, number, at=at)
    initial = {name: getattr(row, name) for name in FIELDS}
    attempt = Attempt(request, ItemForm, initial=initial)
    form = attempt.form
    if attempt.take(
        lambda entered: change_item(
            row, form.asked(), version=entered["version"], by=request.user, at=at
        )
    ):
        messages.success(request, f"Item {number} is saved.")
        return redirect("packs:meeting", forum, row.meeting.cycle.slug)
    shown = {"period": row.meeting.cycle, "forum": Forum(forum)}
    shown["name"] = meeting_name(Forum(forum), month)
    return attempt.page("packs/meeting_form.html", **shown, words=f"Change item {number}")
