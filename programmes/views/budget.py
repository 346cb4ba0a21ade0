"""A programme's budget and people: what was entered, month by month."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from irp.presenters import Pages
from programmes.figures.budgets import budget_words, over_of, over_words, people_words
from programmes.models import Programme
from programmes.readings.budgets import budget_entries
from programmes.readings.savings import month_of_entry

A_PAGE = 50


@require_safe
def budget(request: SignedIn, ref: str) -> HttpResponse:
    """Show every entry of a programme, the newest first, now or as at a past date."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    programme = get_object_or_404(Programme.objects.select_related("sao", "rdl"), ref=ref)
    past = past_of(request, at=at)
    entries = budget_entries(past.source, programme.pk)
    grows = not past.is_past and programme.closed_on is None
    context = {
        "programme": programme,
        "past": past,
        "newest": entries[0] if entries else None,
        "page_of": Pages(entries, A_PAGE).get_page(request.GET.get("page")),
        "in_words": budget_words,
        "people": people_words,
        "over": over_of,
        "over_words": over_words,
        "may_enter": grows
        and month_of_entry(past.source) is not None
        and user.has_perm("programmes.enter_budget", programme),
    }
    return page(request, "programmes/budget.html", context)
