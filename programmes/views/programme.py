"""One programme: its month, its ratings, its milestones against their baselines."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.context import settings_of
from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from irp.readings import settings_facts
from programmes.forms import MilestoneFilter
from programmes.models import Programme
from programmes.presenters.programme import acts_on_page, open_and_closed, programme_page

PLAN = Programme.objects.select_related("aim", "sao", "rdl")


@require_safe
def programme(request: SignedIn, ref: str) -> HttpResponse:
    """Show a programme as it is, or as it was on a past day or when a month was frozen.

    `row` names the milestone that was just saved: it says so and takes the focus. htmx, which
    saved it in place, asks for that row alone.
    """
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    row = get_object_or_404(PLAN, ref=ref)
    settings = settings_of(request)
    past = past_of(request, at=at)
    sheet = programme_page(
        past.source, ref, measured=past.measured, settings=settings_facts(settings)
    )
    lines = sheet.lines if sheet else ()
    chosen = MilestoneFilter(request.GET, workstreams=[line.workstream for line in lines])
    shown = [line for line in lines if chosen.matches(line)]
    now = None if past.is_past else sheet
    line = sheet.line(request.GET.get("row", "")) if sheet else None
    urgent, closed = open_and_closed(shown)
    context = {
        "sheet": sheet,
        "programme": row,
        "groups": urgent,
        "closed": closed,
        "shown": shown,
        "filtered": bool(chosen.chosen()),
        "may_update": now and now.is_open and user.has_perm("programmes.prepare_return", row),
        "acts": acts_on_page(user, row, now) if now else [],
        "past": past,
        "filter_form": chosen,
        "chips": chosen.chips(lambda name: querystring(request, **{name: None})),
        "quarters": settings.irp_quarters,
        "line": line,
        "saved": line.ref if line else "",
    }
    in_place = request.headers.get("HX-Request") and line
    template = "programme_row" if in_place else "programme"
    return page(request, f"programmes/{template}.html", context)
