"""The runway to the end of the intervention: what is left to be assured, and when."""

from functools import cache, partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.charts.runway_squares import shares_squares
from assurance.words.runway import RunwayStanding
from dashboards.views.runway_asking import asked_runway
from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.presenters import Pages

A_PAGE = 100
LATE_A_PAGE = 50
LISTED = 25


@require_safe
def runway(request: SignedIn) -> HttpResponse:
    """Show the requirements that the filters choose by quarter, now or as at a past date."""
    asked = asked_runway(request, at=timezone.now())
    sheet, without = asked.sheet, partial(querystring, request, page=None, late=None)

    @cache
    def listed(outcome: int | None, standing: RunwayStanding) -> str:
        """Return the address of those of an outcome, or of all shown, that stand so."""
        of = {} if outcome is None else {"outcome": str(outcome)}
        return without(**of, show=standing.value) + "#requirements"

    context = {
        "past": sheet.past,
        "sheet": sheet,
        "found": sheet.found,
        "drawing": sheet.chart(listed),
        "is_shared": shares_squares(sheet.found),
        "knocks_of": Pages(sheet.knocks, LATE_A_PAGE).get_page(request.GET.get("late")),
        "page_of": Pages(sheet.found.lines, A_PAGE).get_page(request.GET.get("page")),
        "most": LISTED,
        "show": asked.form.chosen().get("show", ""),
        "filter_form": asked.form,
        "chips": asked.form.chips(lambda name: without(**{name: None})),
    }
    return page(request, "dashboards/runway.html", context)
