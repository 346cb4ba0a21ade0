"""A file of dependencies as it was sent: which rows are new, there already or faulty (Rule 28).

A file only adds. A day is changed on the dependency's own page, where it is confirmed anew.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from irp.field_messages import messages_of
from irp.forms import hold_to_window
from irp.forms.files import ReadFile
from irp.rules.csv_rows import CellFault, CsvRow, rows_of
from irp.rules.window import Window
from programmes.actions.dependencies import End, NewHandover
from programmes.actions.dependency_load import NewDependency
from programmes.columns.dependencies import DEPENDENCY
from programmes.forms.dependencies import UNKNOWN, DependencyForm
from programmes.forms.references import named, refs_in
from programmes.models import Dependency, Milestone
from programmes.models.dependencies import dependency_end
from programmes.models.risks import in_words
from programmes.readings.dependency_rows import complete_among, ends_named, of_two_ends, registered
from programmes.readings.raid_links import requirements_named
from programmes.rules.dependencies import end_faults
from programmes.rules.dependency_file import (
    Handover,
    Registered,
    circle_faults,
    differing,
    instead,
    twin_of,
)
from programmes.words import DependencyState, Side

LABELS = {column.name: column.label for column in DEPENDENCY}
ENDS = {side: f"{side}_ref" for side in Side}
BOXES = ("title", "description", "give_by", "need_by")  # as the form has them
COMPARED = (*ENDS.values(), *BOXES, "requirements")


@dataclass(frozen=True, kw_only=True)
class HandoverShown:
    """A row as the preview shows it: its line, its reference where it is there, what it says."""

    line: int
    ref: str
    says: Handover


@dataclass
class DependencyFile(ReadFile[NewDependency]):
    """What a file would add to the dependencies; nothing while it has faults."""

    new: list[HandoverShown] = field(default_factory=list)
    there: list[HandoverShown] = field(default_factory=list)


class RowForm(DependencyForm):
    """What a row says, beside its ends; `known` are the requirements that the file may name."""

    def __init__(self, *args: Any, known: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = frozenset(known)

    def clean_requirement_refs(self) -> str:
        """Return the references of requirements as a dependency says them."""
        return in_words(named(self.cleaned_data["requirement_refs"], self.known.intersection))


@dataclass
class _Reading:
    """What rows are read with: the ends, requirements and dependencies that they may name."""

    ends: Mapping[str, End]
    requirements: Collection[str]
    register: Sequence[Registered]
    may_keep: Callable[[Dependency], bool]
    window: Window
    on: date
    complete: Collection[str]
    read: DependencyFile = field(default_factory=DependencyFile)
    seen: dict[tuple[str, ...], int] = field(default_factory=dict)

    def fault(self, row: CsvRow, name: str, what: str) -> None:
        label = LABELS.get(name, "")
        self.read.faults.append(CellFault(line=row.line, label=label, what=what))


def read_dependency_file(
    text: str, *, may_keep: Callable[[Dependency], bool], window: Window, on: date
) -> DependencyFile:
    """Return what a file's text would add; `may_keep` asks for a dependency of two ends.

    `window` are the days that are taken, `on` the day on which a milestone has to be in force.
    """
    needed = {column.label for column in DEPENDENCY if column.is_needed}
    rows, faults = rows_of(text, labels=list(LABELS.values()), needed=needed)
    refs = {_cell(row, name).upper() for row in rows for name in ENDS.values()}
    asked = {ref for row in rows for ref in refs_in(_cell(row, "requirements"))}
    ends = ends_named(refs)
    reading = _Reading(
        ends=ends,
        requirements=requirements_named(asked) if asked else (),
        register=[registered(row) for row in of_two_ends().order_by("number")],
        may_keep=may_keep,
        window=window,
        on=on,
        complete=complete_among(ends.values(), on=on),
    )
    reading.read.faults += faults
    for row in rows:
        _judge(row, reading)
    _refuse_circles(reading)
    reading.read.faults.sort(key=lambda fault: fault.line)
    return reading.read


def _cell(row: CsvRow, name: str) -> str:
    return row.cells.get(LABELS[name], "")


def _judge(row: CsvRow, reading: _Reading) -> None:
    """Put a row where it belongs, and its faults beside it."""
    before = len(reading.read.faults)
    ends = _ends(row, reading)
    form = _form(row, reading)
    if len(reading.read.faults) > before:
        return
    values = form.values()
    says = Handover(
        **{name: ends[side].ref for side, name in ENDS.items()},
        **{name: values[name] for name in BOXES},
        requirements=tuple(values["requirements"]),
    )
    names = [name for name in COMPARED if LABELS[name] in row.cells]
    twin = _twin(row, says, names, reading)
    if len(reading.read.faults) > before or _is_repeated(row, says, reading):
        return
    if twin:
        shown = HandoverShown(line=row.line, ref=twin.ref, says=twin.says)
        reading.read.there.append(shown)
        return
    if _may_be_added(row, ends, reading):
        load = NewDependency(
            line=row.line,
            adds=NewHandover(giver=ends[Side.GIVER], taker=ends[Side.TAKER], values=values),
            says=says,
            names=names,
        )
        reading.read.loads.append(load)
        reading.read.new.append(HandoverShown(line=row.line, ref="", says=says))


def _ends(row: CsvRow, reading: _Reading) -> dict[Side, End]:
    """Return the two ends that a row names; one that there is not is its fault."""
    found = {}
    for side, name in ENDS.items():
        end = reading.ends.get(_cell(row, name).upper())
        if end is None:
            reading.fault(row, name, UNKNOWN)
        else:
            found[side] = end
    return found


def _form(row: CsvRow, reading: _Reading) -> RowForm:
    """Return the dependency's own form with what the row says; its faults are the row's."""
    cells = {name: _cell(row, name) for name in BOXES}
    cells |= {"requirement_refs": _cell(row, "requirements"), "version": "0"}
    form = RowForm(data=cells, known=reading.requirements)
    hold_to_window(form, lambda: reading.window)
    for name in (*BOXES, "requirement_refs"):
        for what in messages_of(form[name]):
            reading.fault(row, "requirements" if name == "requirement_refs" else name, str(what))
    return form


def _twin(
    row: CsvRow, says: Handover, names: Sequence[str], reading: _Reading
) -> Registered | None:
    """Return the dependency that a row names or repeats; where they differ it is at fault."""
    ref = _cell(row, "ref").upper()
    if ref:
        twin = next((dependency for dependency in reading.register if dependency.ref == ref), None)
        if twin is None:
            what = f"Leave it empty for a new dependency. There is no dependency {ref[:20]}"
            reading.fault(row, "ref", what)
            return None
    else:
        twin = twin_of(says, reading.register, names=names)
    if twin:
        for name in differing(says, twin.says, names=names):
            reading.fault(row, name, instead(twin, name))
    return twin


def _is_repeated(row: CsvRow, says: Handover, reading: _Reading) -> bool:
    """Tell whether a line above says the same, which is the row's fault."""
    first = reading.seen.setdefault((_cell(row, "ref").upper(), *says.key), row.line)
    if first == row.line:
        return False
    reading.fault(row, "title", f"Line {first} says the same. Put it on one line only")
    return True


