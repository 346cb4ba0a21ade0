"""Every item that can be classified, the withheld first (Rule 29)."""

from collections import Counter
from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.presenters import Pages
from packs.presenters.words_begun import lines_begun
from packs.readings.classification import evidence_apart
from packs.views.classification_asking import asked_items

A_PAGE = 50


@require_safe
def classification(request: SignedIn) -> HttpResponse:
    """Show the items that the filters choose, 50 a page."""
    at = timezone.now()
    asked = asked_items(request, at=at)
    without = partial(querystring, request, page=None)
    page_of = Pages(asked.shown, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "counts": Counter(line.classification for line in asked.every),
        "every": asked.every,
        "shown": asked.shown,
        "lines": lines_begun(page_of, user=request.user),
        "page_of": page_of,
        "apart": evidence_apart(request.user),
        "filter_form": asked.form,
        "chips": asked.form.chips(lambda name: without(**{name: None})),
    }
    return page(request, "packs/classification.html", context)
