"""What the record says of an opening position (Rule 18c).

Frozen records without a rule applied, as in `programmes.facts`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from irp.rules.plan_dates import PlanDate
from programmes.words import Delivery


@dataclass(frozen=True, kw_only=True, slots=True)
class OpeningFacts:
    """What an earlier tracker said of a milestone as at a day; who took it over, and when."""

    delivery: Delivery
    forecast: PlanDate
    actual_on: date | None
    said: str
    tracker: str
    position_on: date
    by_name: str
    by_post: str
    at: datetime
