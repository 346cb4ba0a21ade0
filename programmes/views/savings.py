"""Savings of a financial year: what is validated against what was promised (Rule 26)."""

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.presenters import Pages
from programmes.charts.bridge import bridge_chart
from programmes.figures.groups import count_of_each
from programmes.figures.saving_bridge import bridge
from programmes.readings.savings import plan_figures
from programmes.views.saving_asking import asked_savings
from programmes.words import SavingGroup

A_PAGE = 50
COUNTED = (
    SavingGroup.TO_VALIDATE,
    SavingGroup.NOT_ENTERED,
    SavingGroup.SHORT,
    SavingGroup.NO_TARGET,
    SavingGroup.NO_OWNER,
)


@require_safe
def savings(request: SignedIn) -> HttpResponse:
    """Show the savings that the filters choose, now or as at a past date, 50 a page."""
    asked, user = asked_savings(request, at=timezone.now()), request.user
    without, past = partial(querystring, request, page=None), asked.past
    drawn = bridge(asked.position)
    may = {} if past.is_past else {
        name: user.has_perm(f"programmes.{name}")
        for name in ("add_saving", "enter_savings", "set_saving_target", "validate_savings")
    }  # fmt: skip
    groups = [group for group in COUNTED if group != SavingGroup.NOT_ENTERED or not past.is_past]
    context = {
        "past": past,
        "year": asked.year,
        "is_over": asked.position.is_judged,
        "every": asked.every,
        "shown": asked.shown,
        "page_of": Pages(asked.shown, A_PAGE).get_page(request.GET.get("page")),
        "position": asked.position,
        "bridge": drawn,
        "drawing": bridge_chart(drawn) if drawn else None,
        "plan_figures": plan_figures(past.source),
        "counts": count_of_each(groups, asked.shown),
        "filter_form": asked.form,
        "chips": asked.form.chips(lambda name: without(**{name: None})),
        "may": may,
    }
    return page(request, "programmes/savings.html", context)
