"""What an opening position comes to, counted before it is confirmed (Rule 18c)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from irp.rules.measuring import Measured
from programmes.rules.delivery import days_late
from programmes.rules.takeover_plan import OpeningPlan
from programmes.words import Delivery


@dataclass(frozen=True, kw_only=True)
class OpeningCounts:
    """How many milestones have which status, and how many approved dates come with them.

    `late` are open and past their dates on the position's day, `done_late` completed after them.
    """

    by_status: Mapping[Delivery, int]
    late: int
    done_late: int
    dates: int


def opening_counts(
    planned: Sequence[OpeningPlan], kinds: Mapping[str, str], *, on: date
) -> OpeningCounts:
    """Return the counts of what a file takes over; `kinds` are the plan's rows by reference.

    Late is against the date in force then (Rule 9); an approved date makes any row a dated one.
    """
    by_status = Counter(plan.delivery for plan in planned)
    late = Counter(plan.delivery for plan in planned if _days_late(plan, kinds[plan.ref], on))
    return OpeningCounts(
        by_status={delivery: by_status[delivery] for delivery in Delivery},
        late=late.total() - late[Delivery.COMPLETE],
        done_late=late[Delivery.COMPLETE],
        dates=sum(len(plan.dates) for plan in planned),
    )


def _days_late(plan: OpeningPlan, kind: str, on: date) -> int | None:
    return days_late(
        kind="dated" if plan.dates else kind,
        latest=plan.baseline.latest,
        delivery=plan.delivery,
        actual_on=plan.actual_on,
        measured=Measured(on),
    )
