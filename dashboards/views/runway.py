"""The runway to the end of the intervention: what is left to be assured, and when."""

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.views.runway_asking import asked_runway
from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.presenters import Pages

A_PAGE = 100


@require_safe
def runway(request: SignedIn) -> HttpResponse:
    """Show the requirements that the filters choose by quarter, now or as at a past date."""
    asked = asked_runway(request, at=timezone.now())
    without = partial(querystring, request, page=None)
    context = {
        "past": asked.sheet.past,
        "sheet": asked.sheet,
        "found": asked.sheet.found,
        "page_of": Pages(asked.sheet.found.lines, A_PAGE).get_page(request.GET.get("page")),
        "filter_form": asked.form,
        "chips": asked.form.chips(lambda name: without(**{name: None})),
    }
    return page(request, "dashboards/runway.html", context)
