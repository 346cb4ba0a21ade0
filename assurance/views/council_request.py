"""One request to the council with every step."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.figures.requests import request_line
from assurance.forms.requests import FORMS
from assurance.permissions import right_to_move_request
from assurance.readings.requests import requests
from assurance.views.requests_asking import READ, request_row
from assurance.words.requests import NEXT
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from irp.presenters import act_entry
from irp.rules.date_spans import printed_day


@require_safe
def council_request(request: SignedIn, ref: str) -> HttpResponse:
    """Show what was asked, by when, every answer, and what the person may do next."""
    at = timezone.now()
    require(request.user, READ, at=at)
    row, past = request_row(ref), past_of(request, at=at)
    found = requests(past.source, number=row.number)
    if not found:
        here = reverse("assurance:council_request", args=[ref])
        shown = {"past": past, "name": f"Request {ref}", "here": here, "what": "request"}
        return page(request, "assurance/not_then.html", shown)
    line = request_line(found[0], measured=past.measured)
    acts = [
        (what, FORMS[what][1])
        for what in NEXT[line.state]
        if not past.is_past and request.user.has_perm(right_to_move_request(what), row)
    ]
    entries = [
        act_entry(
            step,
            what=f"{step.what.label} to {printed_day(step.due_on)}"
            if step.due_on
            else step.what.label,
            why=step.words,
        )
        for step in reversed(line.facts.steps)
    ]
    context = {"past": past, "line": line, "acts": acts, "entries": entries}
    return page(request, "assurance/council_request.html", context)
