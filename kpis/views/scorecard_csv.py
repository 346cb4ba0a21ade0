"""The scorecard as a file."""

from operator import attrgetter

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.columns import Column, Kind
from irp.pages import SignedIn, csv_file
from irp.past import past_of
from irp.permissions import require
from kpis.presenters import ScorecardRow, scorecard_sheet
from kpis.words import KpiStatus, Shown

COLUMNS: tuple[Column[ScorecardRow], ...] = (
    Column("aim", "Aim", attrgetter("aim")),
    Column("outcome", "Outcome", lambda row: row.outcome or "The whole aim"),
    *(
        Column(name, label, attrgetter(f"line.{name}"), Kind.NUMBER)
        for name, label in (
            ("every", "Indicators"),
            ("unread", Shown.UNREAD.label),
            ("late", Shown.LATE.label),
            ("missing", Shown.MISSING.label),
            ("no_target", "No target"),
            ("on_target", KpiStatus.ON_TARGET.label),
            ("within_tolerance", KpiStatus.WITHIN_TOLERANCE.label),
            ("off_target", KpiStatus.OFF_TARGET.label),
            ("not_judged", KpiStatus.NOT_JUDGED.label),
            ("better", "Better than the baseline"),
            ("worse", Shown.WORSE.label),
        )
    ),
)


@require_safe
def scorecard_csv(request: SignedIn) -> HttpResponse:
    """Hand over the scorecard as a CSV file."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    sheet = scorecard_sheet(past.source, measured=past.measured)
    return csv_file(request, f"scorecard{past.in_name}", COLUMNS, sheet.rows)
