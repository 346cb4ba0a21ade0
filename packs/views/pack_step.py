"""Record what happened to an issued edition: received, cleared, published, taken down (24e)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from packs.actions.publication import record_step
from packs.forms.publication import STEP_FORMS
from packs.models import Pack
from packs.permissions import right_to_step
from packs.presenters.publication import had_before
from packs.readings.publication import monitoring_officers, own_clearing, steps_in
from packs.readings.replaced import later_than, versions_of
from packs.rules.publication import corrected
from packs.words.publication import PublicationStep


@takes(*STEP_FORMS.values())
def pack_step(request: SignedIn, key: int, step: str) -> HttpResponse:
    """Take the act, and go back to the page of the pack."""
    at = timezone.now()
    require(request.user, "packs.see_packs", at=at)
    row = get_object_or_404(Pack.objects.with_period(), pk=key)
    require(request.user, "packs.see_pack", row, at=at)
    if step not in set(PublicationStep):
        raise Http404(step)
    which = PublicationStep(step)
    require(request.user, right_to_step(which), at=at)
    steps = list(row.steps.order_by("number"))
    typed = request.POST.get("version", "")
    # No edition has so many acts: the form refuses a number that is longer.
    seen = steps[: int(typed[:9])] if typed.isdecimal() else steps
    held = corrected(steps_in(seen), which)
    nobody = False  # holds the post that clears, or ever did
    given: dict[str, Any] = {"corrects": held is not None, "initial": {"version": len(steps)}}
    if which is PublicationStep.CLEARED:
        given["officers"] = None if own_clearing(request.user) else monitoring_officers()
        nobody = given["officers"] is not None and not given["officers"].exists()
    attempt = Attempt(request, STEP_FORMS[which], **given)
    if attempt.take(lambda entered: record_step(row, which, **entered, by=request.user, at=at)):
        messages.success(request, f"{which.label}: recorded.")
        return redirect("packs:pack", key=row.pk)
    replaced = next(iter(later_than(row)), None)
    return attempt.page(
        "packs/pack_step.html",
        pack=row,
        step=which,
        steps=steps,
        held=held,
        replaced=replaced,
        nobody=nobody,
        had=had_before(row, versions_of(row)) if which is PublicationStep.RECEIVED else "",
    )
