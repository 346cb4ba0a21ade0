"""An opening position: what an earlier tracker said of each milestone, all or nothing (Rule 18c).

A milestone's first line says its status. Each further date that was approved has a line of its own
with the decision, the earliest first; the first of them may stand on the first line.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from irp.rules.csv_rows import CellFault, CsvRow
from irp.rules.date_spans import for_example, printed_day
from irp.rules.measuring import Measured
from irp.rules.plan_dates import UNDATED, PlanDate, UnreadableDate, parse_plan_date
from irp.rules.texts import line_fault
from programmes.rules.changes import Stands
from programmes.rules.json_rows import table_of
from programmes.rules.takeover_plan import COLUMNS, ApprovedDate, Ground, OpeningPlan
from programmes.words import Delivery

NEEDED = ("Ref", "Status")
MOST_ROWS = 4000
LONGEST = {"said": 1000, "reason": 1000, "decided_by": 200, "minute": 100}
STATUSES = {delivery.label.casefold(): delivery for delivery in Delivery}
WHICH = f"Enter {', '.join(delivery.label for delivery in Delivery)}"
A_DAY = for_example(30, 6, 2026)
OF_A_DECISION = ("decided_by", "decided_on", "minute", "reason")
NO_DATE = frozenset({"recurring", "ongoing", "review"})


@dataclass
class _Taken:
    """The lines of one milestone as they are read."""

    line: int
    cells: Mapping[str, str]
    dates: list[ApprovedDate] = field(default_factory=list)


@dataclass
class _Reading:
    ground: Ground
    taken: dict[str, _Taken] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)

    def fault(self, line: int, ref: str, what: str) -> None:
        self.faults.append(CellFault(line=line, label=ref, what=what))


def read_opening_file(content: bytes, ground: Ground) -> tuple[list[OpeningPlan], list[CellFault]]:
    """Return what a file takes over of each milestone, and every fault."""
    rows, faults = table_of(content, labels=list(COLUMNS.values()), needed=NEEDED, most=MOST_ROWS)
    return ([], faults) if faults else read_position(rows, ground)


def read_position(
    rows: Sequence[CsvRow], ground: Ground
) -> tuple[list[OpeningPlan], list[CellFault]]:
    """Return what is taken over of each milestone, in the order of the file, and every fault."""
    reading = _Reading(ground)
    for row in rows:
        cells = {name: row.cells.get(label, "") for name, label in COLUMNS.items()}
        for what in _unclear(cells):
            reading.fault(row.line, cells["ref"], what)
        _take(row.line, cells, reading)
    plans = [_plan(ref, taken, reading) for ref, taken in reading.taken.items()]
    reading.faults.sort(key=lambda fault: fault.line)
    return [plan for plan in plans if plan], reading.faults


def _unclear(cells: Mapping[str, str]) -> Iterator[str]:
    """Yield what of a line cannot be kept: what is not one line, or too long."""
    for name, cell in cells.items():
        longest = LONGEST.get(name, 200 if name != "title" else 600)
        if line_fault(cell):
            yield f"{COLUMNS[name]}: take out line breaks, tabs and invisible characters"
        elif len(cell) > longest:
            yield f"{COLUMNS[name]}: enter {longest:,} characters or fewer"


def _take(line: int, cells: Mapping[str, str], reading: _Reading) -> None:
    """Take a line to its milestone: its first, or one more date of it."""
    ref = cells["ref"]
    if not ref:
        reading.fault(line, "", "Enter the reference")
        return
    before = reading.taken.get(ref)
    taken = reading.taken.setdefault(ref, _Taken(line=line, cells=cells))
    if before and (cells["delivery"] or not cells["new"]):
        what = "Say the status of each milestone once. A further line of it is a further date"
        reading.fault(line, ref, what)
    if cells["new"] or any(cells[name] for name in OF_A_DECISION):
        faults: list[str] = []
        if found := _approved(cells, taken, reading.ground, faults):
            taken.dates.append(found)
        for what in faults:
            reading.fault(line, ref, what)


def _approved(
    cells: Mapping[str, str], taken: _Taken, ground: Ground, faults: list[str]
) -> ApprovedDate | None:
    """Return a line's approved date with its decision; what is wrong is added to `faults`."""
    stands = ground.stands.get(cells["ref"])
    before = taken.dates[-1].new if taken.dates else stands.original if stands else UNDATED
    new = _date(cells["new"], ground, faults, needs="the approved date")
    if stands and stands.kind in NO_DATE:
        faults.append("Leave the approved date blank. It recurs or goes on")
    elif cells["ref"] in ground.dated:
        faults.append("Leave the approved date blank. Its date has been changed here already")
    elif new.latest and new.latest == before.latest:
        faults.append(f"Enter another approved date than the one before it, {before.raw}")
    decided_on = _day(cells["decided_on"], ground, faults, needs="the day of the decision")
    last = taken.dates[-1].decided_on if taken.dates else None
    if decided_on and last and decided_on < last:
        faults.append("Put the dates of a milestone in the order of their decisions")
    if not cells["decided_by"]:
        faults.append("Enter who decided it")
    if decided_on is None:
        return None
    return ApprovedDate(
        new=new,
        decided_by=cells["decided_by"],
        decided_on=decided_on,
        minute=cells["minute"],
        reason=cells["reason"],
    )


