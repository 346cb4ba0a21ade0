"""Commissioners agree a date, one without days first of all (Rules 12, 18 and 21)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from assurance.actions.amendments import agree_date
from assurance.forms.amendments import DateAgreeForm, due_of
from assurance.models import Gate
from assurance.views.amending import Amending
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.plan_dates import printed
from irp.typed import takes


@takes(DateAgreeForm)
def date_agree(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """Show the date beside the new one; once confirmed, save it as a version."""
    at = timezone.now()
    require(request.user, "assurance.amend_plan", at=at)
    rows = Gate.objects.select_related("requirement__outcome")
    gate = get_object_or_404(rows, requirement__ref=ref, number=number)
    tried = Amending(request, DateAgreeForm, at=at, version=gate.version)
    form = tried.form
    done = tried.amend(
        lambda agreement: (
            agree_date(
                gate, due_of(form), version=form.cleaned_data["version"], agreement=agreement
            ).requirement
        )
    )
    new = printed(due_of(form), quarters=tried.quarters) if tried.shows else ""
    return tried.answer(
        done,
        task="Agree a date",
        row=gate.requirement,
        was=[f"{gate.get_purpose_display()}: {printed(gate.due, quarters=tried.quarters)}"],
        becomes=[f"{gate.get_purpose_display()}: {new}"],
        about=f"As published: {gate.words or gate.requirement.dates_as_written}. "
        "These words stay beside the date.",
    )
