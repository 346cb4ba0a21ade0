"""What the pages over everything say that no app says by itself: figures of several together."""

from collections import Counter
from collections.abc import Iterable

from dashboards.words import OutcomeGroup
from irp.rules.numbers import counted
from kpis.figures import ScorecardLine
from programmes.figures.programmes import ProgrammeLine


def outcome_groups(kpis: ScorecardLine) -> frozenset[OutcomeGroup]:
    """Return the groups of the list that an outcome is in, by its indicators."""
    belongs = {
        OutcomeGroup.ON_TARGET: 0 < kpis.every == kpis.on_target,
        OutcomeGroup.OFF_TARGET: kpis.off_target > 0,
        OutcomeGroup.UNREAD: 0 < kpis.every == kpis.unread,
        OutcomeGroup.NONE: not kpis.every,
    }
    return frozenset(group for group, holds in belongs.items() if holds)


def outcome_finding(
    kpis: ScorecardLine, *, programmes: int, red: int, late: int, is_of_aim: bool
) -> str:
    """Return what an outcome comes to in a sentence: counts, and no judgement of the outcome.

    `red` of its `programmes` are rated so by their SAOs, `late` of their milestones are late;
    `is_of_aim` says that they are the aim's, as no programme is said to serve the outcome.
    """
    first = f"{kpis.on_target} of {counted(kpis.every, 'KPI')} on target"
    if not kpis.every:
        first = "The plan sets no KPI for it"
    elif kpis.unread:
        first += f", {kpis.unread} with no reading"
    of = "the aim’s " if is_of_aim else ""
    return (
        f"{first}. {red} of {of}{counted(programmes, 'programme')} rated Red by "
        f"the SAO, {counted(late, 'milestone')} late."
    )


def count_withheld(withheld: Iterable[bool]) -> int:
    """Return of how many programmes the month is kept from the reader, each by whether it is."""
    return sum(withheld)


def calm_in_words(lines: Iterable[ProgrammeLine]) -> str:
    """Return what calm rows are: "5 more rated Green by both with nothing late, 1 closed"."""
    found = Counter(line.outside for line in lines)
    green = found.pop(None, 0)
    parts = [f"{green} more rated Green by both with nothing late"] if green else []
    parts += [f"{number} {why.label.lower()}" for why, number in found.items() if why]
    return ", ".join(parts)
