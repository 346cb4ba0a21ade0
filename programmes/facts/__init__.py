"""What the record says of delivery: milestones, returns, ratings, signatures, money targets.

Frozen records without a rule applied (DESIGN 2a). Posts are their titles, people their names as
they were when they acted (Rule 31). Sequences of acts are oldest first, of months newest first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from irp.rules.plan_dates import PlanDate
from programmes.facts.completions import CompletionFacts
from programmes.facts.dimensions import Dimensions
from programmes.facts.occurrences import RecurringFacts
from programmes.facts.owners import LeadFacts
from programmes.facts.takeover import OpeningFacts
from programmes.words import BackBy, Delivery, Rating, ReturnState, Silence, Voice


@dataclass(frozen=True, kw_only=True, slots=True)
class BaselineFacts:
    """The dates a milestone is measured against: B0 as published, later ones by approval."""

    number: int
    start: PlanDate
    end: PlanDate
    reason: str
    at: datetime
    by_name: str = ""  # blank where a snapshot's schema did not keep it
    by_post: str = ""
    change: str = ""  # the request that made it, "" for none
    decided_by: str = ""  # of one taken over from an earlier tracker, as what follows (Rule 18c)
    decided_on: date | None = None
    minute: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportFacts:
    """What one month's return says of one milestone."""

    month: date
    delivery: Delivery
    forecast: PlanDate
    actual_on: date | None
    narrative: str
    reason: str
    no_change: bool
    by_name: str
    at: datetime
    state: ReturnState  # of the return it belongs to, as of the reading
    evidence: str = ""  # of a completion, as what follows: older snapshots kept none of it
    no_evidence: str = ""  # why there is none
    to_confirm: bool = False  # by a second person
    handed_to: str = ""  # the service that runs it now, of what went to business as usual


@dataclass(frozen=True, kw_only=True, slots=True)
class MilestoneFacts:
    """An activity of the plan, its baselines from B0 on, and what months have said of it.

    `reports` holds at least the newest that counts and those of the months watched (Rule 7).
    """

    ref: str
    programme: str  # its programme's reference
    number: int
    title: str
    kind: str  # a value of `MilestoneKind`
    workstream: str | None
    note: str
    erratum: str
    own_sao: str | None  # where the plan names another post than the programme's
    own_lead_member: str | None
    retired_on: date | None
    baselines: tuple[BaselineFacts, ...]  # by number
    reports: tuple[ReportFacts, ...]  # newest first
    leads: tuple[LeadFacts, ...] = ()  # who answers for the row first
    completions: tuple[CompletionFacts, ...] = ()  # acts on them, oldest first
    recurring: RecurringFacts | None = None  # None: it does not recur, or a snapshot kept none
    opening: OpeningFacts | None = None  # what an earlier tracker said of it (Rule 18c)


class Position(NamedTuple):
    """A milestone as far as counting goes: one slim row each of a long list.

    A tuple, which is made five times faster than a frozen record: a plan has thousands.
    """

    ref: str
    programme: str
    own_sao: str | None  # where the plan names another post than the programme's
    reported_by: int | None  # the account of who reported what is not confirmed; facts name none
    kind: str  # from here on, what rules count by
    b0_latest: date | None
    baseline_latest: date | None
    moves: int  # of its date; a first date, where it was to be confirmed, is none
    delivery: Delivery | None  # of the newest report that counts
    actual_on: date | None
    forecast_latest: date | None
    month: date | None  # of that report
    delivery_before: Delivery | None  # of the newest report that counts of an earlier month
    forecast_before: date | None  # of that earlier report
    is_unconfirmed: bool  # complete, and no second person has confirmed what asks for it


class PositionsAlike(NamedTuple):
    """Milestones of a programme that nothing but their references tells apart."""

    first: Position  # as the others are, but for its reference
    refs: Sequence[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class StepFacts:
    """A step of a return (Rule 15)."""

    from_state: ReturnState
    to_state: ReturnState
    back_by: BackBy | None
    reason: str
    by_name: str
    by_post: str
    at: datetime
    vacant: str = ""  # at a freeze, the posts that had still to sign and that nobody held


@dataclass(frozen=True, kw_only=True, slots=True)
class RatingFacts:
    """A delivery confidence rating as it was given, whether or not it still counts (Rule 2)."""

    voice: Voice
    rating: Rating
    reason: str
    by_name: str
    by_post: str
    at: datetime
    dimensions: Dimensions | None = None  # judged beside the SAO's; None where nothing was


@dataclass(frozen=True, kw_only=True, slots=True)
class SignatureFacts:
    """A signature as it was given (Rules 15 and 17)."""

    post: str
    sha256: str
    by_name: str
    by_post: str
    at: datetime
    reserve: str = ""  # the reserve signatory's post, where it signed in place of that one


@dataclass(frozen=True, kw_only=True, slots=True)
class ReturnFacts:
    """One programme's return of one month, whole."""

    programme: str
    month: date
    state: ReturnState
    state_since: datetime | None
    progress: str
    next_steps: str
    path_to_green: str
    help_needed: str
    steps: tuple[StepFacts, ...]
    ratings: tuple[RatingFacts, ...]
    signatures: tuple[SignatureFacts, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthFacts:
    """One month of a programme as a strip of ratings needs it: slim, for long rows of months.

    `outside` says why the programme owed the month no return, None where it did (Rule 18d).
    """

    month: date
    is_open: bool
    state: ReturnState
    sao: Rating | None  # only a rating that counts (Rules 2, 6, 15 and 17)
    cpmo: Rating | None
    outside: Silence | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgrammeFacts:
    """A programme of the plan, its milestones, this month's return and the one before.

    `signing_posts` are the posts whose signatures a return needs, the lead's first (Rule 17).
    """

    number: int
    ref: str
    name: str
    aim: int
    outcomes: tuple[str, ...]  # names of the IRP's outcomes it serves
    summary: str
    sao: str
    rdl: str | None
    lead_member: str | None
    signing_posts: tuple[str, ...]
    workstreams: tuple[str, ...]
    milestones: tuple[MilestoneFacts, ...]  # in the plan's order, those in force
    retired: tuple[str, ...]  # references that are kept and no longer reported on (Rule 24)
    ret: ReturnFacts | None
    ret_before: ReturnFacts | None
    months: tuple[MonthFacts, ...]  # newest first, twelve at most
    last_signed: date | None  # month of the newest signed return
    preparers: tuple[str, ...] = ()  # posts that draft the return beside the RDL
    closed_on: date | None = None  # None while it is not closed (Rule 18d)


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgrammeOutline:
    """A programme as far as long lists go: its posts, this month's return, its months; no words."""

    number: int
    ref: str
    name: str
    aim: int
    sao: str
    rdl: str | None
    lead_member: str | None
    all_sign: bool  # every SAO named in its rows signs (Rule 17)
    signing_lead: str | None  # of a joint SAO's parts the one that signs alone
    has_return: bool  # of the newest month; a programme that joined later has none
    state_since: datetime | None  # of that return
    unanswered: bool  # CPMO has not rated since its SAO gave the rating that counts (Rule 2)
    months: tuple[MonthFacts, ...]  # newest first, those shown
    judged: tuple[Dimensions | None, ...]  # beside the SAO's rating of each of them
    last_signed: date | None  # month of the newest signed return
    closed_on: date | None = None  # None while it is not closed (Rule 18d)
