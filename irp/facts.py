"""What the record says of the plan's frame: settings, periods, aims, outcomes, contradictions.

Facts are frozen records of what was said, never of what follows from it (DESIGN 2a). Pages read
them from rows or from history, packs from a snapshot; `None` and "" mean that nothing was said.
"""

from dataclasses import dataclass
from datetime import date, datetime

from irp.rules.date_spans import printed_day, printed_month
from irp.rules.plan_dates import QuarterConvention
from irp.words import Capacity, PeriodState


@dataclass(frozen=True, kw_only=True, slots=True)
class SettingsFacts:
    """The plan's settings, as far as figures depend on them (Rules 7, 11 and 12)."""

    council: str
    demonstration: bool
    irp_quarters: QuarterConvention
    cap_quarters: QuarterConvention
    intervention_ends_on: date
    moves_watched: int
    periods_watched: int
    narrative_alike_percent: int
    forecast_tolerance_days: int = 0  # 0: not kept by the snapshot, as the next one
    stale_months: int = 0
    cap_confirmed_on: date | None = None  # by commissioners, None until they did (Rule 11)
    cap_confirmed_by: str = ""

    @property
    def cap_note(self) -> str:
        """Return how the Assurance Plan's quarters are read, and who confirmed it (Rule 11)."""
        kind = self.cap_quarters.words
        if self.cap_confirmed_on is None:
            return f"read as {kind} quarters, not confirmed"
        day = printed_day(self.cap_confirmed_on)
        return f"read as {kind} quarters, confirmed by {self.cap_confirmed_by} on {day}"


@dataclass(frozen=True, kw_only=True, slots=True)
class PeriodFacts:
    """An observation month with its published deadlines (Rules 14 and 16)."""

    month: date  # its first day
    opens_on: date
    return_due_on: date
    sign_off_on: date
    challenge_on: date
    freeze_on: date
    issue_on: date
    tib_on: date
    irb_on: date
    opened_at: datetime | None
    frozen_at: datetime | None

    def __str__(self) -> str:
        return printed_month(self.month)

    @property
    def slug(self) -> str:
        """Return the month as addresses write it: "2026-10"."""
        return f"{self.month:%Y-%m}"

    @property
    def state(self) -> PeriodState:
        """Return how far it has come."""
        return PeriodState.of(self.opened_at, self.frozen_at)

    @property
    def is_open(self) -> bool:
        """Tell whether reports may be written to it."""
        return self.opened_at is not None and self.frozen_at is None

    @property
    def is_frozen(self) -> bool:
        """Tell whether its record is final."""
        return self.frozen_at is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class AimFacts:
    """One of the plan's aims."""

    number: int
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OutcomeFacts:
    """What tells that an aim is achieved; programmes and KPIs meet here."""

    aim: int
    number: int  # within its aim
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidFacts:
    """One of the places that contradict each other, and its words."""

    where: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ErratumFacts:
    """A difference between or within the source documents, kept as it is."""

    subject: str
    says: tuple[SaidFacts, ...]
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CommissionerFacts:
    """A commissioner whose post takes effect, and who confirmed it (Rule 24b)."""

    person: str
    post: str
    starts_on: date
    ends_on: date | None
    confirmed_on: date | None  # None for who served before posts were confirmed here
    confirmed_by: str
    letter: str  # reference of the appointment letter, of the first alone


@dataclass(frozen=True, kw_only=True, slots=True)
class HolderFacts:
    """Who holds a post from when to when, in what capacity, or by whose delegation (Rule 17)."""

    person: str
    capacity: Capacity
    delegated_by: str | None
    starts_on: date
    ends_on: date | None

    @property
    def words(self) -> str:
        """Return the person and how they hold the post: "A Person (acting until 31 Jan 2027)"."""
        until = f" until {printed_day(self.ends_on)}" if self.ends_on else ""
        if self.delegated_by:
            return f"{self.person} (delegated by {self.delegated_by}{until})"
        if self.capacity is Capacity.PERMANENT:
            return f"{self.person} ({until.strip()})" if until else self.person
        return f"{self.person} ({self.capacity.value}{until})"
