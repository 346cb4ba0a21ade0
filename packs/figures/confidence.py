"""How far the figures of a pack reach: what is stale, never reported, re-baselined (PAGES 6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from irp.facts import ErratumFacts
from packs.facts import PlanFacts
from programmes.figures.milestones import MilestoneLine
from programmes.figures.positions import position_of


@dataclass(frozen=True, kw_only=True)
class DataConfidence:
    """What a reader should know of the figures before leaning on them."""

    stale: tuple[MilestoneLine, ...]
    never: int
    before: tuple[MilestoneLine, ...]  # never reported here, and taken over from an earlier tracker
    rebaselined: tuple[MilestoneLine, ...]
    first_dated: tuple[MilestoneLine, ...]  # from "to be confirmed", which is no new date (Rule 10)
    errata: tuple[ErratumFacts, ...]


def confidence_of(plan: PlanFacts, lines: Sequence[MilestoneLine]) -> DataConfidence:
    """Return how far the figures of some milestones reach."""
    moved = {row.ref for row in plan.milestones if position_of(row).moves > 0}
    return DataConfidence(
        stale=tuple(line for line in lines if line.is_stale),
        never=sum(line.month is None and line.opening is None for line in lines),
        before=tuple(line for line in lines if line.opening),
        rebaselined=tuple(line for line in lines if line.ref in moved),
        first_dated=tuple(line for line in lines if line.baseline_number and line.ref not in moved),
        errata=plan.errata,
    )
