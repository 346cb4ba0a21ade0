"""A reporting period is opened, and with it every programme's return (Rules 14 and 15)."""

from datetime import date, datetime

from django.db import transaction

from irp.actions import open_period
from irp.models import ReportingPeriod, User
from programmes.actions.change_effects import apply_held_changes
from programmes.actions.returns import open_returns


def open_cycle(
    month: date, *, tib_on: date, irb_on: date, by: User, at: datetime
) -> ReportingPeriod:
    """Open a month's reporting period and give every programme its return, not started.

    What was paused, resumed or descoped since the last freeze is said in its reports.
    """
    with transaction.atomic():
        period = open_period(month, tib_on=tib_on, irb_on=irb_on, by=by, at=at)
        # Read once the table is held alone: a freeze may have ended while it was waited for.
        last = ReportingPeriod.objects.exclude(pk=period.pk).order_by("-month").first()
        open_returns(period, by=by, at=at)
        apply_held_changes(last, period, by=by, at=at)
    return period
