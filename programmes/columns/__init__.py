"""The columns of milestones, the register, changes of the plan, for files."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from irp.columns import Column, Kind
from irp.fields import label_of
from irp.glossary import glossary
from programmes.figures.changes import ChangeLine, ChangeRowLine
from programmes.figures.milestones import MilestoneLine
from programmes.figures.occurrences import OccurrenceLine
from programmes.figures.points import PointLine
from programmes.figures.raid import RaidLine
from programmes.models import Milestone, MilestoneReport, Occurrence
from programmes.models.risks import SCORES
from programmes.readings.people import RowPeople
from programmes.rules.completion import COMPLETION
from programmes.words import BEFORE, UNCONFIRMED, MilestoneKind
from programmes.words.raid import OVERARCHING

_dates = glossary()["dates"]


def _reported(name: str, kind: Kind = Kind.TEXT) -> Column[MilestoneLine]:
    return Column(name, label_of(MilestoneReport, name), attrgetter(name), kind)


def _dated(name: str, kind: Kind) -> Column[MilestoneLine]:
    return Column(name, _dates[name].word, attrgetter(name), kind)


def _occurrences(name: str) -> Column[MilestoneLine]:
    """Return the column of a count of occurrences, blank for a row that does not recur."""

    def read(line: MilestoneLine) -> int | None:
        return getattr(line.recurring.counts, name) if line.recurring else None

    word = glossary()["occurrences"][name].word
    return Column(f"occurrences_{name}", f"Occurrences {word.lower()}", read, Kind.NUMBER)


MILESTONE: tuple[Column[MilestoneLine], ...] = (
    Column("ref", "Ref", attrgetter("ref")),
    Column("title", "Milestone", attrgetter("title")),
    Column("workstream", label_of(Milestone, "workstream"), attrgetter("workstream")),
    Column("kind", label_of(Milestone, "kind"), lambda line: MilestoneKind(line.kind), Kind.WORD),
    Column("own_sao", label_of(Milestone, "own_sao"), attrgetter("own_sao")),
    Column("lead", "Lead that answers for the row", attrgetter("lead")),
    Column("other_leads", "Other leads", attrgetter("other_leads")),
    Column("start", "Start", attrgetter("start"), Kind.PLAN_DATE),
    _dated("b0", Kind.PLAN_DATE),
    _dated("baseline", Kind.PLAN_DATE),
    _reported("forecast", Kind.PLAN_DATE),
    Column("status", "Status", attrgetter("status"), Kind.WORD),
    _reported("delivery", Kind.WORD),
    _reported("actual_on", Kind.DAY),
    *(_reported(name) for name in COMPLETION),
    Column("unconfirmed", UNCONFIRMED, attrgetter("is_unconfirmed"), Kind.YES_NO),
    _dated("days_late", Kind.NUMBER),
    Column(
        "days_late_b0",
        f"{_dates['days_late'].word} against B0",
        attrgetter("days_late_b0"),
        Kind.NUMBER,
    ),
    Column("month", "Last reported", attrgetter("month"), Kind.MONTH),
    Column(
        "position_on",
        f"{BEFORE}: position as at",
        lambda line: line.opening.position_on if line.opening else None,
        Kind.DAY,
    ),
    _reported("narrative"),
    _reported("reason"),
    Column("note", label_of(Milestone, "note"), attrgetter("note")),
    *(_occurrences(name) for name in ("due", "held", "not_needed", "missed", "untold")),
)

OCCURRENCE: tuple[Column[OccurrenceLine], ...] = (
    Column("ref", "Ref", attrgetter("ref")),
    Column("title", "Milestone", attrgetter("title")),
    Column("due_on", label_of(Occurrence, "due_on"), attrgetter("due_on"), Kind.DAY),
    Column("turn", label_of(Occurrence, "turn"), attrgetter("word")),
    Column("done_on", label_of(Occurrence, "done_on"), attrgetter("done_on"), Kind.DAY),
    Column("days_late", _dates["days_late"].word, attrgetter("days_late"), Kind.NUMBER),
    Column("reason", label_of(Occurrence, "reason"), attrgetter("reason")),
    Column("month", "Reported for", attrgetter("month"), Kind.MONTH),
)


def _held(name: str, label: str) -> tuple[Column[RowPeople], Column[RowPeople]]:
    """Return the columns of a post that a row names: its title, and who holds it."""

    def read(part: str) -> Callable[[RowPeople], str | None]:
        return lambda row: getattr(getattr(row, name), part, None)

    held_by = Column(f"{name}_held_by", f"{label}: held by", read("people"))
    return Column(name, label, read("title")), held_by


PEOPLE: tuple[Column[RowPeople], ...] = (
    Column("ref", "Ref", attrgetter("ref")),
    Column("title", "Milestone", attrgetter("title")),
    *_held("sao", "SAO"),
    *_held("lead", "Lead that answers for the row"),
    Column("others", "Other leads", attrgetter("other_titles")),
    Column("others_held_by", "Other leads: held by", attrgetter("other_people")),
    *_held("lead_member", "Lead member"),
)


def _side(name: str, part: str) -> Column[RaidLine]:
    """Return the column for an impact or a likelihood of a risk, blank where it is not scored."""

    def read(line: RaidLine) -> int | None:
        score = getattr(line.scores, name)
        return getattr(score, part) if score else None

    return Column(f"{name}_{part}", f"{name.capitalize()} {part}", read, Kind.NUMBER)


RAID: tuple[Column[RaidLine], ...] = (
    Column("ref", "Ref", attrgetter("ref")),
    Column("kind", "Kind", attrgetter("kind"), Kind.WORD),
    Column("title", "Title", attrgetter("title")),
    Column("programme", "Programme", lambda line: line.programme or OVERARCHING),
    Column("owner", "Owner", attrgetter("owner")),
    Column("state", "Status", attrgetter("state"), Kind.WORD),
    Column("band", "Band", attrgetter("band"), Kind.WORD),
    *(_side(name, part) for name in SCORES for part in ("impact", "likelihood")),
    Column("forum", "Escalated to", attrgetter("forum"), Kind.WORD),
    Column("due_on", "Due or next review", attrgetter("due_on"), Kind.DAY),
    Column("overdue", "Overdue", attrgetter("is_overdue"), Kind.YES_NO),
    Column("comes_from", "Belongs to", attrgetter("comes_from")),
    Column("raised_on", "Raised", attrgetter("raised_on"), Kind.DAY),
    Column("closed_on", "Closed", attrgetter("closed_on"), Kind.DAY),
    Column("words", "Response, outcome or evidence", attrgetter("words")),
)


ChangeCell = tuple[ChangeLine, ChangeRowLine]


def _line(name: str) -> Callable[[ChangeCell], Any]:
    """Return what reads a column of the request that a row belongs to."""
    return lambda cell: getattr(cell[0], name)


def _row(name: str) -> Callable[[ChangeCell], Any]:
    """Return what reads a column of the row itself."""
    return lambda cell: getattr(cell[1].facts, name)


CHANGE: tuple[Column[ChangeCell], ...] = (
    Column("ref", "Request", _line("ref")),
    Column("programme", "Programme", _line("programme")),
    Column("kind", "Change", _row("kind"), Kind.WORD),
    Column("milestone", "Milestone", _row("milestone")),
    Column("old_title", "Wording now", _row("old_title")),
    Column("new_title", "Wording proposed", _row("new_title")),
    Column("old", "Date now", _row("old"), Kind.PLAN_DATE),
    Column("new", "Date proposed", _row("new"), Kind.PLAN_DATE),
    Column("old_start", "Start now", _row("old_start"), Kind.PLAN_DATE),
    Column("new_start", "Start proposed", _row("new_start"), Kind.PLAN_DATE),
    Column("days", "Days from the original date", _row("days"), Kind.NUMBER),
    Column(
        "money_changed",
        "Saving or receipt changes",
        lambda cell: cell[1].money_changed,
        Kind.YES_NO,
    ),
    Column(
        "gate_overtaken",
        "Assurance date overtaken",
        lambda cell: cell[1].gate_overtaken,
        Kind.YES_NO,
    ),
    Column("tier", "Decided by", _line("tier"), Kind.WORD),
    Column("why", "Because of", lambda cell: "; ".join(cause.label for cause in cell[0].why)),
    Column("reason_code", "Main reason", _line("reason_code"), Kind.WORD),
    Column("reason", "Reason", _line("reason")),
    Column("asked_by", "Asked by", _line("asked_by")),
    Column("asked_at", "Asked", _line("asked_at"), Kind.MOMENT),
    Column("state", "Status of the row", lambda cell: cell[1].state, Kind.WORD),
    Column("waited", "Days waited", _line("days"), Kind.NUMBER),
    Column("ended_at", "Ended", _line("ended_at"), Kind.MOMENT),
    Column("forum", "Newest decision by", _line("forum"), Kind.WORD),
    Column("met_on", "Meeting", _line("met_on"), Kind.DAY),
    Column("minute", "Minute", _line("minute")),
)


def _of_point(name: str, label: str, kind: Kind = Kind.TEXT) -> Column[PointLine]:
    return Column(name, label, lambda line: getattr(line.facts, name), kind)


POINT: tuple[Column[PointLine], ...] = (
    _of_point("ref", "Ref"),
    _of_point("kind", "Kind", Kind.WORD),
    _of_point("programme", "Programme"),
    _of_point("month", "Return", Kind.MONTH),
    Column("about", "Asked of, or about", attrgetter("about")),
    _of_point("words", "What is asked"),
    _of_point("by_name", "Raised by"),
    _of_point("at", "Raised", Kind.MOMENT),
    _of_point("due_on", "Answer needed by", Kind.DAY),
    Column("status", "Status", attrgetter("status")),
    Column("age", "Days open", attrgetter("age"), Kind.NUMBER),
    Column("overdue", "Overdue", attrgetter("is_overdue"), Kind.YES_NO),
    Column("answer", "Answer", attrgetter("answer")),
    Column("ended_on", "Settled", attrgetter("ended_on"), Kind.DAY),
)
