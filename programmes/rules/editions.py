"""An edition of the plan: one fate for every open row, all or nothing (Rule 18b)."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from irp.rules.date_spans import printed_day
from irp.rules.plan_dates import (
    UNDATED,
    PlanDate,
    QuarterConvention,
    UnreadableDate,
    parse_plan_date,
)
from irp.rules.texts import line_fault
from irp.rules.window import Window
from programmes.rules.changes import Stands
from programmes.rules.csv_rows import CellFault, CsvRow
from programmes.rules.json_rows import table_of
from programmes.words import CLOSED, Fate

COLUMNS = {
    "ref": "Ref",
    "programme": "Programme",
    "title": "Milestone",
    "now": "Date now",
    "fate": "Fate",
    "new": "New date",
    "heirs": "Replaced by",
    "reason": "Reason",
}
NEEDED = ("Ref", "Fate")
MOST_ROWS = 2000
LONGEST_REASON = 1000
FATES = {fate.typed: fate for fate in Fate} | {fate.label.casefold(): fate for fate in Fate}
FATES["new date"] = Fate.REDATED
WHICH = "Enter carried, new dates, replaced, dropped or new"
LONGEST_TITLE = 600


@dataclass(frozen=True, kw_only=True)
class RowPlan:
    """What a file does with one row; `ref` is a working name where the row is new."""

    line: int
    ref: str
    fate: Fate
    programme: str
    title: str
    now: PlanDate
    new: PlanDate
    heirs: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class PlanBefore:
    """What an edition is read against: the plan's rows and programmes, and how dates are read."""

    stands: Mapping[str, Stands]
    programmes: Mapping[str, str]  # of each row in force
    known: Collection[str]  # references of the programmes
    taken: Collection[str]  # every reference that was ever given (Rule 24)
    quarters: QuarterConvention
    window: Window
    on: date

    @property
    def open_rows(self) -> list[str]:
        """Return the references of which an edition has to say what becomes of them."""
        return [ref for ref, row in self.stands.items() if row.delivery not in CLOSED]


@dataclass
class _Reading:
    """A file as it is read: its rows so far and their faults."""

    before: PlanBefore
    names: frozenset[str]  # of its new rows
    goes_on: frozenset[str]  # rows that it carries
    faults: list[CellFault] = field(default_factory=list)


def read_edition(
    rows: Sequence[CsvRow], before: PlanBefore
) -> tuple[list[RowPlan], list[CellFault]]:
    """Return what a file does with each row, and every fault, by line; the forgotten ones last."""
    rows = [_by_name(row) for row in rows]
    fates = [FATES.get(row.cells["fate"].casefold()) for row in rows]
    pairs = list(zip(rows, fates, strict=True))
    reading = _Reading(
        before=before,
        names=frozenset(row.cells["ref"] for row, fate in pairs if fate is Fate.NEW),
        goes_on=frozenset(
            row.cells["ref"] for row, fate in pairs if fate in {Fate.CARRIED, Fate.REDATED}
        ),
    )
    named = Counter(row.cells["ref"] for row in rows)
    found = []
    for row, fate in pairs:
        said = [*_unclear(row), *_named_once(row, named), *([] if fate else [_no_fate(row)])]
        plan = _plan(row, fate, reading, said) if fate else None
        label = row.cells["ref"]
        reading.faults += [CellFault(line=row.line, label=label, what=what) for what in said]
        if plan:
            found.append(plan)
    forgotten = [ref for ref in before.open_rows if ref not in named]
    if forgotten:
        what = f"Say what becomes of {', '.join(forgotten)}: open, and not in the file"
        reading.faults.append(CellFault(line=0, label="", what=what))
    return found, reading.faults


def read_edition_file(content: bytes, before: PlanBefore) -> tuple[list[RowPlan], list[CellFault]]:
    """Return what the file of an edition does, and every fault."""
    rows, faults = table_of(content, labels=list(COLUMNS.values()), needed=NEEDED, most=MOST_ROWS)
    return ([], faults) if faults else read_edition(rows, before)


def _by_name(row: CsvRow) -> CsvRow:
    """Return a row with its cells by the names of the columns; one that it lacks is blank."""
    found = {name: row.cells.get(label, "") for name, label in COLUMNS.items()}
    return CsvRow(line=row.line, cells=found)


def _named_once(row: CsvRow, named: Counter[str]) -> Iterator[str]:
    ref = row.cells["ref"]
    if not ref:
        yield "Enter the reference, and for a new row a working name such as NEW-1"
    elif named[ref] > 1:
        yield "Name each row once"


def _unclear(row: CsvRow) -> Iterator[str]:
    """Yield what of a row cannot be kept: what is not one line, or too long."""
    for name, cell in row.cells.items():
        if line_fault(cell):
            yield f"{COLUMNS[name]}: take out line breaks, tabs and invisible characters"
        elif len(cell) > LONGEST_REASON:
            yield f"{COLUMNS[name]}: enter {LONGEST_REASON:,} characters or fewer"


def _no_fate(row: CsvRow) -> str:
    typed = row.cells["fate"]
    return f"{WHICH}. “{typed[:60]}” is none of them" if typed else WHICH


