"""Pages of asks and challenges: the list, one of them with its steps, those of a return."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from irp.presenters import Entry, act_entry
from irp.readings import Source
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from programmes.facts.points import PointFacts
from programmes.figures.points import PointLine, point_line, point_lines, point_step_words
from programmes.models import Return
from programmes.readings.points import points, points_of
from programmes.rules.points import next_stages, point_seen, points_on_return
from programmes.rules.withheld import Reader
from programmes.words import PointStage


def points_shown(source: Source, *, reader: Reader, measured: Measured) -> list[PointLine]:
    """Return the asks and challenges that a person may read, open before settled."""
    seen = (point for point in points(source) if point_seen(point, reader))
    return point_lines(seen, until=london_day(source.at), measured=measured)


def points_on(ret: Return, *, reader: Reader, at: datetime) -> list[PointLine]:
    """Return the points that a return's page shows, as a person may read them (Rule 15)."""
    until = ret.period.frozen_at or at
    found = points_of(ret.programme, until=until)
    shown = points_on_return(found, month=ret.period.month, until=until)
    seen = (point for point in shown if point_seen(point, reader))
    ends = Measured.month_end(ret.period.month)
    measured = ends if ret.period.is_frozen else Measured(london_day(at))
    return point_lines(seen, until=london_day(until), measured=measured)


@dataclass(frozen=True, kw_only=True)
class PointPage:
    """One ask or challenge: its line, its steps, and what may be done next."""

    line: PointLine
    timeline: tuple[Entry, ...]
    next: Sequence[PointStage]


def point_page(facts: PointFacts, *, on: date) -> PointPage:
    """Return the page of a point as of today."""
    raised = act_entry(facts, what="Raised", why=facts.words)
    steps = (
        act_entry(
            step,
            what=point_step_words(step),
            why=step.words,
        )
        for step in facts.steps
    )
    return PointPage(
        line=point_line(facts, until=on, measured=Measured(on)),
        timeline=(raised, *steps)[::-1],
        next=next_stages(facts.kind, facts.stage),
    )
