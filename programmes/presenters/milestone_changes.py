"""What was asked to change of a milestone, how its dates moved, what it came from (18, 18a)."""

from dataclasses import dataclass

from django.db.models import Q

from irp.past import Past
from programmes.facts import MilestoneFacts
from programmes.figures.changes import ChangeLine, dates_moved
from programmes.models import ChangeRequest, Descent, Milestone
from programmes.presenters.changes import read_changes


@dataclass(frozen=True, kw_only=True)
class RowChanges:
    """The requests that name a milestone or made its dates; its parents and its children."""

    lines: tuple[ChangeLine, ...] = ()
    parents: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    moved: str = ""  # "Moved twice, 14 months later in all", "" where it was not

    def of(self, ref: str) -> ChangeLine | None:
        """Return the request of a reference, which made a baseline."""
        return next((line for line in self.lines if line.ref == ref), None)


def row_changes(past: Past, row: Milestone, facts: MilestoneFacts) -> RowChanges:
    """Return what was asked to change of a milestone, in seven statements at most."""
    asked = ChangeRequest.objects.filter(Q(rows__milestone=row) | Q(baselines__milestone=row))
    keys = sorted(set(asked.order_by().values_list("pk", flat=True)))
    pairs = Descent.objects.filter(Q(parent=row) | Q(child=row), at__lte=past.source.at)
    kin = list(pairs.order_by("child__number").values_list("parent__ref", "child__ref"))
    return RowChanges(
        lines=tuple(read_changes(past, id__in=keys).lines) if keys else (),
        parents=tuple(parent for parent, child in kin if child == row.ref),
        children=tuple(child for parent, child in kin if parent == row.ref),
        moved=dates_moved(facts.baselines),
    )
