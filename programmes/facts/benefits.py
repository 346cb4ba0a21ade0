"""What the record says of benefits and disbenefits."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from programmes.words.benefits import BenefitKind, Better


@dataclass(frozen=True, kw_only=True, slots=True)
class BenefitReadingFacts:
    """What was read of a benefit for a month."""

    key: int
    month: date
    value: Decimal
    note: str
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class BenefitFacts:
    """A benefit with its newest reading."""

    ref: str
    programme: str
    kind: BenefitKind
    title: str
    owner: str | None
    measure: str
    unit: str
    better: Better
    baseline: Decimal | None
    target: Decimal | None
    target_on: date | None
    review_on: date | None
    saving: str | None
    note: str
    reading: BenefitReadingFacts | None
    ended_on: date | None = None
    ended_why: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class BenefitRecord:
    """A benefit as a frozen month keeps it: with everything that was read, month after month."""

    benefit: BenefitFacts
    readings: tuple[BenefitReadingFacts, ...]  # the newest first
