"""What a request may ask for of each of its rows, by their kinds (Rules 4, 10, 18 and 18a)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from irp.rules.date_spans import printed_day
from irp.rules.plan_dates import PlanDate
from programmes.rules.change_parts import (
    ENDS,
    MOST_ROWS,
    TOO_MANY,
    added_again,
    together_faults,
)
from programmes.rules.changes import Proposed, Stands
from programmes.rules.delivery import UNBASELINED
from programmes.words import CLOSED, ChangeKind, Delivery

Row = tuple[Proposed, Stands | None]
ONE_TO_SPLIT = "Split one milestone into two or more"
SOME_TO_MERGE = "Choose two or more milestones to merge"
A_DATE = "For example, 30 June 2027, Jun 2027 or Q3 2027"
# What alters no words, so that other words may be asked for beside it.
LEAVES_WORDS = {ChangeKind.DATE, ChangeKind.PAUSE, ChangeKind.RESUME, ChangeKind.DESCOPE}


def request_faults(rows: Sequence[Row], *, on: date) -> dict[str, str]:
    """Return what is wrong with the rows of a request: by field, "" for what no field mends.

    The fields of a row are "new", "start", "title" and "run_by" with its number; the rows of a
    merge propose the same.
    """
    parts: dict[int, list[Row]] = defaultdict(list)
    for pair in rows:
        parts[pair[0].part].append(pair)
    faults = _whole_faults(parts)
    if not faults and (refused := _refusals(rows)):
        faults[""] = " ".join(refused)
    ends = [
        (row.ref, row.title, proposed.kind)
        for proposed, row in rows
        if row and proposed.kind in ENDS
    ]
    for proposed, row in _typed(parts):
        found = _faults(proposed, row, on=on)
        if proposed.kind is ChangeKind.ADD and (fault := added_again(proposed.title, ends)):
            found["title"] = fault
        faults |= {f"{name}_{proposed.number}": fault for name, fault in found.items()}
    return faults


def _typed(parts: Mapping[int, Sequence[Row]]) -> list[Row]:
    """Return the rows that have boxes of their own: the first of a merge speaks for all."""
    return [
        row
        for some in parts.values()
        for row in (some[:1] if some[0][0].kind is ChangeKind.MERGE else some)
    ]


def _whole_faults(parts: Mapping[int, Sequence[Row]]) -> dict[str, str]:
    """Return whether there are as many rows as the kinds need."""
    if not parts:
        return {"": "Choose at least one milestone"}
    if sum(map(len, parts.values())) > MOST_ROWS:
        return {"": TOO_MANY}
    for rows in parts.values():
        kind, refs = rows[0][0].kind, {row.ref for _, row in rows if row}
        if kind is ChangeKind.SPLIT and (len(refs) != 1 or len(rows) < 2):
            return {"": ONE_TO_SPLIT}
        if kind is ChangeKind.MERGE and len(refs) < 2:
            return {"": SOME_TO_MERGE}
    return {}


def _refusals(rows: Sequence[Row]) -> list[str]:
    """Return why the request may not name its milestones: together, or one by one."""
    asked = [(row.ref, proposed.part, proposed.kind) for proposed, row in rows if row]
    alone = {
        (row.ref, proposed.kind): _refusal(proposed.kind, row) for proposed, row in rows if row
    }
    return [*together_faults(asked), *dict.fromkeys(filter(None, alone.values()))]


def barred(asked: Iterable[tuple[ChangeKind, Stands]]) -> list[str]:
    """Return why a request may not name some milestones now, a sentence each, before it is typed.

    Each with the kind of change that would be asked of it.
    """
    return list(dict.fromkeys(filter(None, (_refusal(kind, row) for kind, row in asked))))


def _refusal(kind: ChangeKind, row: Stands) -> str:
    """Return why a request may not name a milestone now; "" where it may."""
    if not row.in_force:
        return f"{row.ref} has been retired. Choose a milestone that is in force."
    if found := list(dict.fromkeys(ref for ref, other in row.asked if collide(kind, other))):
        refs, have = " and ".join(found), "have" if found[1:] else "has"
        return (
            f"{row.ref} is in {refs}, which {have} not been decided. Wait for the decision, "
            f"withdraw {refs}, or ask CPMO when it is decided."
        )
    return _of_kind(kind, row)


def collide(kind: ChangeKind, other: ChangeKind) -> bool:
    """Tell whether two requests that are undecided may not name one milestone.

    All moves of a milestone are judged together (Rule 18), so its date, scope, status and end are
    asked for by one request at a time. Other words for the same work alter none of them.
    """
    kinds = {kind, other}
    return not (ChangeKind.WORDING in kinds and kinds & LEAVES_WORDS)


def _of_kind(kind: ChangeKind, row: Stands) -> str:
    is_held = row.delivery in {Delivery.PAUSED, Delivery.DESCOPED}
    if kind is ChangeKind.RESUME:
        return "" if is_held else f"{row.ref} is neither paused nor descoped."
    if kind is ChangeKind.WORDING:
        return ""
    if row.delivery in CLOSED and row.delivery:
        return f"{row.ref} is {row.delivery.label.lower()}, so this cannot be asked of it."
    if kind is ChangeKind.PAUSE and row.delivery is Delivery.PAUSED:
        return f"{row.ref} is paused already."
    if kind is ChangeKind.DATE and row.kind not in {"dated", *UNBASELINED}:
        return f"{row.ref} has no date that can be moved: it recurs or goes on."
    if kind is ChangeKind.CLOSE and row.kind == "dated":
        return (
            f"{row.ref} has a date, so it cannot be closed. Report it complete once it is done, or "
            "ask to descope it."
        )
    return ""


def _faults(proposed: Proposed, row: Stands | None, *, on: date) -> dict[str, str]:
    """Return what is wrong with what one row proposes, by field."""
    kind, faults = proposed.kind, {}
    if (asks := NEEDS_A_DATE.get(kind)) and (fault := asks(proposed, row, on)):
        faults["new"] = fault
    if kind is ChangeKind.DATE and row and (fault := _start_fault(proposed, row, on)):
        faults["start"] = fault
    if kind in NEEDS_A_TITLE:
        if not proposed.title.strip():
            faults["title"] = "Enter the new wording"
        elif kind in SAME_ROW and row and proposed.title.strip() == row.title:
            faults["title"] = "Enter other words. These are the words now"
    if kind is ChangeKind.CLOSE and not proposed.run_by.strip():
        faults["run_by"] = "Enter the service that runs it from now on"
    return faults


def _a_date(proposed: Proposed, _row: Stands | None, on: date) -> str:
    if proposed.new.latest is None:
        return f"Enter the new date. {A_DATE}"
    return _no_past(proposed, None, on)


def _another_date(proposed: Proposed, row: Stands | None, on: date) -> str:
    if row and row.now.is_dated and proposed.start.raw and not proposed.new.raw:
        return ""  # the start moves alone
    if fault := _a_date(proposed, row, on):
        return fault
    same = row is not None and row.now.latest == proposed.new.latest
    return f"Enter another date. {row.now.raw} is the date now" if row and same else ""


def _no_past(proposed: Proposed, _row: Stands | None, on: date) -> str:
    if proposed.new.latest is not None and proposed.new.latest < on:
        return f"Enter {printed_day(on)} or a later date. “{proposed.new.raw}” has passed"
    return ""


def _start_fault(proposed: Proposed, row: Stands, on: date) -> str:
    """Return what is wrong with the start that is proposed; "" where none is."""
    start, end = proposed.start, proposed.new if proposed.new.raw else row.now
    if start.latest is None or start.earliest is None:
        return _passes_the_end(proposed, row)
    if (start.earliest, start.latest) == (row.start.earliest, row.start.latest):
        return f"Enter another start date. {row.start.raw} is the start now"
    if start.latest < on:
        return f"Enter {printed_day(on)} or a later date. “{start.raw}” has passed"
    if end.latest and start.earliest > end.latest:
        return f"Enter a start date that is not after the end, {end.raw}"
    return ""


def _passes_the_end(proposed: Proposed, row: Stands) -> str:
    """Return why a start that is not moved comes after the end that is proposed; "" if not."""
    end, start = proposed.new.latest, row.start
    if end and start.earliest and start.earliest > end:
        return f"Enter a start date too. The start now, {start.raw}, is after “{proposed.new.raw}”"
    return ""


NEEDS_A_DATE: dict[ChangeKind, Callable[[Proposed, Stands | None, date], str]] = {
    ChangeKind.DATE: _another_date,
    ChangeKind.ADD: _a_date,
    ChangeKind.SPLIT: _a_date,
    ChangeKind.MERGE: _a_date,
    ChangeKind.RESUME: _a_date,
    ChangeKind.PAUSE: _no_past,
}
SAME_ROW = {ChangeKind.WORDING, ChangeKind.SCOPE}
NEEDS_A_TITLE = {*SAME_ROW, ChangeKind.ADD, ChangeKind.SPLIT, ChangeKind.MERGE}


def draft_refusal(request: str) -> str:
    """Return why a draft takes nothing any more; `request` is what it was sent as, "" for none."""
    if request:
        return f"This draft was sent as {request}. Open {request} to see where it is."
    return "This draft was discarded. Ask for the change again."


def original_of(dates: list[PlanDate]) -> PlanDate:
    """Return the first date that names a day, else the first: days run from it (Rule 18)."""
    return next((day for day in dates if day.is_dated), dates[0])
