"""One act: rows of a file become entries of the register, all or none (Rule 28, DESIGN 4a.10)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from irp.models import User
from programmes.actions.raid import NewEntry, add_entries, change_entry
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
        # Changed ones in one order: two files of the same entries do not wait for each other.
        known = sorted((row for row in rows if row.row is not None), key=lambda row: row.row.pk)
        changed = [_change(row, by=by, at=at) for row in known]
        news = [row for row in rows if row.row is None]
        entries = [
            NewEntry(programme=row.programme, values=row.values, milestones=row.milestones or ())
            for row in news
        ]
        added = add_entries(kind, entries, by=by, at=at) if entries else []
        scored = [_score(entry, row, by=by, at=at) for entry, row in zip(added, news, strict=True)]
        return changed + scored


def _change(loaded: LoadedRow, *, by: User, at: datetime) -> Any:
    entry = change_entry(
        loaded.row,
        loaded.values,
        milestones=loaded.milestones,
        version=loaded.version,
        by=by,
        at=at,
    )
    return _score(entry, loaded, by=by, at=at)


def _score(entry: Any, loaded: LoadedRow, *, by: User, at: datetime) -> Any:
    """Return an entry, scored where its row has scores."""
    if isinstance(entry, Risk) and loaded.scores is not None:
        scores, why = loaded.scores, loaded.why_scores
        return score_risk(entry, scores, reason=why, version=entry.version, by=by, at=at)
    return entry
