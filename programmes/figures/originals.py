"""The original plan and the plan in force: splits and merges make no row vanish (Rule 18a)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from programmes.facts.changes import DescentFacts


@dataclass(frozen=True, kw_only=True)
class PlanSize:
    """How many milestones the plan was published with and how many of them are done, and in force.

    What was split or merged is done when the last of what took its place is.
    """

    original: int
    done: int
    in_force: int

    def published(self, not_shown: int) -> int:
        """Return how many milestones the plan was published with, those not shown too."""
        return self.original + not_shown


def plan_size(
    published: Collection[str], done: Mapping[str, bool], descents: Iterable[DescentFacts]
) -> PlanSize:
    """Return the size of the plan. `done` says of each milestone in force whether it is."""
    children = defaultdict(list)
    for descent in descents:
        children[descent.parent].append(descent.child)
    return PlanSize(
        original=len(published),
        done=sum(is_done(ref, done, children) for ref in published),
        in_force=len(done),
    )


def is_done(ref: str, done: Mapping[str, bool], children: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether a milestone is done, or everything that took its place, splits of splits too."""
    if heirs := children.get(ref):
        return all(is_done(child, done, children) for child in heirs)
    return done.get(ref, False)