def _plan(ref: str, taken: _Taken, reading: _Reading) -> OpeningPlan | None:
    """Return what is taken over of a milestone; None where nothing can be."""
    ground, faults = reading.ground, list[str]()
    stands = ground.stands.get(ref)
    if stands is None:
        reading.fault(taken.line, ref, "Enter the reference of a milestone in force")
        return None
    faults += _closed_to(ref, taken.cells, stands, ground)
    delivery = STATUSES.get(taken.cells["delivery"].casefold())
    if delivery is None:
        typed = taken.cells["delivery"]
        faults.append(f"{WHICH}. “{typed[:60]}” is none of them" if typed else WHICH)
    actual_on = _day(taken.cells["actual_on"], ground, faults) if taken.cells["actual_on"] else None
    forecast = (
        _date(taken.cells["forecast"], ground, faults) if taken.cells["forecast"] else UNDATED
    )
    plan = OpeningPlan(
        line=taken.line,
        ref=ref,
        title=stands.title,
        programme=ground.programmes[ref],
        b0=stands.original,
        delivery=delivery or Delivery.NOT_STARTED,
        actual_on=actual_on,
        forecast=forecast,
        said=taken.cells["said"],
        dates=tuple(taken.dates),
    )
    if delivery:
        faults += _against_status(plan, taken.cells, stands, ground)
    for what in faults:
        reading.fault(taken.line, ref, what)
    return plan


def _closed_to(ref: str, cells: Mapping[str, str], stands: Stands, ground: Ground) -> Iterator[str]:
    """Yield why a milestone takes no position, and what of its line is not as the plan says."""
    own = ground.programmes[ref]
    if ref in ground.reported:
        yield "Take out the line. It has been reported here already"
    elif own in ground.frozen:
        yield f"Take out the line. A month of {own} has been frozen here already"
    if cells["title"] and cells["title"] != stands.title:
        yield "Leave its words as they are. A request for a change alters them"
    if cells["programme"] and cells["programme"] != own:
        yield f"Leave its programme as it is: {own}"
    if cells["now"] and cells["now"] != stands.now.raw:
        what = stands.now.raw or "blank"
        yield f"Download the file again. Its date now is {what}, not “{cells['now'][:60]}”"


def _against_status(
    plan: OpeningPlan, cells: Mapping[str, str], stands: Stands, ground: Ground
) -> Iterator[str]:
    """Yield what of a line does not go with its status (Rules 4 and 9)."""
    if plan.delivery is Delivery.COMPLETE:
        if stands.kind == "recurring":
            yield "Choose another status. A recurring milestone is never complete"
        if not cells["actual_on"]:
            yield f"Enter the date completed. {A_DAY}"
        if cells["forecast"]:
            yield "Remove the forecast. What is complete has none"
        return
    if cells["actual_on"]:
        yield "Remove the date completed, or enter Complete"
    measured = Measured(ground.position_on)
    if plan.delivery.is_open and measured.has_passed(plan.forecast.latest):
        yield f"Enter a forecast of {printed_day(ground.position_on)} or later"
    late = stands.kind == "dated" or plan.dates
    if plan.delivery is Delivery.GREEN and late and measured.is_over_for(plan.baseline):
        yield f"Enter Amber or Red. It is late: its date, {plan.baseline.raw}, had passed"


def _date(typed: str, ground: Ground, faults: list[str], *, needs: str = "") -> PlanDate:
    """Return a date; what is wrong with it is added to `faults`."""
    if not typed:
        faults.append(f"Enter {needs}. For example, 30 June 2026, Jun 2026 or Q3 2026")
        return UNDATED
    try:
        read = parse_plan_date(typed, quarters=ground.quarters)
    except UnreadableDate as error:
        faults.append(str(error))
        return UNDATED
    if fault := ground.window.fault(read.earliest, read.latest):
        faults.append(fault)
    elif needs and read.latest is None:
        faults.append(f"Enter {needs} as one that names days")
    return read


def _day(typed: str, ground: Ground, faults: list[str], *, needs: str = "") -> date | None:
    """Return a day up to that of the position; what is wrong with it is added to `faults`."""
    if not typed:
        faults.append(f"Enter {needs}. {A_DAY}")
        return None
    try:
        read = parse_plan_date(typed, quarters=ground.quarters)
    except UnreadableDate as error:
        faults.append(str(error))
        return None
    if read.earliest is None or read.earliest != read.latest:
        faults.append(f"Enter a day for “{typed[:60]}”. {A_DAY}")
        return None
    if fault := ground.window.fault(read.earliest, read.latest):
        faults.append(fault)
    elif read.earliest > ground.position_on:
        on = printed_day(ground.position_on)
        faults.append(f"“{typed[:60]}” is after the position’s day, {on}. Enter an earlier day")
    return read.earliest
