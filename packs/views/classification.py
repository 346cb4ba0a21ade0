"""Every item that can be classified, the withheld first (Rule 29)."""

from collections import Counter
from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.presenters import Pages
from packs.presenters.classification import place_of_item
from packs.views.classification_asking import asked_items

A_PAGE = 50


@require_safe
def classification(request: SignedIn) -> HttpResponse:
    """Show the items that the filters choose, 50 a page."""
    asked = asked_items(request, at=timezone.now())
    without = partial(querystring, request, page=None)
    context = {
        "counts": Counter(line.classification for line in asked.every),
        "every": asked.every,
        "shown": asked.shown,
        "page_of": Pages(asked.shown, A_PAGE).get_page(request.GET.get("page")),
        "filter_form": asked.form,
        "chips": asked.form.chips(lambda name: without(**{name: None})),
        "place_of_item": place_of_item,
    }
    return page(request, "packs/classification.html", context)
