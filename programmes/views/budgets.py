"""Budgets and people of every programme: what is spent, forecast, called from the fund, filled."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from irp.presenters import Pages
from programmes.figures.budgets import budget_position
from programmes.readings.budgets import budgets as programmes_with_budgets
from programmes.readings.savings import month_of_entry, plan_fund

A_PAGE = 50


@require_safe
def budgets(request: SignedIn) -> HttpResponse:
    """Show the programmes, the furthest over budget first, now or as at a past date."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    month = None if past.is_past else month_of_entry(past.source)
    position = budget_position(
        programmes_with_budgets(past.source),
        fund=plan_fund(past.source),
        on=past.measured.on,
        month=month,
    )
    context = {
        "past": past,
        "position": position,
        "page_of": Pages(position.lines, A_PAGE).get_page(request.GET.get("page")),
        "month": month,
        "may_load": month is not None and user.has_perm("programmes.enter_budgets"),
    }
    return page(request, "programmes/budgets.html", context)
