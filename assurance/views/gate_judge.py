"""Commissioners say whether one assurance date is satisfied, set aside or open again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from assurance.actions import acts_of, judge_gate, standing
from assurance.forms import GateForm
from assurance.models import Gate
from irp.attempts import Attempt
from irp.context import settings_of
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.typed import takes


@takes(GateForm)
def gate_judge(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """Show what was said of the date, and take what a commissioner says of it (Rules 13, 20)."""
    at, user = timezone.now(), request.user
    rows = Gate.objects.select_related("requirement__outcome", "requirement__test")
    gate = get_object_or_404(rows, requirement__ref=ref, number=number)
    require(user, "assurance.judge_gate", gate.requirement, at=at)
    given = acts_of(gate)
    attempt = Attempt(request, GateForm, initial={"version": len(given)}, stands=standing(given))
    done = attempt.take(lambda entered: judge_gate(gate, by=user, at=at, **entered))
    if done:
        messages.success(request, f"{gate.get_purpose_display()} date: {done.ruling_words}.")
        return redirect("assurance:requirement", ref=ref)
    return attempt.page(
        "assurance/gate_judge.html",
        gate=gate,
        given=[*reversed(acts_of(gate))],
        is_ahead=bool(gate.due.latest and london_day(at) <= gate.due.latest),
        quarters=settings_of(request).cap_quarters,
    )
