"""Who owns each requirement, those without an owner first."""

from collections.abc import Sequence
from dataclasses import dataclass

from assurance.facts.owners import OwnerFacts
from assurance.figures.owners import count_unowned
from assurance.readings.owners import owners, rows_in_force
from irp.readings import Now
from irp.rules.calendar import london_day


@dataclass(frozen=True)
class OwnedRow:
    """One requirement in force, its owner of today, and whether it was ticked."""

    key: int
    ref: str
    title: str
    outcome: int
    owner: OwnerFacts | None
    ticked: bool


@dataclass(frozen=True)
class OwnersSheet:
    """Every requirement in force in the plan's order, and how many of them have no owner."""

    rows: tuple[OwnedRow, ...]
    without: int


def owners_sheet(source: Now, *, picked: Sequence[str]) -> OwnersSheet:
    """Return who owns what today; `picked` are the keys that were ticked as they were sent."""
    named, on = owners(source, None), london_day(source.at)
    rows = rows_in_force(on=on)
    return OwnersSheet(
        without=count_unowned(named.get(row.pk) for row in rows),
        rows=tuple(
            OwnedRow(
                key=row.pk,
                ref=row.ref,
                title=row.title,
                outcome=row.outcome.number,
                owner=named.get(row.pk),
                ticked=str(row.pk) in picked,
            )
            for row in rows
        ),
    )
