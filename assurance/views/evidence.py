"""The register of evidence: what there is, what has expired, what is for nothing (Rule 22)."""

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.figures.evidence import counts_of, without_evidence
from assurance.readings.citations import resting_on_expired
from assurance.rules.citations import rest_words
from assurance.views.evidence_asking import asked_evidence, lines_asked
from assurance.words.evidence import EvidenceKind
from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.presenters import Pages

A_PAGE, GAPS_A_PAGE = 50, 100


@require_safe
def evidence(request: SignedIn) -> HttpResponse:
    """Show the evidence that the filters choose, now or as at a past date, 50 a page."""
    asked, user = asked_evidence(request, at=timezone.now()), request.user
    without = partial(querystring, request, page=None, gaps=None)
    gaps = without_evidence(asked.register.in_force, asked.every)
    source = asked.past.source
    page_of = Pages(asked.shown, A_PAGE).get_page(request.GET.get("page"))
    resting = resting_on_expired(at=source.at, on=asked.past.measured.on, user=user)
    context = {
        "gaps_of": Pages(gaps, GAPS_A_PAGE).get_page(request.GET.get("gaps")),
        "gaps": gaps,
        "resting": resting,
        "rests": rest_words(resting),
        "past": asked.past,
        "number": asked.number,
        "shown": asked.shown,
        "page_of": page_of,
        "lines": lines_asked(asked, page_of, user=user),
        "counts": counts_of(asked.every),
        "filter_form": asked.form,
        "chips": asked.form.chips(lambda name: without(**{name: None})),
        "kinds": tuple(EvidenceKind),
        "may_add": not asked.past.is_past and user.has_perm("assurance.add_evidence"),
    }
    return page(request, "assurance/evidence.html", context)
