"""The reporting cycle: every period, and the board of one: who holds each return since when."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from dashboards.presenters.due import Due, due
from irp.models import PeriodStep, Post, PostHolding, ReportingPeriod
from irp.rules.calendar import london_day
from packs.models import Pack
from programmes.models import Return
from programmes.rules.returns import deadline
from programmes.words import RDL_NOT_NAMED, ReturnState

RECEIVED = Q(returns__state__in=("signed", "assured"))


def periods() -> QuerySet[ReportingPeriod]:
    """Return the periods, newest first, with their steps and how many returns were received."""
    return (
        ReportingPeriod.objects.annotate(
            n_returns=Count("returns"), n_received=Count("returns", filter=RECEIVED)
        )
        .prefetch_related(Prefetch("steps", queryset=PeriodStep.objects.order_by("at", "pk")))
        .order_by("-month")
    )


def is_one_open() -> bool:
    """Tell whether a period is open, so that no other may be opened."""
    return ReportingPeriod.objects.open().exists()


@dataclass(frozen=True)
class Deadline:
    """A published deadline, as `components/deadline.html` prints it (Rule 14)."""

    name: str
    due: Due
    done: bool

    @property
    def state(self) -> str:
        """Return "done", "missed", "soon" or "ahead"."""
        if self.done:
            return "done"
        return "missed" if self.due.is_past else "soon" if self.due.is_soon else "ahead"

    @property
    def words(self) -> str:
        """Return whether the step is taken, or how far off its day is."""
        return "done" if self.done else self.due.words


def deadlines(
    period: ReportingPeriod, states: Sequence[ReturnState], *, issued: bool, on: date
) -> list[Deadline]:
    """Return the deadlines in order; a step is done when every return has passed it.

    `issued` tells whether a final pack of the period is ready.
    """
    frozen = period.is_frozen
    opened_on = period.opened_at and london_day(period.opened_at)
    left_rdl = {ReturnState.SUBMITTED, ReturnState.SIGNED, ReturnState.ASSURED}

    def passed(by: set[ReturnState]) -> bool:
        return frozen or (bool(states) and set(states) <= by)

    steps = [
        ("Opened", opened_on or period.opens_on, opened_on is not None),
        ("Returns due", period.return_due_on, passed(left_rdl)),
        ("SAO sign-off", period.sign_off_on, passed(left_rdl - {ReturnState.SUBMITTED})),
        ("CPMO challenge", period.challenge_on, passed({ReturnState.ASSURED})),
        ("Freeze", period.freeze_on, frozen),
        ("Packs issued", period.issue_on, issued),
    ]
    return [Deadline(name, due(by, on=on), done) for name, by, done in steps]


@dataclass(frozen=True)
class BoardRow:
    """One return on the board: who holds it, in what post, since when, and whether it is late."""

    ref: str
    programme: str
    state: ReturnState
    holder: str
    post: str
    people: tuple[str, ...]
    since: datetime | None
    days_held: int | None
    days_late: int


def board_rows(period: ReportingPeriod, *, at: datetime) -> list[BoardRow]:
    """Return every return of a period, in the plan's order, in two queries."""
    on = london_day(at)
    returns = list(
        Return.objects.filter(period=period)
        .select_related("programme__sao", "programme__rdl")
        .order_by("programme__number")
    )
    people = _holders(on=on)
    return [_board_row(one, period, people, on=on) for one in returns]


def _holders(*, on: date) -> dict[str, list[str]]:
    """Return who holds each post today, by its title; everyone of the CPMO under "CPMO"."""
    kinds = (Post.Kind.SAO, Post.Kind.RDL, Post.Kind.CPMO)
    held = PostHolding.objects.held(on=on).filter(post__kind__in=kinds, user__is_active=True)
    found: dict[str, list[str]] = defaultdict(list)
    for title, kind, name in held.order_by("user__name").values_list(
        "post__title", "post__kind", "user__name"
    ):
        found[title].append(name)
        if kind == Post.Kind.CPMO:
            found["CPMO"].append(name)
    return found


def _board_row(
    ret: Return, period: ReportingPeriod, people: dict[str, list[str]], *, on: date
) -> BoardRow:
    state = ReturnState(ret.state)
    holder = "" if period.is_frozen else state.holder
    posts = {"RDL": ret.programme.rdl, "SAO": ret.programme.sao}
    post = posts.get(holder)
    title = post.title if post else RDL_NOT_NAMED if holder == "RDL" else holder
    parts = [post.title, *post.part_titles] if post else [holder]
    by = deadline(holder, period)
    since = london_day(ret.state_since) if ret.state_since else None
    return BoardRow(
        ref=ret.programme.ref,
        programme=ret.programme.name,
        state=state,
        holder=holder,
        post=title,
        people=tuple(dict.fromkeys(name for part in parts for name in people.get(part, ()))),
        since=ret.state_since,
        days_held=(on - since).days if since else None,
        days_late=max(0, (on - by).days) if by else 0,
    )


@dataclass(frozen=True)
class HolderCount:
    """How many returns lie with whom."""

    label: str
    count: int
    warning: bool


def holder_counts(rows: Sequence[BoardRow]) -> list[HolderCount]:
    """Return the counts by holder, and of what is late, not reported and done."""
    missing = [row for row in rows if row.state is ReturnState.NOT_REPORTED]
    counts = [
        HolderCount("Not reported", len(missing), bool(missing)),
        HolderCount("Past their deadline", sum(row.days_late > 0 for row in rows), True),
        *(
            HolderCount(f"With the {holder}", sum(row.holder == holder for row in rows), False)
            for holder in ("RDL", "SAO", "CPMO")
        ),
        HolderCount("Assured", sum(row.state is ReturnState.ASSURED for row in rows), False),
    ]
    return [
        HolderCount(count.label, count.count, count.warning and count.count > 0) for count in counts
    ]


def packs_of(period: ReportingPeriod) -> list[Pack]:
    """Return every pack of a period: who may see which is for the page to ask (ADR 0006)."""
    packs = Pack.objects.filter(snapshot__period=period)
    return list(packs.with_period().with_superseded())


def is_issued(packs: Iterable[Pack]) -> bool:
    """Tell whether each board's pack is final and ready."""
    issued = {pack.forum for pack in packs if pack.standing == "final" and pack.state == "ready"}
    return issued == set(Pack.Forum.values)
