"""One programme: its month, its ratings, its milestones against their baselines."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.jinja import querystring
from irp.pages import SignedIn, page
from programmes.figures.budgets import beside_words
from programmes.figures.milestones import count_closed
from programmes.figures.raid_block import raid_short
from programmes.presenters.dependencies import block
from programmes.presenters.programme_acts import rights_on_page
from programmes.presenters.programme_rows import milestones_on_page, open_and_closed
from programmes.readings.budgets import budget_with
from programmes.views.asking import asked_programme


@require_safe
def programme(request: SignedIn, ref: str) -> HttpResponse:
    """Show a programme as it is, or as it was on a past day or when a month was frozen.

    `row` names the milestone that was just saved: it says so and takes the focus. htmx, which
    saved it in place, asks for that row alone.
    """
    asked, user = asked_programme(request, ref, at=timezone.now()), request.user
    row, sheet, chosen = asked.programme, asked.sheet, asked.form
    now = None if asked.past.is_past else sheet
    line = sheet.line(request.GET.get("row", "")) if sheet else None
    shown = milestones_on_page(
        asked.shown, asked=request.GET.get("page"), ref=line.ref if line else ""
    )
    still_open, closed = open_and_closed(shown)
    context = {
        "sheet": sheet,
        "programme": row,
        "still_open": still_open,
        "closed": closed,
        "n_closed": count_closed(asked.shown),
        "shown": shown,
        "filtered": bool(chosen.chosen()),
        "raid": raid_short(asked.register, measured=asked.past.measured) if sheet else None,
        "money": asked.money,
        "budget": beside_words(budget_with(row)),
        "dependencies": block(asked.network, ref) if asked.network else None,
        **rights_on_page(user, row, now),
        "past": asked.past,
        "filter_form": chosen,
        "chips": chosen.chips(lambda name: querystring(request, **{name: None})),
        "quarters": asked.settings.irp_quarters,
        "line": line,
        "saved": line.ref if line else "",
    }
    in_place = request.headers.get("HX-Request") and line
    template = "programme_row" if in_place else "programme"
    return page(request, f"programmes/{template}.html", context)
