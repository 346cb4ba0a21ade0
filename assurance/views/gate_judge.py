"""Commissioners say whether one assurance date is satisfied, set aside or open again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from assurance.actions import judge_gate
from assurance.forms import GateForm
from assurance.models import Gate
from assurance.readings.citations import citations_of_gate
from assurance.readings.given import acts_of, ruling_in_force
from assurance.readings.official import official_words_of
from assurance.views.citing import CitingAttempt
from assurance.views.interested import keep_out_interested
from assurance.words import Speaker
from irp.context import settings_of
from irp.pages import SignedIn
from irp.permissions import require
from irp.readings import Now
from irp.rules.calendar import london_day
from irp.typed import takes


@takes(GateForm)
def gate_judge(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """Show what was said of the date, and take what a commissioner says of it (Rules 13, 20)."""
    at, user = timezone.now(), request.user
    rows = Gate.objects.select_related("requirement__outcome", "requirement__test")
    gate = get_object_or_404(rows, requirement__ref=ref, number=number)
    require(user, "assurance.judge_gate", gate.requirement, at=at)
    keep_out_interested(request, gate.requirement.outcome.number, at=at)
    given = acts_of(gate)
    citing = CitingAttempt(
        request, GateForm, of={"pk": gate.requirement_id}, at=at,
        initial={"version": len(given)}, stands=ruling_in_force(given),
    )  # fmt: skip
    done = citing.take(
        lambda entered: judge_gate(gate, by=user, at=at, **entered, cites=citing.form.cites())
    )
    if done:
        messages.success(request, f"{gate.get_purpose_display()} date: {done.ruling_words}.")
        return redirect("assurance:requirement", ref=ref)
    return citing.attempt.page(
        "assurance/gate_judge.html",
        gate=gate,
        given=[*reversed(acts_of(gate))],
        cited=citations_of_gate(gate, user=user, on=london_day(at)),
        speaker=Speaker.COMMISSIONER,
        is_ahead=bool(gate.due.latest and london_day(at) <= gate.due.latest),
        quarters=settings_of(request).cap_quarters,
        official=official_words_of(Now(at), gate.requirement.pk),
    )
