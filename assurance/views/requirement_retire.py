"""Commissioners retire a requirement; its reference is not used again (Rule 24)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from assurance.actions.amendments import retire
from assurance.forms.amendments import RetireForm
from assurance.models import Requirement
from assurance.views.amending import Amending
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.date_spans import printed_day
from irp.typed import takes


@takes(RetireForm)
def requirement_retire(request: SignedIn, ref: str) -> HttpResponse:
    """Show what it means; once confirmed, retire it from the day."""
    at = timezone.now()
    require(request.user, "assurance.amend_plan", at=at)
    row = get_object_or_404(Requirement.objects.select_related("outcome"), ref=ref)
    tried = Amending(request, RetireForm, at=at, version=row.version)
    form = tried.form
    done = tried.amend(
        lambda agreement: retire(
            row,
            on=form.cleaned_data["on"],
            version=form.cleaned_data["version"],
            agreement=agreement,
        )
    )
    on = printed_day(form.cleaned_data["on"]) if tried.shows else ""
    return tried.answer(
        done,
        task="Retire a requirement",
        row=row,
        was=[row.title],
        becomes=[f"Retired from {on}: it no longer counts, and its reference is not used again"],
        about="From that day it leaves every count. What was judged of it stays in the record.",
    )
