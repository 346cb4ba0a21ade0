"""A month's entry: every open row of a return on one page, saved at once."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from irp.context import settings_of
from irp.pages import SignedIn, asks_for_part, page
from irp.rules.numbers import whole_number
from irp.typed import takes
from programmes.attempts.rows import RowsAttempt
from programmes.forms.due_occurrences import DueForm
from programmes.forms.rows import RowForm
from programmes.models import Return
from programmes.presenters.return_report import said_of
from programmes.views.acting import on_return


@takes(RowForm, DueForm)
@on_return("programmes.draft_return")
def return_report(request: SignedIn, ret: Return, at: datetime) -> HttpResponse:
    """Take the reports of the rows that somebody filled in, and leave the others (Rule 5)."""
    attempt = RowsAttempt(request, ret, at=at)
    if attempt.checks:
        attempt.read_dates()
        asked = request.POST["check"]
        if asks_for_part(request) and (field := attempt.date_box(asked)):
            return page(request, "date_read.html", {"field": field})
    elif request.method == "POST" and not attempt.is_touched:
        messages.info(request, "You made no changes.")
        return redirect("programmes:return", ret.programme.ref, ret.period.month)
    elif request.method == "POST" and (entered := attempt.enter(by=request.user)):
        if entered.saved or entered.told:
            quarters = settings_of(request).irp_quarters
            messages.success(request, said_of(entered.saved, entered.told, quarters=quarters))
        if entered.is_whole:
            return _onward(request, ret)
    return attempt.sheet()


def _onward(request: SignedIn, ret: Return) -> HttpResponse:
    """Go to the next rows of a long return where that is asked for, or to the return."""
    following = whole_number(request.POST.get("next", ""))
    place = "programmes:return_report" if following else "programmes:return"
    there = reverse(place, args=[ret.programme.ref, ret.period.month])
    return redirect(f"{there}?page={following}" if following else there)
