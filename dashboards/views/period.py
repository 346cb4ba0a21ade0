"""The period board: who holds each return since when."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.presenters import periods as presenter
from irp.pages import SignedIn, group_asked, page
from irp.permissions import require
from irp.rules.calendar import london_day
from packs.presenters.packs import pack_lines


@require_safe
def period(request: SignedIn, month: date) -> HttpResponse:
    """Show one period: deadlines, holders, counts received, and its packs."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    shown = get_object_or_404(presenter.periods_shown(), month=month)
    rows = presenter.board_rows(shown, at=at)
    packs = presenter.packs_of(shown)
    states = [row.state for row in rows]
    may_run = request.user.has_perm("irp.run_cycle")
    label, chosen = presenter.board_shown(rows, group_asked(request, presenter.SHOWN))
    context = {
        "period": shown,
        "every": rows,
        "rows": chosen,
        "label": label,
        "counts": presenter.board_counts(rows),
        "deadlines": presenter.deadlines(
            shown, states, issued=presenter.is_issued(packs), on=london_day(at)
        ),
        "frozen": shown.frozen_step,
        "packs": pack_lines(
            pack for pack in packs if request.user.has_perm("packs.see_pack", pack)
        ),
        "may_run": may_run,
        "may_open": may_run and shown.is_frozen and not presenter.is_one_open(),
    }
    return page(request, "dashboards/period.html", context)
