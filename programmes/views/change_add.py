"""Ask for a change of some milestones of a programme, or for new ones (Rules 10, 18 and 18a)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.context import settings_of
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.typed import takes
from programmes.actions.changes import ask_change
from programmes.forms.changes import ChangeForm
from programmes.models import Milestone, Programme
from programmes.readings.change_basis import stands_of
from programmes.words import ChangeKind

SCOPES = Programme.objects.select_related("sao", "rdl")


@takes(ChangeForm)
def change_add(request: SignedIn, ref: str, kind: str) -> HttpResponse:
    """Take what is asked for of each row, why, and what else it touches."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    programme = get_object_or_404(SCOPES, ref=ref)
    require(user, "programmes.ask_change", programme, at=at)
    if kind not in set(ChangeKind):
        raise Http404(kind)
    of = ChangeKind(kind)
    named = request.GET.getlist("rows") if of is not ChangeKind.ADD else []
    rows = list(Milestone.objects.filter(programme=programme, ref__in=named).order_by("number"))
    stands = stands_of(rows, on=london_day(at)) if rows else {}
    quarters = settings_of(request).irp_quarters
    attempt = Attempt(
        request,
        ChangeForm,
        change=of,
        milestones=rows,
        stands=stands,
        on=london_day(at),
        workstreams=list(programme.workstreams.all()) if of is ChangeKind.ADD else (),
        quarters=quarters,
        initial={"version": 0},
    )
    form = attempt.form
    asked = attempt.take(
        lambda _: ask_change(programme, of, form.wanted(), form.case(), by=user, at=at)
    )
    if asked:
        messages.success(request, f"Change request {asked.ref} is now with the SAO.")
        return redirect("programmes:change", asked.ref)
    context = {"kind": of, "programme": programme, "stands": stands.values()}
    return attempt.page("programmes/change_add.html", **context, quarters=quarters)
