"""Milestones as far as counting goes, from their facts; readings make the same of slim rows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import itemgetter

from irp.rules.plan_dates import deciding_date
from programmes.facts import MilestoneFacts, Position, PositionsAlike
from programmes.figures.completions import confirmation, is_unconfirmed
from programmes.rules.what_counts import that_count

Counted = MilestoneFacts | Position | PositionsAlike
# The programme, and what decides in which groups a position is counted.
counted_by = itemgetter(1, slice(Position._fields.index("kind"), None))


def alike(rows: Iterable[Counted]) -> list[PositionsAlike]:
    """Return milestones, those together that every rule counts alike: it is asked once of them."""
    found: list[PositionsAlike] = []
    each = defaultdict(list)
    for row in rows:
        if isinstance(row, PositionsAlike):
            found.append(row)
        else:
            position = row if isinstance(row, Position) else position_of(row)
            each[counted_by(position)].append(position)
    found += [
        PositionsAlike(those[0], [position.ref for position in those]) for those in each.values()
    ]
    return found


def one_by_one(rows: Iterable[PositionsAlike]) -> Iterator[Position]:
    """Yield each of milestones that were read together because they are alike."""
    return (Position(ref, *position[1:]) for position, refs in rows for ref in refs)


def position_of(facts: MilestoneFacts) -> Position:
    """Return a milestone as far as counting goes."""
    newest, before = [*that_count(facts.reports), None, None][:2]
    latest = newest or facts.opening
    ends = [deciding_date(row.start, row.end).latest for row in facts.baselines] or [None]
    confirmed = confirmation(facts, latest.actual_on if latest else None)
    return Position(
        ref=facts.ref,
        programme=facts.programme,
        kind=facts.kind,
        own_sao=facts.own_sao,
        reported_by=None,
        b0_latest=ends[0],
        baseline_latest=ends[-1],
        moves=baseline_moves(ends),
        delivery=latest.delivery if latest else None,
        actual_on=latest.actual_on if latest else None,
        forecast_latest=latest.forecast.latest if latest else None,
        month=newest.month if newest else None,
        delivery_before=before.delivery if before else None,
        forecast_before=before.forecast.latest if before else None,
        is_unconfirmed=is_unconfirmed(newest, confirmed),
    )


def baseline_moves(ends: Sequence[date | None]) -> int:
    """Return how often a date was moved, from the last days of the baselines (Rule 10).

    The first date that a row to be confirmed is given is no move.
    """
    return max(0, len(ends) - ends.count(None) - 1)
