"""Add an entry to a programme's register, or an overarching one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from programmes.actions.raid import add_entry
from programmes.forms.raid import FORMS
from programmes.models import Programme
from programmes.words import RaidKind
from programmes.words.raid import ALL_OVER

SCOPES = Programme.objects.select_related("sao", "rdl")


@takes(*FORMS.values())
def raid_add(request: SignedIn, kind: str, scope: str) -> HttpResponse:
    """Take what a new entry says; it gets the next reference of its programme and kind."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    if kind not in set(RaidKind):
        raise Http404(kind)
    of = RaidKind(kind)
    programme = None if scope == ALL_OVER else get_object_or_404(SCOPES, ref=scope)
    require(user, "programmes.keep_raid", programme, at=at)
    first = {"version": 0, "about_ref": request.GET.get("about", "")}
    attempt = Attempt(request, FORMS[of], initial=first)
    form = attempt.form
    row = attempt.take(
        lambda _: add_entry(
            of, programme, form.values(), milestones=form.milestones() or (), by=user, at=at
        )
    )
    if row:
        messages.success(request, f"{of.label} {row.ref} added.")
        return redirect("programmes:raid_entry", row.ref)
    return attempt.page("programmes/raid_form.html", kind=of, programme=programme, row=None)
