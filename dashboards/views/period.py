"""The period board: who holds each return since when."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.presenters import board
from dashboards.presenters.deadlines import deadlines
from dashboards.readings.packs import packs_of
from dashboards.readings.periods import is_one_open, periods_shown
from irp.asked import group_asked
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.readings import period_facts
from irp.rules.calendar import london_day
from packs.presenters.moves import published_before
from packs.presenters.packs import pack_lines
from packs.readings.meetings import days_now
from packs.rules.issue import is_issued
from packs.words import Forum
from programmes.words import ReturnGroup


@require_safe
def period(request: SignedIn, month: date) -> HttpResponse:
    """Show one period: deadlines, holders, counts received, and its packs."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    shown = get_object_or_404(periods_shown(), month=month)
    rows = board.board_rows(shown, at=at)
    packs = packs_of(shown)
    states = [row.state for row in rows]
    may_run = request.user.has_perm("irp.run_cycle")
    label, chosen = board.board_shown(rows, group_asked(request, list(ReturnGroup)))
    context = {
        "period": shown,
        "every": rows,
        "rows": chosen,
        "label": label,
        "counts": board.board_counts(rows),
        "deadlines": deadlines(
            period_facts(shown), states, issued=is_issued(packs), on=london_day(at)
        ),
        "frozen": shown.frozen_step,
        "packs": pack_lines(
            pack for pack in packs if request.user.has_perm("packs.see_pack", pack)
        ),
        "may_run": may_run,
        "meets": {forum.value: on for forum, on in days_now(shown).items()},
        "sees": [forum.value for forum in Forum if request.user.has_perm("packs.see_board", forum)],
        "published": list(published_before(shown)),
        "may_open": may_run and shown.is_frozen and not is_one_open(),
    }
    return page(request, "dashboards/period.html", context)
