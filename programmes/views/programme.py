"""One programme: its month, ratings, milestones against baselines, and its record."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.context import settings_of
from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.rules.calendar import london_day
from programmes.forms import AsAtForm, MilestoneFilter
from programmes.presenters.next_acts import next_acts
from programmes.presenters.programme import (
    page_as_at,
    page_now,
    programmes_to_show,
)
from programmes.presenters.reported import end_of
from programmes.presenters.rows import by_workstream
from programmes.presenters.timeline import leaf_number, programme_timeline
from programmes.readings.signing import holding_of


@require_safe
def programme(request: SignedIn, ref: str) -> HttpResponse:
    """Show a programme as it stands, or with `as_at` as the record stood on a day.

    `row` names the milestone that was just saved: it says so and takes the focus. htmx, which
    saved it in place, asks for that row alone.
    """
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    kept = get_object_or_404(programmes_to_show(), ref=ref)
    settings = settings_of(request)
    today = london_day(at)
    asked = AsAtForm(request.GET, today=today)
    day = asked.day()
    moment = end_of(day) if day else at
    sheet = page_as_at(kept, moment=moment) if day else page_now(kept, settings=settings, at=at)
    chosen = MilestoneFilter(request.GET, workstreams=[row.workstream for row in sheet.rows])
    rows = [row for row in sheet.rows if chosen.matches(row)]
    row = sheet.row(request.GET.get("row", ""))
    is_open = sheet.ret is not None and sheet.ret.period.is_open and not day
    context = {
        "sheet": sheet,
        "programme": kept,
        "groups": by_workstream(rows),
        "shown": rows,
        "may_update": is_open and user.has_perm("programmes.prepare_return", kept),
        "acts": next_acts(user, sheet.ret, on=today) if sheet.ret and not day else [],
        "holder": holding_of(sheet.ret, on=day or today).words if sheet.ret else "",
        "as_at": day,
        "as_at_form": asked,
        "filter_form": chosen,
        "chips": chosen.chips(lambda name: querystring(request, **{name: None})),
        "leaf": programme_timeline(
            kept, until=moment, page=leaf_number(request.GET), quarters=settings.irp_quarters
        ),
        "quarters": settings.irp_quarters,
        "row": row,
        "saved": row.ref if row else "",
    }
    template = "programmes/programme_row.html" if _wants_row(request, context) else None
    return page(request, template or "programmes/programme.html", context)


def _wants_row(request: SignedIn, context: dict) -> bool:
    return bool(request.headers.get("HX-Request")) and context["row"] is not None
