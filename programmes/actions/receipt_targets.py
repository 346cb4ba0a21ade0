"""What receipts are to come to in all by a day: versions of a target (Rule 25)."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from irp.actions import Faulty, hold_the_month
from irp.history import enact
from irp.models import PlanSettings, User
from irp.permissions import require
from irp.readings import Now
from irp.rules.calendar import london_day
from programmes.actions.seen_target import hold_to_seen
from programmes.figures.receipts import plan_steps
from programmes.models import ReceiptThreshold
from programmes.readings.money import receipts
from programmes.readings.receipts import thresholds
from programmes.rules.receipts import in_force, threshold_faults


def set_receipt_target(
    *,
    due_on: date,
    total: Decimal | None,
    ends: bool = False,
    decided_by: str,
    reason: str,
    seen: int,
    by: User,
    at: datetime,
) -> ReceiptThreshold:
    """Record the next version of a target of receipts; where it `ends`, that it is none any more.

    `seen` is the key of the newest version of any day that the person had before them, 0 for none.
    Raises `Faulty` by field, `Conflict` with a version that was recorded meanwhile.
    """
    require(by, "programmes.set_receipt_target", at=at)
    with transaction.atomic():
        PlanSettings.objects.select_for_update().first()
        hold_the_month(at=at)
        hold_to_seen(ReceiptThreshold.objects.order_by("pk").last(), seen)
        source, day = Now(at), london_day(at)
        versions = thresholds(source)
        standing = in_force(plan_steps(receipts(source)), versions, on=day)
        last = next((target.total for target in standing if target.due_on == due_on), None)
        faults = threshold_faults(due_on=due_on, total=total, ends=ends, last=last, on=day)
        if total is None and not ends:
            faults.setdefault("total", "Enter the total that receipts are to reach by then")
        if not decided_by.strip():
            faults["decided_by"] = "Enter who decided it"
        if not reason.strip():
            faults["reason"] = "Enter the reason"
        if faults:
            raise Faulty(faults)
        return enact(
            ReceiptThreshold,
            by=by,
            at=at,
            due_on=due_on,
            number=sum(version.due_on == due_on for version in versions) + 1,
            total=last if ends else total,
            ends=ends,
            decided_by=decided_by.strip(),
            reason=reason.strip(),
        )
