"""The meetings of the boards, newest first, with what each decided and gave."""

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.presenters import Pages
from packs.figures.meetings import action_counts, action_lines, meeting_lines
from packs.forms.meetings import MeetingFilter
from packs.views.meetings_asking import asked_boards

A_PAGE = 50


@require_safe
def meetings(request: SignedIn) -> HttpResponse:
    """Show the meetings that the person may read, now or as at a past date, 50 a page.

    Those of which nothing is recorded are folded.
    """
    past, found = asked_boards(request, at=timezone.now())
    form = MeetingFilter.of(request)
    lines = [
        line
        for line in meeting_lines(found, on=past.read_on, measured=past.measured)
        if form.matches(line)
    ]
    without = partial(querystring, request, page=None)
    context = {
        "past": past,
        "counts": action_counts(action_lines(found.actions, measured=past.measured)),
        "shown": lines,
        "silent": [line for line in lines if line.is_silent],
        "page_of": Pages([line for line in lines if not line.is_silent], A_PAGE).get_page(
            request.GET.get("page")
        ),
        "filter_form": form,
        "chips": form.chips(lambda name: without(**{name: None})),
    }
    return page(request, "packs/meetings.html", context)
