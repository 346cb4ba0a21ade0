"""Set the first date of a recurring milestone to which the plan gives none (Rule 10)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.readings import Now
from irp.rules.date_spans import printed_day
from irp.typed import takes
from programmes.actions.occurrences import set_first_date
from programmes.forms.occurrences import FirstDateForm
from programmes.readings.milestones import whole_milestone
from programmes.views.milestone_named import milestone_named


@takes(FirstDateForm)
def first_date(request: SignedIn, ref: str) -> HttpResponse:
    """Take the day; it may be corrected until an occurrence is reported."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    milestone = milestone_named(ref)
    require(user, "programmes.prepare_return", milestone.programme, at=at)
    initial = {"version": milestone.version, "first_on": milestone.first_on}
    attempt = Attempt(request, FirstDateForm, initial=initial)
    saved = attempt.take(lambda entered: set_first_date(milestone, **entered, by=user, at=at))
    if saved:
        day = printed_day(saved.first_on) if saved.first_on else ""
        messages.success(request, f"{ref}: the first date is {day}.")
        return redirect("programmes:milestone", ref)
    dates = whole_milestone(Now(at), milestone).baselines[-1]
    often = dates.end.raw or dates.start.raw
    return attempt.page("programmes/first_date.html", milestone=milestone, often=often)
