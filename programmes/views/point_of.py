"""The ask or challenge that an address names, as far as the person may read it (Rule 15)."""

from datetime import datetime

from django.http import Http404
from django.shortcuts import get_object_or_404

from irp.pages import SignedIn
from irp.permissions import require
from programmes.facts.points import PointFacts
from programmes.models import Point
from programmes.readings.points import points_of
from programmes.readings.readers import reader_in
from programmes.rules.points import point_seen

TO_READ = Point.objects.select_related("programme__sao", "programme__rdl", "ret", "period")


def point_of(request: SignedIn, ref: str, *, at: datetime) -> tuple[Point, PointFacts]:
    """Return the row of a reference and its facts; 404 where the person may not read its return."""
    require(request.user, "irp.read_plan", at=at)
    row = get_object_or_404(TO_READ, ref=ref)
    facts = next(point for point in points_of(row.programme, until=at) if point.ref == ref)
    if not point_seen(facts, reader_in(request.user, row.programme)):
        raise Http404(ref)
    return row, facts
