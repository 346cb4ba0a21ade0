"""One act: rows of a file become entries of the register, all or none (Rule 28, DESIGN 4a.10)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from irp.models import User
from programmes.actions.raid import add_entry, change_entry
from programmes.actions.risks import score_risk
from programmes.facts.raid import Scores
from programmes.models import Programme, Risk
from programmes.words import RaidKind


@dataclass(frozen=True, kw_only=True)
class LoadedRow:
    """One row to load: the entry that it changes, None for a new one, and what it says.

    `version` is that of the entry as the file was downloaded; `scores` are None where they stay.
    """

    row: Any
    programme: Programme | None
    values: Mapping[str, Any]
    milestones: Collection[int] | None
    version: int
    scores: Scores | None = None
    why_scores: str = ""


def load_register(
    kind: RaidKind, rows: Sequence[LoadedRow], *, by: User, at: datetime
) -> list[Any]:
    """Add and change entries of one kind as a file says, in one transaction.

    Raises what the single acts raise: a stale row is a `Conflict`, and then nothing is written.
    """
    with transaction.atomic(savepoint=False):
        return [_load(kind, row, by=by, at=at) for row in rows]


def _load(kind: RaidKind, said: LoadedRow, *, by: User, at: datetime) -> Any:
    if said.row is None:
        entry = add_entry(
            kind, said.programme, said.values, milestones=said.milestones or (), by=by, at=at
        )
    else:
        entry = change_entry(
            said.row, said.values, milestones=said.milestones, version=said.version, by=by, at=at
        )
    if isinstance(entry, Risk) and said.scores is not None:
        scores, why = said.scores, said.why_scores
        return score_risk(entry, scores, reason=why, version=entry.version, by=by, at=at)
    return entry
