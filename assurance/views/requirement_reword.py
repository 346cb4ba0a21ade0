"""Commissioners reword a requirement; its reference stays (Rule 24)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from assurance.actions.amendments import reword
from assurance.forms.amendments import RewordForm
from assurance.models import Requirement
from assurance.views.amending import Amending
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@takes(RewordForm)
def requirement_reword(request: SignedIn, ref: str) -> HttpResponse:
    """Show the old words beside the new; once confirmed, save them as a version."""
    at = timezone.now()
    require(request.user, "assurance.amend_plan", at=at)
    row = get_object_or_404(Requirement.objects.select_related("outcome"), ref=ref)
    tried = Amending(request, RewordForm, at=at, version=row.version, **RewordForm.initial_of(row))
    form = tried.form
    done = tried.amend(
        lambda agreement: reword(
            row, form.words, version=form.cleaned_data["version"], agreement=agreement
        )
    )
    words = form.words if tried.shows else None
    return tried.answer(
        done,
        task="Reword a requirement",
        row=row,
        was=[row.title, *row.considerations],
        becomes=[words.title, *words.considerations] if words else [],
        about="Judgements that were given stay as they are: look at each of them again.",
    )
