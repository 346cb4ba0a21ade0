"""The open milestones as the file in which a new edition says what becomes of each (Rule 18b)."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.context import settings_of
from irp.pages import SignedIn, csv_file
from irp.permissions import require
from irp.rules.calendar import london_day
from programmes.columns.structure import OPEN_ROW
from programmes.readings.editions import before_edition


@dataclass(frozen=True, kw_only=True)
class RowToFill:
    """A line of the file; what a person fills in is blank."""

    ref: str
    programme: str
    title: str
    now: str
    fate: str = ""
    new: str = ""
    heirs: str = ""
    reason: str = ""


@require_safe
def editions_open_csv(request: SignedIn) -> HttpResponse:
    """Hand over every open milestone with its date now, to be filled in."""
    at = timezone.now()
    require(request.user, "programmes.renew_plan", at=at)
    before = before_edition(settings_of(request), on=london_day(at))
    rows = [
        RowToFill(
            ref=ref,
            programme=before.programmes[ref],
            title=before.stands[ref].title,
            now=before.stands[ref].now.raw,
        )
        for ref in before.open_rows
    ]
    return csv_file(request, "open-milestones", OPEN_ROW, rows)
