"""Acts on completions as facts, by milestone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from programmes.facts.completions import CompletionFacts
from programmes.readings.frames import ReturnFrame
from programmes.words import CompletionStep, ReturnState

COLUMNS = (
    "at", "milestone_id", "period_id", "ret_id", "reason", "by_name", "by_post", "what",
    "actual_on",
)  # fmt: skip


def completions(
    acts: Iterable[tuple[Any, ...]],
    *,
    months: Mapping[int, date],
    returns: Mapping[int, ReturnFrame],
) -> dict[int, tuple[CompletionFacts, ...]]:
    """Return acts read by `COLUMNS`, oldest first, by milestone; `months` are those of periods.

    An act on a row that was in another programme then is told as signed: its month is frozen.
    """
    found = defaultdict(list)
    for at, milestone, period, of, reason, by_name, by_post, what, actual_on in acts:
        ret = returns.get(of)
        found[milestone].append(
            CompletionFacts(
                what=CompletionStep(what),
                actual_on=actual_on,
                reason=reason,
                month=months[period],
                by_name=by_name,
                by_post=by_post,
                at=at,
                state=ret.state if ret else ReturnState.SIGNED,
            )
        )
    return {key: tuple(acts) for key, acts in found.items()}
