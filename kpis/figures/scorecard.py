"""Indicators counted by aim and outcome: counts, and no average of figures (Rule 27). Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kpis.figures.groups import Grouped
from kpis.words import Direction, KpiStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class ScorecardLine:
    """How the indicators of an outcome do; of an aim as a whole where it names no outcome.

    Every indicator is either unread, without a status, or of one of four statuses.
    """

    aim: int
    outcome: str  # "" of a whole aim, and of the whole plan, whose aim is 0
    every: int
    unread: int
    late: int
    missing: int
    no_target: int  # read, and no target in force for the month of its newest reading
    on_target: int
    within_tolerance: int
    off_target: int
    not_judged: int
    better: int
    worse: int
    refs: tuple[str, ...]

    @property
    def read_without_target(self) -> int:
        """Return how many are read and reach or miss no target: none is set, or it cannot tell."""
        return self.no_target + self.not_judged


def scorecard_line(aim: int, outcome: str, some: Sequence[Grouped]) -> ScorecardLine:
    """Return the counts of some indicators."""
    statuses = [indicator.status for indicator in some]
    directions = [indicator.direction for indicator in some]
    return ScorecardLine(
        aim=aim,
        outcome=outcome,
        every=len(some),
        unread=sum(indicator.is_unread for indicator in some),
        late=sum(indicator.late > 0 for indicator in some),
        missing=sum(indicator.missing > 0 for indicator in some),
        no_target=sum(indicator.status is None and not indicator.is_unread for indicator in some),
        on_target=statuses.count(KpiStatus.ON_TARGET),
        within_tolerance=statuses.count(KpiStatus.WITHIN_TOLERANCE),
        off_target=statuses.count(KpiStatus.OFF_TARGET),
        not_judged=statuses.count(KpiStatus.NOT_JUDGED),
        better=directions.count(Direction.BETTER),
        worse=directions.count(Direction.WORSE),
        refs=tuple(indicator.ref for indicator in some),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Scorecard:
    """The whole plan, each aim, and in each aim the outcomes in the plan's order."""

    whole: ScorecardLine
    aims: tuple[tuple[ScorecardLine, tuple[ScorecardLine, ...]], ...]


def scorecard(placed: Iterable[tuple[int, tuple[str, ...], Grouped]]) -> Scorecard:
    """Return indicators counted, each given with its aim, its outcomes and its groups.

    One of several outcomes counts under each of them, and once in its aim and in the whole.
    """
    every: list[Grouped] = []
    aims: dict[int, list[Grouped]] = defaultdict(list)
    outcomes: dict[int, dict[str, list[Grouped]]] = defaultdict(lambda: defaultdict(list))
    for aim, names, indicator in placed:
        every.append(indicator)
        aims[aim].append(indicator)
        for name in names or ("",):
            outcomes[aim][name].append(indicator)
    return Scorecard(
        whole=scorecard_line(0, "", every),
        aims=tuple(
            (
                scorecard_line(aim, "", some),
                tuple(scorecard_line(aim, name, own) for name, own in outcomes[aim].items()),
            )
            for aim, some in sorted(aims.items())
        ),
    )
