"""What preparers and row leads have still to report (Rule 15)."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef

from irp.facts import PeriodFacts
from programmes.models import Milestone, MilestoneReport
from programmes.querysets import MilestoneQuerySet
from programmes.words import CLOSED


def rows_unreported(rows: MilestoneQuerySet, period: PeriodFacts) -> Sequence[Milestone]:
    """Return the rows that are open and have no report of the month, in one statement."""
    this = MilestoneReport.objects.filter(milestone=OuterRef("pk"), period__month=period.month)
    found = rows.exclude(Exists(this)).with_last_delivery(before=period.month)
    return [row for row in found.select_related("programme") if row.last_delivery not in CLOSED]
