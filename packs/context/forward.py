"""What is coming up to the end of the second quarter on, by day: TIB's plan, IRB's look (PAGES 6).

A milestone stands under its forecast, or under its current baseline where it has none. What has no
day, or one that has gone by, stands in the sections of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from assurance.figures.requirements import RequirementLine
from irp.rules.date_spans import printed_day, printed_month
from irp.rules.money import printed_pounds
from irp.rules.numbers import counted
from irp.rules.texts import opening_of
from packs.context.actions import ActionsPage
from packs.context.due import due_groups
from packs.context.frame import Calendar
from packs.context.milestones import MilestonesPage
from packs.context.money import MoneyPage
from packs.context.points import DecisionsPage
from packs.context.requests import RequestsPage
from programmes.figures.dependencies import DependencyLine
from programmes.figures.milestones import MilestoneLine

MOST = 40  # rows of one pack: those that come after are counted
LONGEST = 70  # letters of a row: the section of its kind has all of them


@dataclass(frozen=True, kw_only=True)
class ForwardRow:
    """One thing to come: by when, in words too, what it is and who answers for it."""

    on: date
    when: str
    kind: str
    ref: str
    what: str
    whose: str


@dataclass(frozen=True, kw_only=True)
class ForwardPage:
    """What is coming, under its months, the soonest first."""

    until: date
    months: tuple[tuple[str, tuple[tuple[str, tuple[ForwardRow, ...]], ...]], ...]  # by kind
    more: int  # rows that are not printed


@dataclass(frozen=True, kw_only=True)
class Coming:
    """What a pack says by day, of which the next months are taken."""

    milestones: MilestonesPage
    lines: Sequence[MilestoneLine]
    due: Sequence[RequirementLine]
    actions: ActionsPage | None
    asks: DecisionsPage | None
    requests: RequestsPage | None
    money: MoneyPage | None
    handovers: Sequence[DependencyLine]


def forward_page(coming: Coming, calendar: Calendar) -> ForwardPage:
    """Return what comes after the measured month, to the end of the second quarter on."""
    last, until = calendar.measured.on, calendar.two_quarters_on()
    found = [
        *_decisions(coming),
        *_milestones(coming, calendar),
        *_assurance(coming.due, calendar),
        *_receipts(coming.money),
        *_handovers(coming),
    ]
    rows = sorted((row for row in found if last < row.on <= until), key=lambda row: row.on)
    return ForwardPage(
        until=until,
        months=tuple(
            (month, _by_kind(some))
            for month, some in groupby(rows[:MOST], key=lambda row: printed_month(row.on))
        ),
        more=len(rows[MOST:]),
    )


def _by_kind(rows: Iterable[ForwardRow]) -> tuple[tuple[str, tuple[ForwardRow, ...]], ...]:
    """Return the rows of a month by what they are, in the order in which each kind comes first."""
    kinds: dict[str, list[ForwardRow]] = {}
    for row in rows:
        kinds.setdefault(row.kind, []).append(row)
    return tuple((kind, tuple(some)) for kind, some in kinds.items())


def _row(on: date, kind: str, ref: str, what: str, whose: str, when: str = "") -> ForwardRow:
    return ForwardRow(
        on=on,
        when=when or printed_day(on),
        kind=kind,
        ref=ref,
        what=opening_of(what, LONGEST).rstrip("."),
        whose=whose,
    )


def _decisions(coming: Coming) -> Iterable[ForwardRow]:
    """Yield what people owe each other: actions of the board, asks to it, requests."""
    for line in coming.actions.open if coming.actions else ():
        yield _row(line.due_on, "Action", line.facts.ref, line.facts.words, line.facts.owner)
    for ask in coming.asks.sought if coming.asks else ():
        facts = ask.facts
        if facts.due_on and coming.asks:
            yield _row(
                facts.due_on, "Decision", facts.ref, facts.words, coming.asks.saos[facts.programme]
            )
    for asked in coming.requests.open if coming.requests else ():
        yield _row(asked.due_on, "Request", asked.facts.ref, asked.facts.words, asked.facts.owner)


def _milestones(coming: Coming, calendar: Calendar) -> Iterable[ForwardRow]:
    for line in coming.lines:
        expected = line.forecast or line.baseline
        if line.is_open and expected.latest is not None and expected.is_dated:
            kind = "Forecast" if line.forecast else "Baseline"
            yield _row(
                expected.latest, kind, line.ref, line.title, coming.milestones.answers(line),
                calendar.in_irp(expected),
            )  # fmt: skip


def _assurance(due: Iterable[RequirementLine], calendar: Calendar) -> Iterable[ForwardRow]:
    """Yield a row for each date by which requirements are to be assured."""
    for group in due_groups(due, calendar):
        lines = [line for line, _ in group.rows]
        on = lines[0].next_due.latest if lines[0].next_due else None
        if on is not None:
            words = f"{counted(len(lines), 'requirement')} to be assured"
            yield _row(on, "Assurance", "", words, "Commissioners", group.when)


def _receipts(money: MoneyPage | None) -> Iterable[ForwardRow]:
    for line in money.position.receipts.targets if money else ():
        if not line.is_over:
            words = f"Capital receipts of {printed_pounds(line.total)} in total"
            yield _row(line.due_on, "Receipts", "", words, "")


def _handovers(coming: Coming) -> Iterable[ForwardRow]:
    saos = coming.milestones.saos
    for line in coming.handovers:
        if line.is_open and line.need_by is not None and not line.giver.is_done:
            whose = saos.get(line.giver.programme, "")
            yield _row(line.need_by, "Handover", line.ref, line.title, whose)
