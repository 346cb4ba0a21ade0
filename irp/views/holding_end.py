"""The last day on which a person holds a post."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from irp.actions import end_holding
from irp.forms import HoldingEndForm
from irp.models import PostHolding
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.rules.date_spans import printed_day
from irp.views.acting import Attempt


@require_http_methods(["GET", "HEAD", "POST"])
def holding_end(request: SignedIn, key: int) -> HttpResponse:
    """End a holding; what was done in the post keeps its title (Rule 31)."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    held = PostHolding.objects.select_related("user", "post", "delegated_by")
    holding = get_object_or_404(held, pk=key)
    now = {"version": holding.version, "ends_on": holding.ends_on}
    form = HoldingEndForm(
        request.POST if request.method == "POST" else None, initial=now, holding=holding
    )
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            ended = end_holding(holding, **form.cleaned_data, by=request.user, at=at)
            messages.success(
                request, f"{ended.user} holds {ended.post} until {printed_day(ended.ends_on)}."
            )
            return redirect("administration:user", ended.user_id)
    context = {"form": form, "holding": holding, "clash": attempt.clash}
    return page(request, "irp/holding_end.html", context, status=attempt.status)
