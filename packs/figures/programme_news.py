"""What changed of each programme since the last pack, bad news first. Pure.

Where the last pack's snapshot was of a schema that is carried as key facts alone, rows that became
late, are new or are gone are not told: nothing was kept of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from irp.rules.measuring import Measured
from packs.facts import PlanFacts
from packs.figures.changes import PackChanges
from packs.figures.delivery_changed import (
    BaselineMove,
    DeliveryMove,
    ForecastMove,
    RatingMove,
    ReturnMove,
)
from packs.figures.key_facts import reporting
from programmes.facts import ProgrammeFacts
from programmes.figures.milestones import MilestoneLine, milestone_line, worst_first
from programmes.words import Rating

WORST = list(Rating)  # the later, the worse


@dataclass(frozen=True, kw_only=True)
class RowMoved:
    """A row that another programme had in the last pack, or has now; it keeps its reference."""

    ref: str
    programme: str  # the other one's reference


@dataclass(frozen=True, kw_only=True)
class ProgrammeNews:
    """Everything that changed of one programme, by both raters and by its milestones."""

    ref: str
    name: str
    is_new: bool  # it is in this pack for the first time
    returned: ReturnMove | None
    ratings: tuple[RatingMove, ...]
    late: tuple[MilestoneLine, ...]  # late now, and not in the last pack
    forecasts: tuple[ForecastMove, ...]
    deliveries: tuple[DeliveryMove, ...]
    baselines: tuple[BaselineMove, ...]
    added: tuple[str, ...]  # references of rows that the last pack had not
    gone: tuple[str, ...]  # of rows in force then and no longer
    came: tuple[RowMoved, ...]  # that another programme had in the last pack (18d)
    went: tuple[RowMoved, ...]  # that another programme has now

    def rated(self, voice: str) -> RatingMove | None:
        """Return how one rater's rating moved, None where it did not."""
        return next((move for move in self.ratings if move.now.voice == voice), None)

    @property
    def later(self) -> list[ForecastMove]:
        """Return the forecasts that moved later, the furthest first."""
        return [move for move in self.forecasts if (move.days or 0) > 0]

    @property
    def is_unchanged(self) -> bool:
        """Tell whether nothing of it changed."""
        return not (self.ratings or self.has_more)

    @property
    def has_more(self) -> bool:
        """Tell whether something changed besides its ratings."""
        reports = (self.late, self.forecasts, self.deliveries, self.baselines)
        rows = (self.added, self.gone, self.came, self.went)
        return bool(self.is_new or self.returned or any(reports) or any(rows))

    @property
    def is_rated_without_reason(self) -> bool:
        """Tell whether its ratings alone changed, and nobody gave a reason."""
        return not (self.has_more or any(move.now.reason for move in self.ratings))

    @property
    def badness(self) -> tuple[int, int, int, int, int]:
        """Return its place among the others: no return, worse ratings, rows late, slips (6)."""
        missing = self.returned is not None and not self.returned.is_received
        moved = sum(_worse(move) for move in self.ratings)
        slipped = sum(move.days or 0 for move in self.later)
        return (-int(missing), -max(moved, 0), -len(self.late), -slipped, moved)


@dataclass(frozen=True, kw_only=True)
class ProgrammeLeft:
    """A programme that reported in the last pack and owes no return any more (Rule 18d)."""

    name: str
    closed_on: date | None  # None: it is in the plan no longer


def programmes_left(plan: PlanFacts, last: PlanFacts) -> tuple[ProgrammeLeft, ...]:
    """Return the programmes that left between two months, in the plan's order."""
    here = {row.ref: row.closed_on for row in plan.programmes}
    owed = {row.ref for row in reporting(plan)}
    return tuple(
        ProgrammeLeft(name=row.name, closed_on=here.get(row.ref))
        for row in reporting(last)
        if row.ref not in owed
    )


def _worse(move: RatingMove) -> int:
    """Return by how many steps a rating is worse, below nought better; no rating compares not."""
    if move.was.rating is None or move.now.rating is None:
        return 0
    return WORST.index(move.now.rating) - WORST.index(move.was.rating)


def programme_news(
    plan: PlanFacts, changes: PackChanges, last: PlanFacts | None
) -> tuple[ProgrammeNews, ...]:
    """Return what changed of each programme that reports, the worst news first."""
    was = {row.ref: row for row in last.programmes} if last else {}
    found = [_news(row, plan, changes, was.get(row.ref), last) for row in reporting(plan)]
    return tuple(sorted(found, key=lambda news: (news.is_unchanged, news.badness, news.name)))


def _news(
    row: ProgrammeFacts,
    plan: PlanFacts,
    changes: PackChanges,
    was: ProgrammeFacts | None,
    last: PlanFacts | None,
) -> ProgrammeNews:
    refs, before = {milestone.ref for milestone in row.milestones}, _refs(was)
    new = refs - before if was else set()
    came, went = (_home_of(rows, month) for rows, month in ((new, last), (before - refs, plan)))
    returned = [move for move in changes.returns if move.ref == row.ref]
    return ProgrammeNews(
        ref=row.ref,
        name=row.name,
        is_new=last is not None and was is None,
        returned=returned[0] if returned else None,
        ratings=tuple(move for move in changes.ratings if move.ref == row.ref),
        late=_newly_late(row, plan, was, last),
        forecasts=tuple(move for move in changes.forecasts if move.ref in refs),
        deliveries=tuple(move for move in changes.deliveries if move.ref in refs),
        baselines=tuple(move for move in changes.baselines if move.ref in refs),
        added=tuple(sorted(new - came.keys())),
        gone=tuple(sorted(before - refs - went.keys())),
        came=_moved(came),
        went=_moved(went),
    )


def _refs(was: ProgrammeFacts | None) -> set[str]:
    return {milestone.ref for milestone in was.milestones} if was else set()


def _home_of(refs: set[str], month: PlanFacts | None) -> dict[str, str]:
    """Return in which programme a month has each of these rows that it has."""
    rows = month.programmes if month else ()
    return {
        milestone.ref: row.ref
        for row in rows
        for milestone in row.milestones
        if milestone.ref in refs
    }


def _moved(homes: dict[str, str]) -> tuple[RowMoved, ...]:
    return tuple(RowMoved(ref=ref, programme=home) for ref, home in sorted(homes.items()))


def _newly_late(
    row: ProgrammeFacts, plan: PlanFacts, was: ProgrammeFacts | None, last: PlanFacts | None
) -> tuple[MilestoneLine, ...]:
    if was is None or last is None:
        return ()
    earlier = {line.ref for line in _lines(was, last) if line.is_late}
    late: Iterable[MilestoneLine] = (line for line in _lines(row, plan) if line.is_late)
    return tuple(line for line in worst_first(late) if line.ref not in earlier)


def _lines(row: ProgrammeFacts, plan: PlanFacts) -> Sequence[MilestoneLine]:
    month = plan.period.month
    measured = Measured.month_end(month)
    return [
        milestone_line(milestone, measured=measured, month=month) for milestone in row.milestones
    ]
