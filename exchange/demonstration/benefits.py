"""The demonstration's benefits: made up, read every month, some of them counted as savings.

The plan names no benefit with a measure. One is late, one is reached, one disbenefit is watched.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from exchange.demonstration.council import Council
from exchange.demonstration.months import EVENTFUL, index
from irp.models import User
from programmes.actions.benefits import add_benefit, read_benefit
from programmes.models import Benefit, Programme, Saving
from programmes.readings.benefits import newest_reading
from programmes.words.benefits import BenefitKind, Better

REVIEW = date(2029, 3, 30)


@dataclass(frozen=True)
class MadeUp:
    """A benefit that is made up; `step` is what a month brings from the baseline on."""

    programme: str
    title: str
    measure: str
    unit: str
    better: Better
    baseline: str
    target: str
    target_on: date
    step: str
    kind: BenefitKind = BenefitKind.BENEFIT
    note: str = ""


MADE_UP = (
    MadeUp("HOU", "Empty homes are let again sooner", "Days from keys handed in to keys given out",
           "days", Better.LOWER, "58", "35", date(2027, 3, 31), "-2.5"),
    MadeUp("HOU", "Tenants wait longer while kitchens are done ward by ward",
           "Complaints about planned works in a month", "", Better.LOWER, "40", "60",
           date(2027, 3, 31), "4", BenefitKind.DISBENEFIT,
           "Expected, and kept under 60 a month by telling tenants the week."),
    MadeUp("ORA", "Suppliers are paid on time", "Undisputed invoices paid within 30 days", "%",
           Better.HIGHER, "71", "95", date(2026, 9, 30), "2.5",
           note="The target day passed before the second rehearsal."),
    MadeUp("CUS", "Calls are answered sooner", "Average seconds to answer a call", "seconds",
           Better.LOWER, "310", "240", date(2027, 3, 31), "-26"),
    MadeUp("CHI", "More children live with foster carers of the council",
           "Children placed with the council’s own carers", "%", Better.HIGHER, "46", "60",
           date(2028, 3, 31), "0.8"),
    MadeUp("PPR", "Managers trust the figures they report",
           "Returns sent back for a wrong figure in a month", "", Better.LOWER, "6", "1",
           date(2026, 12, 31), "-1"),
)  # fmt: skip
CASHABLE = ("HOU", "Less is spent on hotels for homeless families", "Fewer nights in hotels")


def live_benefits(council: Council, month: date, *, at: datetime) -> None:
    """Add the benefits in the first eventful month; in each record what was read of them."""
    head = council.cast.head
    if month >= EVENTFUL and not Benefit.objects.exists():
        _begin(head, at=at)
    rows = {row.title: row for row in Benefit.objects.all()}
    for benefit in MADE_UP:
        row = rows.get(benefit.title)
        if row is None:
            continue
        done = index(month) - index(EVENTFUL)
        value = max(Decimal(0), Decimal(benefit.baseline) + Decimal(benefit.step) * done)
        newest = newest_reading(row, at=at)
        version = newest.pk if newest else 0
        read_benefit(row, value=value, note="", version=version, by=head, at=at)


def _begin(head: User, *, at: datetime) -> None:
    known = {
        row.ref: row
        for row in Programme.objects.filter(closed_on=None).select_related("sao", "rdl")
    }
    for benefit in MADE_UP:
        programme = known.get(benefit.programme)
        if programme is not None:
            values: dict[str, Any] = {
                "title": benefit.title,
                "kind": benefit.kind.value,
                "owner": programme.sao,
                "measure": benefit.measure,
                "unit": benefit.unit,
                "better": benefit.better.value,
                "baseline": Decimal(benefit.baseline),
                "target": Decimal(benefit.target),
                "target_on": benefit.target_on,
                "review_on": REVIEW,
                "note": benefit.note,
            }
            add_benefit(programme, values, by=head, at=at)
    ref, title, counted_as = CASHABLE
    saving = Saving.objects.filter(title=counted_as).first()
    if saving is not None and ref in known:
        common = {"title": title, "kind": BenefitKind.BENEFIT.value, "better": Better.LOWER.value}
        cashable = common | {"saving": saving, "owner": known[ref].sao, "review_on": REVIEW}
        add_benefit(known[ref], cashable, by=head, at=at)
