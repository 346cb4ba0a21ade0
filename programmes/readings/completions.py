"""Acts on completions as facts, by milestone."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from irp.readings import Source, periods
from programmes.facts.completions import CompletionFacts
from programmes.models import CompletionAct
from programmes.readings.frames import ReturnRow
from programmes.words import CompletionStep, ReturnState


def completions(
    source: Source, keys: Collection[int], *, returns: Mapping[int, ReturnRow]
) -> dict[int, tuple[CompletionFacts, ...]]:
    """Return the acts on the completions of milestones, oldest first, in one statement.

    An act on a row that was in another programme then is told as signed: its month is frozen.
    """
    months = {key: period.month for key, period in periods(source).items()}
    found = defaultdict(list)
    for act in source.acts(CompletionAct, milestone_id__in=keys):
        ret = returns.get(act.ret_id)
        found[act.milestone_id].append(
            CompletionFacts(
                what=CompletionStep(act.what),
                actual_on=act.actual_on,
                reason=act.reason,
                month=months[act.period_id],
                by_name=act.by_name,
                by_post=act.by_post,
                at=act.at,
                state=ret.state if ret else ReturnState.SIGNED,
            )
        )
    return {key: tuple(acts) for key, acts in found.items()}
