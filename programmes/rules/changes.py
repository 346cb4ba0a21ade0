"""Change control: what a request may ask for, how large it is, who decides it (Rules 10, 18, 18a).

Days run from the original date to the proposed one, all moves together; the worst row decides.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from irp.rules.plan_dates import UNDATED, PlanDate, slip_days
from programmes.facts.changes import ChangeRowFacts, ChangeStepFacts
from programmes.rules.takers import taker_causes
from programmes.words import Cause, ChangeAct, ChangeForum, ChangeKind, ChangeState, Delivery, Tier
from programmes.words.changes import PATHS, WAITS_FOR

LONG = 2  # frozen months without a decision


@dataclass(frozen=True, kw_only=True)
class Tolerance:
    """How many days from the original date each forum may agree to."""

    sao: int = 30
    tib: int = 90


@dataclass(frozen=True, kw_only=True)
class Stands:
    """A milestone as it is when a request is made.

    `original` is the first date that it was given: B0, or what a row to be confirmed was first
    dated; without days where it has none yet.
    """

    ref: str
    title: str
    kind: str
    in_force: bool
    original: PlanDate
    now: PlanDate
    start: PlanDate = UNDATED
    delivery: Delivery | None = None
    asked: tuple[tuple[str, ChangeKind], ...] = ()  # the open requests that name it

    @property
    def asked_in(self) -> str:
        """Return the references of the open requests that name it; "" for none."""
        return " and ".join(dict.fromkeys(ref for ref, _ in self.asked))


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """What one row of a request proposes; what its kind does not ask for is empty.

    Rows of one `part` are of one kind and asked for together. A move of a date leaves the end or
    the start where it is when that is empty; words that cannot be read are a date without days.
    """

    number: int
    kind: ChangeKind
    new: PlanDate
    part: int = 1
    start: PlanDate = UNDATED
    title: str = ""
    run_by: str = ""
    gate_overtaken: bool = False
    money_changed: bool = False


def days_moved(original: PlanDate, proposed: PlanDate) -> int | None:
    """Return the days from the original date to the proposed one; None where there are none."""
    return slip_days(original, proposed)


HAS_A_DATE = {ChangeKind.DATE, ChangeKind.SPLIT, ChangeKind.MERGE}
OF_KIND = {
    ChangeKind.WORDING: Cause.WORDING,
    ChangeKind.SCOPE: Cause.SCOPE,
    ChangeKind.ADD: Cause.ADD,
    ChangeKind.SPLIT: Cause.SPLIT,
    ChangeKind.MERGE: Cause.MERGE,
    ChangeKind.PAUSE: Cause.PAUSE,
    ChangeKind.RESUME: Cause.RESUME,
    ChangeKind.DESCOPE: Cause.DESCOPE,
    ChangeKind.CLOSE: Cause.CLOSE,
}


def causes_of(
    proposed: Proposed, stands: Stands | None, *, tolerance: Tolerance, on: date
) -> tuple[Cause, ...]:
    """Return why a row is of its tier; `stands` is None for new work.

    A first date for a row to be confirmed is no move: it has no days from an original date.
    """
    kind = proposed.kind
    found = [OF_KIND[kind]] if kind in OF_KIND else []
    if kind is ChangeKind.RESUME and stands and stands.delivery is Delivery.DESCOPED:
        found = [Cause.BROUGHT_BACK]
    if kind in HAS_A_DATE and stands:
        found += _by_date(proposed, stands, tolerance, on=on)
    if proposed.gate_overtaken:
        found.append(Cause.GATE_OVERTAKEN)
    if proposed.money_changed:
        found.append(Cause.MONEY_CHANGED)
    return tuple(found)


def _by_date(proposed: Proposed, stands: Stands, tolerance: Tolerance, *, on: date) -> list[Cause]:
    """Return the causes of dates: the days count of the end, what has passed of what moves."""
    kind = proposed.kind
    days = days_moved(stands.original, proposed.new)
    if days is not None:
        large, medium = days > tolerance.tib, days > tolerance.sao
        found = [Cause.LARGE if large else Cause.MEDIUM if medium else Cause.SMALL]
    elif kind is ChangeKind.DATE:
        found = [Cause.FIRST_DATED if proposed.new.is_dated else Cause.START]
    else:
        return []
    moved = [stands.now] if proposed.new.is_dated else []
    moved += [stands.start] if proposed.start.is_dated else []
    if kind is ChangeKind.DATE and any(old.latest and old.latest < on for old in moved):
        found.append(Cause.OLD_DATE_PASSED)
    return found


def tier_of(causes: Iterable[Cause]) -> Tier:
    """Return whose decision rows need: the worst cause decides."""
    return max((cause.tier for cause in causes), key=lambda tier: tier.rank, default=Tier.OFFICERS)


def why_of(causes: Sequence[Cause]) -> list[Cause]:
    """Return the causes that make the tier, each once: the lesser ones explain nothing."""
    tier = tier_of(causes)
    return list(dict.fromkeys(cause for cause in causes if cause.tier is tier))


def rows_left(rows: Sequence[ChangeRowFacts], steps: Iterable[ChangeStepFacts]) -> list[int]:
    """Return the numbers of the rows that every forum so far has agreed to."""
    agreed = [step.rows for step in steps if step.act is ChangeAct.AGREED]
    return agreed_by_all([row.number for row in rows], agreed)


def agreed_by_all(numbers: Iterable[int], agreed: Collection[Collection[int]]) -> list[int]:
    """Return the numbers of rows that stand in everything that was agreed to."""
    return [number for number in numbers if all(number in some for some in agreed)]


def causes_left(
    rows: Sequence[ChangeRowFacts], steps: Sequence[ChangeStepFacts], *, measured: Measured
) -> list[Cause]:
    """Return the causes of the rows that nobody has refused, and those that takers give (28)."""
    left = rows_left(rows, steps)
    if not left:
        return []
    found = [cause for row in rows if row.number in left for cause in row.causes]
    return [*found, *taker_causes(steps, left, measured=measured)]


def state_after(
    forum: ChangeForum,
    rows: Sequence[ChangeRowFacts],
    steps: Sequence[ChangeStepFacts],
    *,
    on: date,
) -> ChangeState:
    """Return where a request is once a forum has agreed to some of its rows.

    `steps` are those up to this agreement. What needs nobody else is approved.
    """
    path = PATHS[tier_of(causes_left(rows, steps, measured=Measured(on)))]
    later = path[path.index(forum) + 1 :] if forum in path else ()
    if later:
        return WAITS_FOR[later[0]]
    whole = len(rows_left(rows, steps)) == len(rows)
    return ChangeState.APPROVED if whole else ChangeState.IN_PART


@dataclass(frozen=True, kw_only=True)
class TookPart:
    """Who has had a part in a request, by the keys of their accounts."""

    asker: int | None
    agreed: Mapping[int, ChangeForum]


def decision_refusals(*, ref: str, state: ChangeState, people: TookPart, by: int) -> list[str]:
    """Return why a person may not decide a request now; whoever asked never does."""
    if state.forum is None:
        return [f"{ref} is {state.label.lower()}. There is nothing left to decide."]
    if people.asker == by:
        return ["You asked for this change, so somebody else has to decide it."]
    before = people.agreed.get(by)
    if before and not state.forum.is_board:
        return [
            f"You have agreed to this as {before.label}, so somebody else has to agree as "
            f"{state.forum.label}."
        ]
    return []


def has_passed(new: PlanDate, state: ChangeState, *, measured: Measured) -> bool:
    """Tell whether a date that is asked for passed before anybody agreed to it (Rules 9 and 18).

    `state` is the row's; `measured` is the day of the decision, or what the page is measured by
    while there is none. A request may be agreed to all the same: a board has decided, and a date is
    no less late for it.
    """
    return (state.is_open or state.is_approved) and measured.is_over_for(new)


def months_waited(asked_on: date, freezes: Iterable[datetime]) -> int:
    """Return how many months were frozen after the day on which a request was made."""
    return sum(london_day(frozen_at) > asked_on for frozen_at in freezes)


def waits_long(state: ChangeState, months: int) -> bool:
    """Tell whether a request has gone undecided for two months: it never lapses (Rule 18)."""
    return state.is_open and months >= LONG
