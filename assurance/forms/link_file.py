"""A file of links as it was sent: what it would propose, what is there, its faults (Rule 28).

A file only proposes. Whoever did not propose a link confirms it on its requirement's page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assurance.actions.links import Proposed
from assurance.columns.links import LINK
from assurance.models import DeliveryLink, Requirement
from assurance.readings.links import serving
from assurance.words.links import LinkKind, LinkState
from irp.forms.files import ReadFile, RowShown
from irp.rules.csv_rows import CellFault, CsvRow, rows_of

LABELS = {column.name: column.label for column in LINK}
NEEDED = {column.label for column in LINK if column.is_needed}
LONGEST_REASON = 500
NO_REQUIREMENT = "Enter the reference of a requirement in force, such as PO8-T1-1"
NOTHING_SERVES = (
    "Enter the reference of a programme, milestone, KPI, saving or risk in the plan, such as HOU-12"
)
NOT_YOURS = (
    "Leave this row out. Only CPMO, Senior Accountable Officers and the owner of this "
    "requirement propose what serves it"
)


@dataclass
class LinkFile(ReadFile[Proposed]):
    """What a file would propose; nothing while it has faults. `seen` is how many are there."""

    new: list[RowShown] = field(default_factory=list)
    there: list[RowShown] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """Return what the preview was shown beside, which its confirmation sends again."""
        return len(self.there)


@dataclass(kw_only=True)
class _Reading:
    """What rows are read with, and what they would do."""

    requirements: Mapping[str, Requirement]
    rows: Mapping[str, tuple[LinkKind, Any]]
    open: Mapping[tuple[int, LinkKind, int], DeliveryLink]
    may: Callable[[Requirement], bool]
    read: LinkFile = field(default_factory=LinkFile)
    lines: dict[tuple[int, LinkKind, int], int] = field(default_factory=dict)

    def fault(self, row: CsvRow, name: str, what: str) -> None:
        self.read.faults.append(CellFault(line=row.line, label=LABELS[name], what=what))


def read_link_file(text: str, *, may: Callable[[list[Requirement]], set[int]]) -> LinkFile:
    """Return what a file's text would propose; `may` gives for which a person may propose."""
    rows, faults = rows_of(text, labels=list(LABELS.values()), needed=NEEDED)
    refs = {_cell(row, "requirement").upper() for row in rows}
    found = Requirement.objects.filter(ref__in=refs, retired_on__isnull=True)
    requirements = {row.ref: row for row in found}
    mine = may(list(requirements.values()))
    reading = _Reading(
        requirements=requirements,
        rows=serving({_cell(row, "ref").upper() for row in rows}),
        open=_open(requirements),
        may=lambda row: row.pk in mine,
    )
    reading.read.faults += faults
    for row in rows:
        _judge(row, reading)
    return reading.read


def _open(requirements: Mapping[str, Requirement]) -> dict[Any, DeliveryLink]:
    """Return the links of some requirements that have not ended, by what each joins."""
    rows = DeliveryLink.objects.filter(requirement__in=list(requirements.values()))
    return {
        (row.requirement_id, kind, getattr(row, f"{kind.column}_id")): row
        for row in rows.exclude(state=LinkState.ENDED.value)
        for kind in [LinkKind(row.kind)]
    }


def _cell(row: CsvRow, name: str) -> str:
    return row.cells.get(LABELS[name], "")


def _judge(row: CsvRow, reading: _Reading) -> None:
    """Put a row where it belongs, and its faults beside it."""
    before = len(reading.read.faults)
    requirement = reading.requirements.get(_cell(row, "requirement").upper())
    named = reading.rows.get(_cell(row, "ref").upper())
    reason = _cell(row, "reason")
    if requirement is None:
        reading.fault(row, "requirement", NO_REQUIREMENT)
    elif not reading.may(requirement):
        reading.fault(row, "requirement", NOT_YOURS)
    if named is None:
        reading.fault(row, "ref", NOTHING_SERVES)
    if not reason:
        reading.fault(row, "reason", "Enter how it serves the requirement")
    elif len(reason) > LONGEST_REASON:
        reading.fault(row, "reason", f"Use {LONGEST_REASON} characters at most")
    if requirement is None or named is None or len(reading.read.faults) > before:
        return
    kind, served = named
    key = (requirement.pk, kind, served.pk)
    if (first := reading.lines.setdefault(key, row.line)) != row.line:
        what = f"Line {first} proposes the same. Put it on one line only"
        reading.fault(row, "ref", what)
        return
    there = reading.open.get(key)
    shown = RowShown(
        line=row.line,
        ref=there.ref if there else "",
        title=f"{requirement.ref}: {kind.label} {served.ref}",
        texts=(("", "", there.reason if there else reason),),
    )
    if there:
        reading.read.there.append(shown)
        return
    reading.read.new.append(shown)
    reading.read.loads.append(
        Proposed(requirement=requirement, kind=kind, row=served, reason=reason)
    )
