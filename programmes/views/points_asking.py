"""What the list of asks and challenges and its file share: which rows an address asks for."""

from datetime import datetime

from irp.pages import SignedIn
from irp.past import Past, past_of
from irp.permissions import require
from programmes.figures.points import PointLine
from programmes.presenters.points import points_shown
from programmes.readings.readers import reader_of


def asked_points(request: SignedIn, *, at: datetime) -> tuple[Past, list[PointLine]]:
    """Return the points that the person may read, now or as at the past date asked for."""
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    reader = reader_of(request.user)
    return past, points_shown(past.source, reader=reader, measured=past.measured)
