"""What was asked to change of a milestone, how its dates moved, what it came from (18, 18a)."""

from dataclasses import dataclass

from irp.past import Past
from programmes.facts import MilestoneFacts
from programmes.facts.changes import ChangeStepFacts
from programmes.figures.change_words import decision_cited
from programmes.figures.changes import moved_in_all
from programmes.models import Milestone
from programmes.readings.changes import acts_about, kin_of, kinds_about
from programmes.words import ChangeKind, ChangeState
from programmes.words.changes import kinds_said


@dataclass(frozen=True, kw_only=True)
class RowChange:
    """A request that names a milestone, as far as its page tells: the newest act on it."""

    ref: str
    kinds: tuple[ChangeKind, ...]  # what it asks for of this milestone, or how it made it
    reason: str
    waits: ChangeState | None  # where it is now, while it is undecided
    newest: ChangeStepFacts

    @property
    def what(self) -> str:
        """Return what it asks for: "Change the wording and move a date"."""
        return kinds_said(self.kinds)

    @property
    def cited(self) -> str:
        """Return how the newest decision is cited."""
        return decision_cited(self.newest)


@dataclass(frozen=True, kw_only=True)
class RowChanges:
    """The requests that name a milestone or made its dates; its parents and its children."""

    lines: tuple[RowChange, ...]
    parents: tuple[str, ...]
    children: tuple[str, ...]
    moved: str  # "Moved twice, 14 months later in all", "" where it was not

    def of(self, ref: str) -> RowChange | None:
        """Return the request of a reference, which made a baseline."""
        return next((line for line in self.lines if line.ref == ref), None)


def row_changes(past: Past, row: Milestone, facts: MilestoneFacts) -> RowChanges:
    """Return what was asked to change of a milestone, in four statements at most."""
    until = past.source.at
    acts = acts_about(row, until=until)
    kinds = kinds_about(row, {request.pk for request, _ in acts})
    found = {
        request.ref: RowChange(
            ref=request.ref,
            kinds=kinds.get(request.pk, ()),
            reason=request.reason,
            waits=_waits(ChangeState(request.state), past),
            newest=step,
        )
        for request, step in acts
    }
    first = facts.baselines[0] if facts.baselines else None
    has_kin = row.retired_on is not None or (first is not None and bool(first.change))
    kin = kin_of(row, until=until) if has_kin else []
    return RowChanges(
        lines=tuple(reversed(found.values())),
        parents=tuple(parent for parent, child in kin if child == row.ref),
        children=tuple(child for parent, child in kin if parent == row.ref),
        moved=moved_in_all(facts.baselines),
    )


def _waits(state: ChangeState, past: Past) -> ChangeState | None:
    return state if state.is_open and not past.is_past else None
