"""The last day on which a person holds a post."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.actions import end_holding
from irp.attempts import Attempt
from irp.forms import HoldingEndForm
from irp.models import PostHolding
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.date_spans import printed_day
from irp.typed import takes


@takes(HoldingEndForm)
def holding_end(request: SignedIn, key: int) -> HttpResponse:
    """End a holding; what was done in the post keeps its title (Rule 31)."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    held = PostHolding.objects.select_related("user", "post", "delegated_by")
    holding = get_object_or_404(held, pk=key)
    now = {"version": holding.version, "ends_on": holding.ends_on}
    attempt = Attempt(request, HoldingEndForm, initial=now, holding=holding)
    ended = attempt.take(lambda entered: end_holding(holding, **entered, by=request.user, at=at))
    if ended:
        last = printed_day(ended.ends_on)
        messages.success(request, f"{ended.user} holds {ended.post} until {last}.")
        return redirect("administration:user", ended.user_id)
    return attempt.page("irp/holding_end.html", holding=holding)
