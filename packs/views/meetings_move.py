"""Move the boards of a period: which deadlines move with them, then the confirmation (Rule 14)."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.models import ReportingPeriod
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from packs.actions.meetings import move_meetings
from packs.forms.meetings import MoveForm
from packs.presenters.moves import moves, what_moved
from packs.readings.meetings import days_now


@takes(MoveForm)
def meetings_move(request: SignedIn, month: date) -> HttpResponse:
    """Show what moves, and publish it anew once it is confirmed; the earlier days stay on record.

    What is confirmed names every day: dates edited after the preview are previewed again.
    """
    at, user = timezone.now(), request.user
    require(user, "irp.run_cycle", at=at)
    opened = ReportingPeriod.objects.filter(opened_at__isnull=False)
    period = get_object_or_404(opened, month=month)
    days = days_now(period)
    attempt = Attempt(request, MoveForm, period=period, days=days, at=at)
    form, changed = attempt.form, False
    if form.is_valid() and not form.is_confirmed:
        changed = bool(request.POST.get("confirmed"))
        form.data = {**request.POST.dict(), "sure": ""}  # a tick was given to other dates
    elif attempt.take(lambda _: move_meetings(period, **form.moved(), by=user, at=at)):
        moved = moves(period, days, wanted=form.wanted, deadlines=form.deadlines)
        what = what_moved(move.name for move in moved if move.is_moved)
        messages.success(request, f"Saved for {period}: {what}.")
        return redirect("packs:meetings")
    wanted = form.wanted if form.is_bound else {}
    shown = moves(period, days, wanted=wanted, deadlines=form.deadlines) if wanted else []
    return attempt.page(
        "packs/meetings_move.html", period=period, days=days, moves=shown, changed=changed
    )
