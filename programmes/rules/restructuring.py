"""Programmes begin, close and hand rows over: which months they owe a return of (Rule 18d)."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from irp.rules.date_spans import printed_day, printed_month
from programmes.words import ReturnState, Silence
from programmes.words.benefits import BenefitFate

BEFORE_SUBMISSION = frozenset({ReturnState.NOT_STARTED, ReturnState.DRAFT})


def outside_month(
    month: date, *, has_return: bool, first: date | None, is_closed: bool
) -> Silence | None:
    """Return why a programme owed a month no return, None where it did.

    `first` is the month of its first return, None before it has any: it begins with the next month
    that is opened, and earlier months are blank.
    """
    if has_return:
        return None
    if first is None or month < first:
        return Silence.NOT_BEGUN
    return Silence.CLOSED if is_closed else None


@dataclass(frozen=True, kw_only=True)
class CitedDecision:
    """Who decided it, when, where it is minuted, and why."""

    decided_by: str
    decided_on: date
    minute: str
    reason: str


def cited_faults(decision: CitedDecision, *, on: date) -> dict[str, str]:
    """Return what is wrong with the citing of a decision, by field."""
    faults = {}
    if decision.decided_on > on:
        faults["decided_on"] = "Enter a day that is not in the future"
    for name, asks in (("decided_by", "who decided it"), ("minute", "the minute"),
                       ("reason", "the reason")):  # fmt: skip
        if not getattr(decision, name).strip():
            faults[name] = f"Enter {asks}"
    return faults


REF = re.compile("[A-Z]{3,4}")
NOT_FREE = frozenset({"KPI"})


def begin_faults(
    *, ref: str, name: str, refs: Collection[str], names: Collection[str]
) -> dict[str, str]:
    """Return what is wrong with a new programme, by field; none is called as another was (24)."""
    faults = {}
    if not REF.fullmatch(ref):
        faults["ref"] = "Enter 3 or 4 capital letters, such as LEI"
    elif ref in refs or ref in NOT_FREE:
        faults["ref"] = f"Enter other letters. {ref} is taken"
    if not name.strip():
        faults["name"] = "Enter the name"
    elif name.strip().casefold() in {taken.casefold() for taken in names}:
        faults["name"] = "Enter another name. There is a programme of this name"
    return faults


@dataclass(frozen=True, kw_only=True)
class Closing:
    """A programme as far as it may be closed: what is still open in it, by reference.

    `final` is its newest return's month and state, None before it owed any.
    """

    name: str
    closed_on: date | None
    open_rows: tuple[str, ...]
    requests: tuple[str, ...]
    points: tuple[str, ...]
    dependencies: tuple[str, ...]
    entries: tuple[str, ...]  # of the register, each to be given another home
    benefits: tuple[str, ...]  # that have not ended: each moves, stays with its owner, or ends
    final: tuple[date, ReturnState] | None


@dataclass(frozen=True, kw_only=True)
class Hindrance:
    """What keeps a programme open: what to do, and of which rows, by `kind` and reference.

    `month` is that of the return that is not signed. Of a programme closed already neither is.
    """

    words: str
    kind: str = ""  # "milestone", "change", "point" or "dependency"
    refs: tuple[str, ...] = ()
    month: date | None = None

    @property
    def sentence(self) -> str:
        """Return it in one sentence."""
        return f"{self.words}: {', '.join(self.refs)}." if self.refs else self.words


def closing_hindrances(closing: Closing) -> list[Hindrance]:
    """Return why a programme cannot be closed now, each with what to do (Rule 18d)."""
    if closing.closed_on:
        return [Hindrance(words=f"{closing.name} was closed on {printed_day(closing.closed_on)}.")]
    found = [
        Hindrance(words=words, kind=kind, refs=refs)
        for kind, refs, words in (
            ("milestone", closing.open_rows, "Complete, descope or move these milestones first"),
            ("change", closing.requests, "Decide or withdraw these change requests first"),
            ("point", closing.points, "Settle these asks and challenges first"),
            (
                "dependency",
                closing.dependencies,
                "End these dependencies first, or give them another end",
            ),
        )
        if refs
    ]
    if closing.final and not closing.final[1].is_received:
        month = closing.final[0]
        words = (
            f"Its return of {printed_month(month)} is not signed. It closes once its final one is."
        )
        found.append(Hindrance(words=words, month=month))
    return found


def closing_refusals(closing: Closing) -> list[str]:
    """Return why a programme cannot be closed now, in sentences."""
    return [hindrance.sentence for hindrance in closing_hindrances(closing)]


def home_faults(entries: Collection[str], homes: Collection[str]) -> dict[str, str]:
    """Return a fault for each open entry of the register that is given no other home."""
    return {ref: "Choose where it goes" for ref in entries if ref not in homes}


def fate_faults(
    fate: BenefitFate | None, *, has_home: bool = False, has_owner: bool = False, why: str = ""
) -> dict[str, str]:
    """Return what is wrong with what becomes of an open benefit, by field (Rule 18d).

    It moves to an open programme (`has_home`), stays with an owner who goes on reading it, or ends
    with the reason; until one of these is said its programme is not closed.
    """
    if fate is None or (fate is BenefitFate.MOVES and not has_home):
        return {"fate": "Choose a programme, its owner, or that it ends"}
    if fate is BenefitFate.STAYS and not has_owner:
        return {"owner": "Choose who owns it from now on, in the service"}
    if fate is BenefitFate.ENDS and not why.strip():
        return {"why": "Enter why it ends"}
    if fate is not BenefitFate.ENDS and why.strip():
        return {"why": "Leave this empty, or choose that it ends"}
    return {}


@dataclass(frozen=True, kw_only=True)
class MovingRow:
    """A milestone that is to move, as far as that is judged."""

    ref: str
    in_force: bool
    asked_in: str  # the references of the open requests that name it


@dataclass(frozen=True, kw_only=True)
class MovingReturn:
    """A programme's return of the month that is open; `state` is None where it owes none."""

    name: str
    state: ReturnState | None


def moving_refusals(
    rows: Sequence[MovingRow],
    *,
    origin: MovingReturn,
    target: MovingReturn,
    target_closed: bool,
    month: date | None,
) -> list[str]:
    """Return why rows cannot move to another programme now (Rule 18d). `month` is the open one.

    A return that was submitted says which rows it speaks of: it waits for the freeze (Rule 15).
    """
    refusals = [] if rows else ["Choose at least one milestone."]
    if target_closed:
        refusals.append(f"{target.name} is closed. Choose another programme.")
    refusals += [f"{row.ref} has been retired. Leave it out." for row in rows if not row.in_force]
    refusals += [
        f"{row.ref} is in {row.asked_in}, not decided yet. Decide or withdraw {row.asked_in} first."
        for row in rows
        if row.asked_in
    ]
    if month is None:
        return refusals
    for ret in (origin, target):
        if ret.state and ret.state not in BEFORE_SUBMISSION:
            refusals.append(
                f"The return of {ret.name} for {printed_month(month)} is {ret.state.label.lower()}."
                " Move the milestones once the month is frozen, or have the return sent back."
            )
    if target.state is None and not target_closed:
        refusals.append(
            f"{target.name} owes no return for {printed_month(month)}. Move the milestones once "
            "the month is frozen."
        )
    return refusals
