"""An edition of the plan: one fate for every open row, all or nothing (Rule 18b)."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from irp.rules.csv_rows import CellFault, CsvRow
from programmes.rules.edition_rows import COLUMNS, PlanBefore, RowPlan, Whole, fate_of, read_row
from programmes.rules.json_rows import table_of
from programmes.words import Fate

NEEDED = ("Ref", "Fate")
MOST_ROWS = 2000


def read_edition(
    rows: Sequence[CsvRow], before: PlanBefore
) -> tuple[list[RowPlan], list[CellFault]]:
    """Return what a file does with each row, and every fault, by line; the forgotten ones last."""
    rows = [_by_name(row) for row in rows]
    pairs = [(row.cells["ref"], fate_of(row)) for row in rows]
    whole = Whole(
        before=before,
        names=frozenset(ref for ref, fate in pairs if fate is Fate.NEW),
        goes_on=frozenset(ref for ref, fate in pairs if fate in {Fate.CARRIED, Fate.REDATED}),
        named=Counter(row.cells["ref"] for row in rows),
    )
    found: list[RowPlan] = []
    faults: list[CellFault] = []
    for row in rows:
        plan, sentences = read_row(row, whole)
        label = row.cells["ref"]
        faults += [CellFault(line=row.line, label=label, what=what) for what in sentences]
        if plan:
            found.append(plan)
    forgotten = [ref for ref in before.open_rows if ref not in whole.named]
    if forgotten:
        what = f"Say what becomes of {', '.join(forgotten)}: open, and not in the file"
        faults.append(CellFault(line=0, label="", what=what))
    return found, faults


def read_edition_file(content: bytes, before: PlanBefore) -> tuple[list[RowPlan], list[CellFault]]:
    """Return what the file of an edition does, and every fault."""
    rows, faults = table_of(content, labels=list(COLUMNS.values()), needed=NEEDED, most=MOST_ROWS)
    return ([], faults) if faults else read_edition(rows, before)


def _by_name(row: CsvRow) -> CsvRow:
    """Return a row with its cells by the names of the columns; one that it lacks is blank."""
    found = {name: row.cells.get(label, "") for name, label in COLUMNS.items()}
    return CsvRow(line=row.line, cells=found)


def preview_mark(number: int, rows: Sequence[RowPlan]) -> str:
    """Return what tells a preview from one of another plan, or of another file."""
    parts = [(number, row.ref, row.fate, row.title, row.now.raw, row.new.raw, row.heirs, row.reason)
            for row in rows]  # fmt: skip
    return sha256(repr(parts).encode()).hexdigest()[:32]
