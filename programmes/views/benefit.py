"""One benefit: how it stands, everything that was read of it, what was changed (Rule 26)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.past import past_of
from irp.permissions import require
from irp.presenters import Pages, history_entries
from programmes.figures.benefits import benefit_lines, printed
from programmes.models import Benefit
from programmes.readings.benefits import benefit_readings, benefits, benefits_with_posts

COLUMNS = (
    *("title", "kind", "owner", "measure", "unit", "better", "baseline", "target", "target_on"),
    *("review_on", "saving", "note", "programme", "ended_on", "ended_why"),
)
A_PAGE = 24


@require_safe
def benefit(request: SignedIn, ref: str) -> HttpResponse:
    """Show a benefit as it is, or as it was on a past day or when a month was frozen."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    row = get_object_or_404(benefits_with_posts(), ref=ref)
    found = [row for row in benefits(past.source) if row.ref == ref]
    lines = benefit_lines(found, measured=past.measured)
    readings = benefit_readings(past.source, row)
    history = row.history.filter(history_date__lte=past.source.at)
    versions = history.select_related("owner", "saving", "programme").order_by(
        "-history_date", "-history_id"
    )
    is_now = bool(lines) and not past.is_past
    context = {
        "row": row,
        "past": past,
        "line": lines[0] if lines else None,
        "page_of": Pages(readings, A_PAGE).get_page(request.GET.get("page")),
        "printed": printed,
        "timeline": list(history_entries(list(versions), Benefit, COLUMNS)),
        "may_keep": is_now and user.has_perm("programmes.keep_benefit", row),
        "may_read": is_now
        and not (row.saving or row.ended_on)
        and user.has_perm("programmes.read_benefit", row),
    }
    return page(request, "programmes/benefit.html", context)
