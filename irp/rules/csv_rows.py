"""A CSV file that a person sends, read line by line; what is hostile or unclear is refused.

Pure: text in, cells by the labels of their columns out. Faults name the line and the column.
"""

import csv
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from io import StringIO

from irp.rules.cells import safe_cell
from irp.rules.texts import is_seen, prose_fault

MOST_BYTES = 500_000
MOST_ROWS = 200
LONGEST = 5000  # characters of a cell; each column has its own bound besides
LONGEST_LABEL = 60  # of what a fault names: it may be what somebody typed
TOO_LONG = f"Use {LONGEST:,} characters at most in a cell"
OTHER_SIGNS = {";": "semicolons", "\t": "tabs"}  # that spreadsheets put between cells


@dataclass(frozen=True, kw_only=True)
class CellFault:
    """One thing wrong with a file: on which line, in which column, and what to type."""

    line: int
    label: str
    what: str

    def __str__(self) -> str:
        line, label = f"line {self.line}" if self.line else "", self.label[:LONGEST_LABEL]
        where = ", ".join(filter(None, (line, label)))
        return f"{where}: {self.what}" if where else self.what


@dataclass(frozen=True, kw_only=True)
class CsvRow:
    """One row of a file: the line it begins on, and its cells by the labels of their columns."""

    line: int
    cells: dict[str, str]


def decoded(content: bytes) -> tuple[str, list[CellFault]]:
    """Return the text of a file, and why it cannot be read."""
    if len(content) > MOST_BYTES:
        most = f"{MOST_BYTES // 1000} KB"
        return "", [whole_fault(f"The file is larger than {most}. Load fewer rows at a time")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "", [
            whole_fault("Save the file as “CSV UTF-8” and send it again. It is in another form")
        ]
    if "\0" in text:
        return "", [
            whole_fault("Save the file as “CSV UTF-8” and send it again. It is not plain text")
        ]
    return text, []


def rows_of(
    text: str, *, labels: Sequence[str], needed: Collection[str], most: int = MOST_ROWS
) -> tuple[list[CsvRow], list[CellFault]]:
    """Return the rows of a file whose columns have these labels, in any order, and its faults.

    `needed` are the columns that it must have. An apostrophe that our own files put before text
    that would begin a formula is taken away again; a formula is refused.
    """
    # Files of old spreadsheets end their lines in ways of their own.
    reader = csv.reader(StringIO(text, newline=None), strict=True)
    try:
        head = [label.strip() for label in next(reader, [])]
        if faults := faults_of_head(head, labels=labels, needed=needed):
            return [], faults
        rows, faults, begins = [], [], 2
        for cells in reader:
            if any(cell.strip() for cell in cells):
                row, wrong = row_of(head, cells, line=begins)
                rows.append(row)
                faults += wrong
            if len(rows) > most:
                return [], [whole_fault(f"Load at most {most} rows at a time")]
            begins = reader.line_num + 1
    except csv.Error as error:
        is_long = "limit" in str(error)  # of its own: a cell of more than 131,072 characters
        what = TOO_LONG if is_long else "Close the quotation mark on this line"
        return [], [CellFault(line=reader.line_num, label="", what=what)]
    return rows, faults or ([] if rows else [whole_fault("Add a row below the column headings")])


def whole_fault(what: str) -> CellFault:
    """Return a fault of the file, not of a line."""
    return CellFault(line=0, label="", what=what)


def faults_of_head(
    head: Sequence[str], *, labels: Sequence[str], needed: Collection[str]
) -> list[CellFault]:
    """Return what is wrong with the heads: unknown, there twice or missing."""
    if parted := [
        words for sign, words in OTHER_SIGNS.items() if len(head) == 1 and sign in head[0]
    ]:
        what = f"Put commas between the cells. This file has {parted[0]} there"
        return [CellFault(line=1, label="", what=what)]
    known = ", ".join(labels)
    faults = [
        CellFault(
            line=1, label=label or "blank head", what=f"Use one of these column headings: {known}"
        )
        for label in head
        if label not in labels
    ]
    faults += [
        CellFault(line=1, label=label, what="Include this column once")
        for label in labels
        if head.count(label) > 1
    ]
    missing = [label for label in labels if label in needed and label not in head]
    return faults + [
        CellFault(line=1, label=label, what="Add this column. It is missing") for label in missing
    ]


def row_of(
    head: Sequence[str], cells: Sequence[str], *, line: int
) -> tuple[CsvRow, list[CellFault]]:
    """Return a row by its heads, and what is hostile, hidden or too long in it.

    A cell in which nothing shows is empty, as in a form.
    """
    faults = []
    if len(cells) > len(head):
        faults.append(
            CellFault(line=line, label="", what="Remove the cells beyond the last column")
        )
    found = {}
    for label, cell in zip(head, [*cells, *[""] * len(head)], strict=False):
        plain = cell.replace("\r\n", "\n").strip()
        if plain.startswith("'") and safe_cell(plain[1:]) != plain[1:]:
            plain = plain[1:]
        elif safe_cell(plain) != plain:
            what = f"Begin with a letter or a number, not {plain[0]}: a formula cannot be loaded"
            faults.append(CellFault(line=line, label=label, what=what))
        if what := prose_fault(plain):
            faults.append(CellFault(line=line, label=label, what=what))
        if len(plain) > LONGEST:
            faults.append(CellFault(line=line, label=label, what=TOO_LONG))
            plain = ""
        found[label] = plain if is_seen(plain) else ""
    return CsvRow(line=line, cells=found), faults
