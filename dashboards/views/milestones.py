"""All milestones of the plan on one page, the late first."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.views.listing import asked_milestones
from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.presenters import Pages
from programmes.readings.listed import A_PAGE


@require_safe
def milestones(request: SignedIn) -> HttpResponse:
    """Show the milestones that the filters choose, 50 a page, now or as at a past date."""
    asked = asked_milestones(request, at=timezone.now())
    leaf = Pages(asked.chosen.rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "past": asked.past,
        "page": leaf,
        "rows": asked.lines(list(leaf)),
        "n_closed": asked.chosen.counts.closed,
        "strip": asked.chosen.strip,
        "every": len(asked.chosen.found.positions),
        "filter_form": asked.form,
        "chips": asked.form.chips(lambda name: querystring(request, **{name: None})),
        "quarters": asked.quarters,
        "saved": "",
    }
    return page(request, "dashboards/milestones.html", context)
