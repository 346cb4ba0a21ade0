"""A row of an edition's file: what becomes of a milestone, and what is wrong with it (18b)."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from irp.rules.csv_rows import CsvRow
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


@dataclass(frozen=True, kw_only=True)
class Whole:
    """What a row is read with: the plan before, and what the other rows of the file are."""

    before: PlanBefore
    names: frozenset[str]  # of its new rows
    goes_on: frozenset[str]  # rows that it carries
    named: Counter[str]  # how often it names each


def fate_of(row: CsvRow) -> Fate | None:
    """Return what a row says becomes of it; None where it says nothing that is known."""
    return FATES.get(row.cells["fate"].casefold())


def read_row(row: CsvRow, whole: Whole) -> tuple[RowPlan | None, list[str]]:
    """Return what a file does with a row, and what is wrong with it; None without a known fate."""
    fate = fate_of(row)
    faults = [*_unclear(row), *_named_once(row, whole.named)]
    if fate is None:
        return None, [*faults, _no_fate(row)]
    return _plan(row, fate, whole, faults), faults


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


def _plan(row: CsvRow, fate: Fate, whole: Whole, faults: list[str]) -> RowPlan:
    cells, before = row.cells, whole.before
    stands = before.stands.get(cells["ref"])
    if fate is Fate.NEW:
        faults += _new_faults(cells, before)
    else:
        faults += _old_faults(cells, fate, stands, before)
    heirs = tuple(name for part in cells["heirs"].split(",") if (name := part.strip()))
    faults += _heir_faults(cells["ref"], fate, heirs, whole)
    if fate is Fate.DROPPED and not cells["reason"]:
        faults.append("Enter the reason why it is dropped")
    own = before.programmes.get(cells["ref"], "")
    return RowPlan(
        line=row.line,
        ref=cells["ref"],
        fate=fate,
        programme=cells["programme"] if fate is Fate.NEW else own,
        title=stands.title if stands and fate is not Fate.NEW else cells["title"],
        now=stands.now if stands else UNDATED,
        new=_date(cells, fate, stands, before, faults),
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


def _heir_faults(ref: str, fate: Fate, heirs: tuple[str, ...], whole: Whole) -> Iterator[str]:
    if fate is not Fate.REPLACED:
        if heirs:
            yield "Leave “Replaced by” blank, or enter the fate replaced"
        return
    if not heirs:
        yield "Enter what replaces it: the working name of a new row, or a row that is carried"
    for name in heirs:
        if name == ref or name not in whole.names | whole.goes_on:
            yield f"Replace it by a new row or one that is carried. “{name[:60]}” is neither"


def _date(
    cells: Mapping[str, str],
    fate: Fate,
    stands: Stands | None,
    before: PlanBefore,
    faults: list[str],
) -> PlanDate:
    """Return the date that a row is given, with what is wrong with it added to `faults`."""
    typed = cells["new"]
    if fate not in {Fate.REDATED, Fate.NEW}:
        if typed:
            faults.append("Leave “New date” blank, or enter the fate new dates")
        return UNDATED
    if not typed:
        faults.append("Enter the new date. For example, 30 June 2027, Jun 2027 or Q3 2027")
        return UNDATED
    try:
        read = parse_plan_date(typed, quarters=before.quarters)
    except UnreadableDate as error:
        faults.append(str(error))
        return UNDATED
    if fault := before.window.fault(read.earliest, read.latest):
        faults.append(fault)
    elif read.latest is not None and read.latest < before.on:
        faults.append(f"Enter {printed_day(before.on)} or a later date. “{typed}” has passed")
    elif fate is Fate.REDATED:
        faults += _other_date(read, stands)
    return read


def _other_date(read: PlanDate, stands: Stands | None) -> Iterator[str]:
    if read.latest is None:
        yield "Enter a date that names days"
    elif stands and stands.kind in {"recurring", "ongoing", "review"}:
        yield "Carry it with its dates. It recurs or goes on"
    elif stands and stands.now.latest == read.latest:
        yield "Enter another date than its date now, or carry it with its dates"