def _plan(row: CsvRow, fate: Fate, reading: _Reading, said: list[str]) -> RowPlan:
    cells, before = row.cells, reading.before
    stands = before.stands.get(cells["ref"])
    if fate is Fate.NEW:
        said += _new_faults(cells, before)
    else:
        said += _old_faults(cells, fate, stands, before)
    heirs = tuple(name for part in cells["heirs"].split(",") if (name := part.strip()))
    said += _heir_faults(cells["ref"], fate, heirs, reading)
    if fate is Fate.DROPPED and not cells["reason"]:
        said.append("Enter the reason why it is dropped")
    own = before.programmes.get(cells["ref"], "")
    return RowPlan(
        line=row.line,
        ref=cells["ref"],
        fate=fate,
        programme=cells["programme"] if fate is Fate.NEW else own,
        title=stands.title if stands and fate is not Fate.NEW else cells["title"],
        now=stands.now if stands else UNDATED,
        new=_date(cells, fate, stands, before, said),
        heirs=heirs,
        reason=cells["reason"],
    )


def _new_faults(cells: Mapping[str, str], before: PlanBefore) -> Iterator[str]:
    """Yield what is wrong with new work: its working name is not a reference of the plan."""
    if cells["ref"] in before.taken:
        yield "Give new work a working name such as NEW-1. This is a reference of the plan"
    if cells["programme"] not in before.known:
        yield f"Enter its programme. They are {', '.join(before.known)}"
    if not cells["title"]:
        yield "Enter what the milestone is"
    elif len(cells["title"]) > LONGEST_TITLE:
        yield f"Enter the milestone in {LONGEST_TITLE} characters or fewer"


def _old_faults(
    cells: Mapping[str, str], fate: Fate, stands: Stands | None, before: PlanBefore
) -> Iterator[str]:
    """Yield what is wrong with a row of the plan: it must be open, and as the file saw it."""
    if stands is None:
        is_gone = cells["ref"] in before.taken
        yield (
            "Take out the line. It has been retired"
            if is_gone
            else "Enter a reference of the plan, or the fate new"
        )
        return
    if stands.delivery in CLOSED and stands.delivery:
        yield f"Take out the line. It is {stands.delivery.label.lower()}"
    if stands.asked_in and fate is not Fate.CARRIED:
        yield (
            f"Decide or withdraw {stands.asked_in} first, where a change of it is asked for, or "
            "carry it with its dates"
        )
    if cells["now"] and cells["now"] != stands.now.raw:
        what = stands.now.raw or "blank"
        yield f"Download the file again. Its date now is {what}, not “{cells['now'][:60]}”"
    if cells["title"] and cells["title"] != stands.title:
        yield "Leave its words as they are. A request for a change alters them"
    own = before.programmes.get(cells["ref"], "")
    if cells["programme"] and cells["programme"] != own:
        yield f"Leave its programme as it is: {own}"


def _heir_faults(ref: str, fate: Fate, heirs: tuple[str, ...], reading: _Reading) -> Iterator[str]:
    if fate is not Fate.REPLACED:
        if heirs:
            yield "Leave “Replaced by” blank, or enter the fate replaced"
        return
    if not heirs:
        yield "Enter what replaces it: the working name of a new row, or a row that is carried"
    for name in heirs:
        if name == ref or name not in reading.names | reading.goes_on:
            yield f"Replace it by a new row or one that is carried. “{name[:60]}” is neither"


def _date(
    cells: Mapping[str, str], fate: Fate, stands: Stands | None, before: PlanBefore, said: list[str]
) -> PlanDate:
    """Return the date that a row is given, with what is wrong with it added to `said`."""
    typed = cells["new"]
    if fate not in {Fate.REDATED, Fate.NEW}:
        if typed:
            said.append("Leave “New date” blank, or enter the fate new dates")
        return UNDATED
    if not typed:
        said.append("Enter the new date. For example, 30 June 2027, Jun 2027 or Q3 2027")
        return UNDATED
    try:
        read = parse_plan_date(typed, quarters=before.quarters)
    except UnreadableDate as error:
        said.append(str(error))
        return UNDATED
    if fault := before.window.fault(read.earliest, read.latest):
        said.append(fault)
    elif read.latest is not None and read.latest < before.on:
        said.append(f"Enter {printed_day(before.on)} or a later date. “{typed}” has passed")
    elif fate is Fate.REDATED:
        said += _other_date(read, stands)
    return read


def _other_date(read: PlanDate, stands: Stands | None) -> Iterator[str]:
    if read.latest is None:
        yield "Enter a date that names days"
    elif stands and stands.kind in {"recurring", "ongoing", "review"}:
        yield "Carry it with its dates. It recurs or goes on"
    elif stands and stands.now.latest == read.latest:
        yield "Enter another date than its date now, or carry it with its dates"


def preview_mark(number: int, rows: Sequence[RowPlan]) -> str:
    """Return what tells a preview from one of another plan, or of another file."""
    said = [(number, row.ref, row.fate, row.title, row.now.raw, row.new.raw, row.heirs, row.reason)
            for row in rows]  # fmt: skip
    return sha256(repr(said).encode()).hexdigest()[:32]