def _may_be_added(row: CsvRow, ends: Mapping[Side, End], reading: _Reading) -> bool:
    """Tell whether the person may add what a row says, and its ends may depend on each other."""
    new = Dependency()
    for side, end in ends.items():
        kind = "milestone" if isinstance(end, Milestone) else "programme"
        setattr(new, f"{side}_{kind}", end)
    if not reading.may_keep(new):
        what = "Leave this row out. Neither its giver nor its taker is of a programme of yours"
        reading.fault(row, ENDS[Side.GIVER], what)
        return False
    rows = [end for end in ends.values() if isinstance(end, Milestone)]
    faults = end_faults(
        giver=dependency_end(ends[Side.GIVER]),
        taker=dependency_end(ends[Side.TAKER]),
        edges=(),
        retired=[end.ref for end in rows if not end.is_in_force(on=reading.on)],
        complete=reading.complete,
    )
    for name, what in faults.items():
        reading.fault(row, name, what)
    return not faults


def _refuse_circles(reading: _Reading) -> None:
    """Refuse each new row that closes a circle with the rows above it and what is open."""
    is_open = (
        dependency.says
        for dependency in reading.register
        if dependency.state is DependencyState.OPEN
    )
    edges = [(handover.giver_ref, handover.taker_ref) for handover in is_open]
    lines = {
        dependency.line: (dependency.says.giver_ref, dependency.says.taker_ref)
        for dependency in reading.read.new
    }
    for line, what in circle_faults(lines, edges).items():
        fault = CellFault(line=line, label=LABELS[ENDS[Side.TAKER]], what=what)
        reading.read.faults.append(fault)
