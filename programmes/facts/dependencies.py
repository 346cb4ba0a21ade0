"""What the record says of dependencies: who gives what to whom, by when, and who agreed (Rule 28).

Frozen records without a rule applied, as in `programmes.facts`. An end names a milestone, or a
programme as a whole; the plan's overarching dependencies have none.
"""

from dataclasses import dataclass
from datetime import date, datetime

from irp.rules.plan_dates import PlanDate
from programmes.words import DependencyState, Side


@dataclass(frozen=True, kw_only=True, slots=True)
class EndFacts:
    """One end of a dependency."""

    milestone: str | None  # its reference; None where the whole programme is meant
    programme: str  # the reference of the programme, the milestone's own where one is named

    @property
    def ref(self) -> str:
        """Return the reference that the network knows it by."""
        return self.milestone or self.programme


@dataclass(frozen=True, kw_only=True, slots=True)
class ConfirmationFacts:
    """An act of confirming: one side agreed to the days as they then were."""

    side: Side
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class DependencyFacts:
    """A dependency, with every confirmation of it, oldest first."""

    ref: str
    title: str
    description: str
    giver: EndFacts | None  # None, as all that follows from it, for an overarching one
    taker: EndFacts | None
    give_by: date | None
    need_by: date | None
    days_set_at: datetime | None  # since when the two days are these
    requirements: tuple[str, ...]  # references of those that need it in the end
    confirmations: tuple[ConfirmationFacts, ...]
    state: DependencyState
    raised_on: date | None
    closed_on: date | None
    outcome: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RequirementDate:
    """One of a requirement's dates, and what it is for, in words."""

    purpose: str
    date: PlanDate


@dataclass(frozen=True, kw_only=True, slots=True)
class RequirementDates:
    """A requirement of the Assurance Plan as far as dependencies lead to it."""

    ref: str
    title: str
    dates: tuple[RequirementDate, ...]  # that name a day, the earliest first


@dataclass(frozen=True, kw_only=True, slots=True)
class EndReportFacts:
    """A milestone as far as dependencies ask: what its newest report that counts says."""

    ref: str
    title: str
    forecast: date | None
    actual_on: date | None
    baseline: date | None  # the last day of the current one
