"""Hand a post over: who leaves, who comes, from when, and what passes on with it (Rule 31)."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.actions import hand_over
from irp.attempts import Attempt
from irp.forms import HandoverForm
from irp.models import PostHolding
from irp.pages import SignedIn, refusal
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.typed import takes
from programmes.presenters.posts import passed_words, two_parts_words
from programmes.readings.post_parts import two_parts
from programmes.readings.posts import handovers_of, passed_on, work_of

TEMPLATE = "programmes/post_handover.html"


@takes(HandoverForm)
def post_handover(request: SignedIn, key: int) -> HttpResponse:
    """End one holding and begin the next in one act; `key` is that of the holding that ends."""
    at, user = timezone.now(), request.user
    require(user, "irp.administer", at=at)
    held = PostHolding.objects.select_related("user", "post", "delegated_by")
    holding = get_object_or_404(held, pk=key)
    passed = passed_on(handovers_of(holding.post)).get(key)
    if passed and request.method != "POST":
        context = {"holding": holding, "passed": passed_words(passed)}
        return refusal(request, "programmes/post_passed.html", context, status=200)
    first = {"version": holding.version}
    attempt = Attempt(request, HandoverForm, initial=first, holding=holding)
    warned = _warned(attempt, holding)
    if warned and request.POST.get("confirmed") != str(attempt.form.cleaned_data["successor"].pk):
        return attempt.page(TEMPLATE, **_beside(holding, at=at), warned=warned)
    came = attempt.take(
        lambda entered: hand_over(
            holding,
            attempt.form.to(),
            reason=entered["reason"],
            version=entered["version"],
            by=user,
            at=at,
        )
    )
    if came:
        since = printed_day(came.starts_on)
        messages.success(
            request, f"{holding.user} hands {came.post} over to {came.user} from {since}."
        )
        return redirect("programmes:post", came.post_id)
    return attempt.page(TEMPLATE, **_beside(holding, at=at), warned=warned)


def _warned(attempt: Attempt[HandoverForm], holding: PostHolding) -> list[str]:
    """Return what is said before a post is saved for who would play two parts in a return (15)."""
    if attempt.checks or not attempt.form.is_bound or not attempt.form.is_valid():
        return []
    to = attempt.form.to()
    found = two_parts(holding.post, to.user, on=to.starts_on)
    return two_parts_words(found, person=str(to.user))


def _beside(holding: PostHolding, *, at: datetime) -> dict[str, Any]:
    return {"holding": holding, "work": work_of(holding.post, on=london_day(at))}
