"""The rows of a file of savings or of lots: which register entry each names, and the faults of it.

Such a file adds entries and says more of those that are there. What an entry itself says is
changed on its own page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from irp.field_messages import messages_of
from irp.models import Post
from irp.rules.csv_rows import CellFault, CsvRow, rows_of
from programmes.models import Programme

Entry = TypeVar("Entry")


@dataclass(kw_only=True)
class NamedRows(Generic[Entry]):
    """What rows are read with: the entries, programmes and posts that there are.

    `word` names an entry, `example` a programme, `labels` the file's columns by name.
    """

    word: str
    example: str
    labels: Mapping[str, str]
    entries: Mapping[str, Entry]  # by reference
    programme_of: Callable[[Entry], Programme]
    may_add: Callable[[Programme], bool]
    programmes: Mapping[str, Programme] = field(
        default_factory=lambda: {
            row.ref: row for row in Programme.objects.select_related("sao", "rdl")
        }
    )
    posts: Mapping[str, Post] = field(
        default_factory=lambda: {post.title: post for post in Post.objects.all()}
    )
    faults: list[CellFault] = field(default_factory=list)
    seen: dict[tuple[str, ...], int] = field(default_factory=dict)

    def judge(
        self, text: str, *, needed: set[str], row_by_row: Callable[[CsvRow], None]
    ) -> list[CellFault]:
        """Read every row of a file's text, and return all faults by line."""
        rows, faults = rows_of(text, labels=list(self.labels.values()), needed=needed)
        self.faults += faults
        for row in rows:
            row_by_row(row)
        return sorted(self.faults, key=lambda fault: fault.line)

    def cell(self, row: CsvRow, name: str) -> str:
        """Return what stands in a column; "" where the file has none of it."""
        return row.cells.get(self.labels[name], "")

    def ref(self, row: CsvRow) -> str:
        """Return the reference that a row gives, "" for a new entry."""
        return self.cell(row, "ref").upper()

    def fault(self, row: CsvRow, name: str, what: str) -> None:
        """Keep a fault of a cell."""
        self.faults.append(CellFault(line=row.line, label=self.labels[name], what=what))

    def form_faults(self, row: CsvRow, form: Any, columns: Mapping[str, str]) -> bool:
        """Keep what a form finds wrong, by its fields' columns; tell whether it found anything."""
        found = [(column, str(what)) for name, column in columns.items()
                 for what in messages_of(form[name])]  # fmt: skip
        for column, what in found:
            self.fault(row, column, what)
        return bool(found)

    def is_unknown(self, row: CsvRow) -> bool:
        """Tell whether a row gives a reference that there is not; that is its fault."""
        ref = self.ref(row)
        if not ref or ref in self.entries:
            return False
        what = f"Leave it empty for a new {self.word}. There is no {self.word} {ref[:20]}"
        self.fault(row, "ref", what)
        return True

    def programme(self, row: CsvRow, known: Entry | None) -> Programme | None:
        """Return the programme that a row names; its fault where none is, or not the person's."""
        ref = self.cell(row, "programme").upper()
        found = self.programmes.get(ref)
        if found is None or found.closed_on:
            what = f"Enter the reference of an open programme, such as {self.example}"
            self.fault(row, "programme", what)
            return None
        if known is not None and (own := self.programme_of(known).ref) != ref:
            what = f"Enter {own}. {self.ref(row)} is of that programme"
            self.fault(row, "programme", what)
        if known is None and not self.may_add(found):
            self.fault(row, "programme", "Leave this row out. It is no programme of yours")
        return found

    def owner(self, row: CsvRow) -> Post | None:
        """Return the post that a new entry's row names as its owner; a fault where none is it."""
        title = self.cell(row, "owner")
        if title and title not in self.posts:
            self.fault(row, "owner", "Enter the title of a post, or leave it empty")
        return self.posts.get(title)

    def refuse_another_title(self, row: CsvRow, title: str) -> None:
        """Refuse a row that gives an entry of this title another one."""
        if self.cell(row, "title") != title:
            what = f"Enter “{title}” or change it on the {self.word}’s own page"
            self.fault(row, "title", what)

    def refuse_repeated(self, row: CsvRow, titles: Mapping[str, str]) -> None:
        """Refuse a row that a line above says already, and a new one of a title that there is.

        `titles` are those of the entries, by reference.
        """
        ref, title = self.ref(row), self.cell(row, "title").casefold()
        key = (ref,) if ref else (title, self.cell(row, "programme").upper())
        first = self.seen.setdefault(key, row.line)
        if first != row.line:
            what = f"Line {first} is of the same {self.word}. Put it on one line only"
            self.fault(row, "title", what)
            return
        twin = next(
            (other for other, of in titles.items() if not ref and of.casefold() == title), None
        )
        if twin:
            self.fault(row, "ref", f"Enter {twin}. There is a {self.word} of this name")
