"""Every requirement with its three assessments, those whose date passed longest ago first."""

from datetime import date
from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.figures.official import worded_words
from assurance.figures.positions import position_lines
from assurance.forms.requirements import RequirementFilter
from assurance.readings.changes import changes
from assurance.readings.official import official_words
from assurance.readings.positions import requirement_positions
from assurance.rules.quarters import two_quarters_on
from assurance.words import SPEAKERS, Speaker
from irp.context import settings_of
from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from irp.presenters import Pages
from irp.readings import settings, settings_facts

A_PAGE = 50


@require_safe
def requirements(request: SignedIn) -> HttpResponse:
    """Show the requirements that the filters choose, now or as at a past date, 50 a page."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    past, form = past_of(request, at=at), RequirementFilter.of(request)
    every = position_lines(requirement_positions(past.source), measured=past.measured)
    known = settings(past.source) if past.is_past else settings_facts(settings_of(request))
    words = official_words(past.source)
    soon = two_quarters_on(past.measured.on)
    changed = changes(past.source)
    again = {ref for ref, speaker in changed if speaker is Speaker.COMMISSIONER}
    shown = [line for line in every if form.matches(line, soon=soon, again=again)]
    shown.sort(key=lambda line: line.passed_first_on or date.max)
    without = partial(querystring, request, page=None)
    context = {
        "past": past,
        "every": every,
        "changed": changed,
        "words": words,
        "wording": worded_words(line.ref in words for line in every),
        "shown": shown,
        "page_of": Pages(shown, A_PAGE).get_page(request.GET.get("page")),
        "filter_form": form,
        "chips": form.chips(lambda name: without(**{name: None})),
        "speakers": SPEAKERS,
        "quarters": known.cap_quarters,
        "cap_note": known.cap_note,
    }
    return page(request, "assurance/requirements.html", context)
