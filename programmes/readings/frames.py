"""What milestones and returns are put together with: periods, posts, workstreams and returns."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db.models import CharField, Value

from irp.facts import PeriodFacts
from irp.models import Post
from irp.readings import Source, periods
from programmes.models import Return, Workstream
from programmes.words import ReturnState


class ReturnFrame(NamedTuple):
    """A return as far as others are put together by it; `row` is the whole of it, if read.

    `texts` are what it says, by name, if they were asked for; `since` is when it came into its
    state, if that was. A tuple, for a plan of some years has hundreds.
    """

    key: int
    programme: int
    period: int
    state: ReturnState
    since: datetime | None = None
    row: Any = None
    texts: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What milestones and returns are put together with, by keys: read once for a reading."""

    periods: dict[int, PeriodFacts]  # newest month first
    programmes: dict[int, str]  # references
    closed: frozenset[int]  # programmes that are closed
    posts: dict[int, str]  # titles
    streams: dict[int, tuple[int, int, str]]  # programme, number and name of workstreams
    returns: dict[int, ReturnFrame]  # of the programmes

    @property
    def opened(self) -> list[int]:
        """Return the keys of the periods that were opened, newest month first."""
        return [key for key, period in self.periods.items() if period.opened_at]

    @property
    def months(self) -> dict[int, date]:
        """Return the month of each period."""
        return {key: period.month for key, period in self.periods.items()}

    def of_months(self, months: Collection[date]) -> list[int]:
        """Return the keys of the periods of some months."""
        return [key for key, period in self.periods.items() if period.month in months]

    def workstreams(self, programme: int) -> tuple[str, ...]:
        """Return the names of a programme's workstreams by number."""
        own = sorted(stream for stream in self.streams.values() if stream[0] == programme)
        return tuple(name for *_, name in own)


def frame(
    source: Source,
    programmes: list[Any],
    *,
    whole: bool = False,
    texts: Collection[str] = (),
    **scope: Any,
) -> Frame:
    """Return the frame of programmes' rows, in three statements; `scope` is by `programme_id`.

    Returns are told with these `texts`; `whole` ones are read apart, in one statement more.
    """
    names = ("id", "programme_id", "number", "name")
    if whole:
        streams = [(*row, True) for row in source.columns(Workstream, *names, **scope)]
        read, returns = streams, _whole(source, scope)
    else:
        nothing = [Value("", output_field=CharField())] * len(texts)
        columns = ("id", "programme_id", "period_id", "state", Value(False), *texts)
        read = source.columns_of(
            [(Workstream, (*names, Value(True), *nothing)), (Return, columns)], **scope
        )
        slim = sorted((row for row in read if not row[4]), key=itemgetter(0))
        returns = {row[0]: _slim(row, texts) for row in slim}
    return Frame(
        periods=periods(source),
        programmes={row.id: row.ref for row in programmes},
        closed=frozenset(row.id for row in programmes if row.closed_on),
        posts={row.id: row.title for row in source.rows(Post)},
        streams={row[0]: row[1:4] for row in read if row[4]},
        returns=returns,
    )


def _slim(row: tuple[Any, ...], texts: Collection[str]) -> ReturnFrame:
    key, programme, period, state, _, *words = row
    return ReturnFrame(
        key=key,
        programme=programme,
        period=period,
        state=ReturnState(state),
        texts=dict(zip(texts, words, strict=True)),
    )


def _whole(source: Source, scope: dict[str, Any]) -> dict[int, ReturnFrame]:
    return {
        row.id: ReturnFrame(
            key=row.id,
            programme=row.programme_id,
            period=row.period_id,
            state=ReturnState(row.state),
            row=row,
        )
        for row in source.rows(Return, **scope)
    }
