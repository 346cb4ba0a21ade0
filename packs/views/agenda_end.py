"""Record what became of an item: decided, carried to the next meeting, taken off the agenda."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from packs.actions.agenda import end_item
from packs.actions.meetings import KEEPS
from packs.forms.agenda import END_FORMS
from packs.presenters.meetings import FATES
from packs.readings.meetings import refused_now
from packs.rules.meetings import meeting_name
from packs.views.meetings_asking import item_of
from packs.words import Forum
from packs.words.meetings import ItemFate

SAVED = {
    ItemFate.DECIDED: "The decision on item {} is saved. Record the actions that follow from it.",
    ItemFate.CARRIED: "Item {} is carried to the next meeting.",
    ItemFate.WITHDRAWN: "Item {} is off the agenda.",
}
BY_ADDRESS = {word: fate for fate, word in FATES.items()}


@takes(*(form for form, _ in END_FORMS.values()))
def agenda_end(request: SignedIn, forum: str, month: date, number: int, to: str) -> HttpResponse:
    """Take it, and go back to the meeting; what was recorded before stays beside it."""
    at = timezone.now()
    require(request.user, KEEPS, at=at)
    if to not in BY_ADDRESS:
        raise Http404(to)
    row = item_of(request, forum, month, number, at=at)
    fate = BY_ADDRESS[to]
    form, words = END_FORMS[fate]
    ends = list(row.ends.order_by("number"))
    attempt = Attempt(request, form, initial={"version": len(ends)})
    if attempt.take(lambda _: end_item(row, attempt.form.ended(), by=request.user, at=at)):
        messages.success(request, SAVED[fate].format(number))
        return redirect("packs:meeting", forum, row.meeting.cycle.slug)
    before = ItemFate(ends[-1].fate) if ends else None
    context = {"row": row, "ends": ends, "forum": Forum(forum), "words": words}
    context["name"] = meeting_name(Forum(forum), month)
    context["refusal"] = refused_now(row, fate, before, at=at)
    return attempt.page("packs/agenda_end.html", period=row.meeting.cycle, **context)
