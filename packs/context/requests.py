"""Requests of commissioners to the council, as the IRB pack prints them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assurance.figures.requests import RequestLine, request_counts, request_lines
from assurance.words.requests import RequestState
from packs.context.frame import Calendar
from packs.facts import PlanFacts
from packs.rules.since import is_since


@dataclass(frozen=True, kw_only=True)
class RequestsPage:
    """What is not over, the late first, and what ended since the last pack; others are counted."""

    open: tuple[RequestLine, ...]
    ended: tuple[RequestLine, ...]
    earlier: int  # ended before the last pack
    counts: Mapping[RequestState, int]
    every: int


def requests_page(
    plan: PlanFacts, calendar: Calendar, *, since: datetime | None
) -> RequestsPage | None:
    """Return them of a frozen month; None where its snapshot kept nothing of them.

    `since` is the last pack's moment, None in the first.
    """
    if plan.assurance is None:
        return None
    lines = request_lines(plan.assurance.requests, measured=calendar.measured)
    over = [line for line in lines if line.state.is_over]
    ended = [line for line in over if is_since(line.facts.steps[-1].at, since)]
    return RequestsPage(
        open=tuple(line for line in lines if not line.state.is_over),
        ended=tuple(ended),
        earlier=len(over) - len(ended),
        counts=request_counts(lines),
        every=len(lines),
    )
