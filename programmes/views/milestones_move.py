"""Move milestones of a programme to another, as a board decided: preview, then confirm (18d)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.rules.numbers import counted
from irp.typed import takes
from programmes.actions.restructuring import move_rows
from programmes.forms.restructuring import MoveForm
from programmes.models import Milestone, Programme
from programmes.presenters.restructuring import move_foreseen
from programmes.readings.change_basis import stands_of
from programmes.views.restructuring_acting import previewed


@takes(MoveForm)
def milestones_move(request: SignedIn, ref: str) -> HttpResponse:
    """Take which milestones move, to which programme, and the decision."""
    at, user = timezone.now(), request.user
    require(user, "programmes.restructure", at=at)
    programmes = Programme.objects.select_related("sao")
    origin = get_object_or_404(programmes, ref=ref)
    own = Milestone.objects.in_force(on=london_day(at)).filter(programme=origin)
    rows = list(own.select_related("workstream").order_by("number"))
    attempt = Attempt(
        request,
        MoveForm,
        on=london_day(at),
        origin=origin,
        milestones=rows,
        stands=stands_of(rows, on=london_day(at)) if rows else {},
        places=list(programmes.filter(closed_on=None).exclude(pk=origin.pk)),
        initial={"rows": request.GET.getlist("rows")},
    )
    form = attempt.form
    done, shown = previewed(
        attempt,
        lambda: move_foreseen(form.chosen(), origin, form.to(), form.read()),
        lambda: move_rows(form.chosen(), origin, form.to(), form.decision(), by=user, at=at),
    )
    if done:
        moved = counted(len(form.chosen()), "milestone")
        messages.success(request, f"{done.programme.name} has taken {moved} from {origin.name}.")
        return redirect("programmes:programme", done.programme.ref)
    return attempt.page("programmes/milestones_move.html", programme=origin, foreseen=shown)
