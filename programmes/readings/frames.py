"""What milestones and returns are put together with: periods, posts, workstreams and returns."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from irp.facts import PeriodFacts
from irp.models import Post
from irp.readings import Source, periods
from programmes.models import Return, Workstream
from programmes.words import ReturnState


@dataclass(frozen=True, kw_only=True)
class ReturnRow:
    """A return as far as others are put together by it; `row` is the whole of it, if read."""

    key: int
    programme: int
    period: int
    state: ReturnState
    row: Any = None


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What milestones and returns are put together with, by keys: read once for a reading."""

    periods: dict[int, PeriodFacts]  # newest month first
    programmes: dict[int, str]  # references
    posts: dict[int, str]  # titles
    streams: dict[int, tuple[int, int, str]]  # programme, number and name of workstreams
    returns: dict[int, ReturnRow]  # of the programmes

    @property
    def opened(self) -> list[int]:
        """Return the keys of the periods that were opened, newest month first."""
        return [key for key, period in self.periods.items() if period.opened_at]

    def of_months(self, months: Collection[date]) -> list[int]:
        """Return the keys of the periods of some months."""
        return [key for key, period in self.periods.items() if period.month in months]

    def workstreams(self, programme: int) -> tuple[str, ...]:
        """Return the names of a programme's workstreams by number."""
        own = sorted(stream for stream in self.streams.values() if stream[0] == programme)
        return tuple(name for *_, name in own)


def frame(source: Source, programmes: list[Any], **scope: Any) -> Frame:
    """Return the frame of programmes' rows, in four statements; `scope` is by `programme_id`.

    With a scope, which is one programme's, its returns are read whole.
    """
    streams = source.columns(Workstream, "id", "programme_id", "number", "name", **scope)
    return Frame(
        periods=periods(source),
        programmes={row.id: row.ref for row in programmes},
        posts={row.id: row.title for row in source.rows(Post)},
        streams={key: (programme, number, name) for key, programme, number, name in streams},
        returns={ret.key: ret for ret in _returns(source, scope)},
    )


def _returns(source: Source, scope: dict[str, Any]) -> list[ReturnRow]:
    if not scope:
        columns = source.columns(Return, "id", "programme_id", "period_id", "state")
        return [
            ReturnRow(key=key, programme=programme, period=period, state=ReturnState(state))
            for key, programme, period, state in columns
        ]
    return [
        ReturnRow(
            key=row.id,
            programme=row.programme_id,
            period=row.period_id,
            state=ReturnState(row.state),
            row=row,
        )
        for row in source.rows(Return, **scope)
    ]
