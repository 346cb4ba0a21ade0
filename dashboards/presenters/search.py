"""Search over the plan, its KPIs and what it is to bring: names, aliases, references."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import Model, QuerySet

from assurance.models import Requirement
from dashboards.readings.search import rows_holding
from irp.addresses import address
from irp.presenters import Pages
from kpis.models import Indicator
from programmes.models import Benefit, Lot, Milestone, Programme, Saving

FIRST, A_PAGE = 5, 50
LONGEST, MOST_WORDS = 100, 8


@dataclass(frozen=True)
class Hit:
    """One thing found: its reference, its name, where it lies and what it belongs to."""

    ref: str
    text: str
    href: str
    about: str


@dataclass(frozen=True)
class SearchKind:
    """One kind of thing that can be found, by the columns that hold the words."""

    key: str
    label: str
    columns: tuple[str, ...]
    model: type[Model]
    beside: tuple[str, ...]  # what is read with each row
    show: Callable[..., Hit]


@dataclass(frozen=True)
class Group:
    """What was found of one kind: how many, and the first or one page of them."""

    key: str
    label: str
    count: int
    found: tuple[Hit, ...]


def _programme(row: Programme, on: date) -> Hit:
    aliases = f"also {'; '.join(row.aliases)}" if row.aliases else row.aim.name
    return Hit(row.ref, row.name, address("programmes:programme", row.ref), aliases)


def _milestone(row: Milestone, on: date) -> Hit:
    about = row.programme.name + ("" if row.is_in_force(on=on) else ", retired")
    return Hit(row.ref, row.title, address("programmes:milestone", row.ref), about)


def _requirement(row: Requirement, on: date) -> Hit:
    about = str(row.outcome) + ("" if row.is_in_force(on=on) else ", retired")
    return Hit(row.ref, row.title, address("assurance:requirement", row.ref), about)


def _indicator(row: Indicator, on: date) -> Hit:
    return Hit(row.ref, row.name, address("kpis:indicator", row.ref), row.aim.name)


def _saving(row: Saving, on: date) -> Hit:
    return Hit(row.ref, row.title, address("programmes:saving", row.ref), row.of_programme.name)


def _benefit(row: Benefit, on: date) -> Hit:
    about = row.programme.name + (", ended" if row.ended_on else "")
    return Hit(row.ref, row.title, address("programmes:benefit", row.ref), about)


def _lot(row: Lot, on: date) -> Hit:
    return Hit(row.ref, row.title, address("programmes:lot", row.ref), row.programme.name)


KINDS = (
    SearchKind(
        "programmes",
        "Programmes",
        ("ref", "name", "aliases"),
        Programme,
        ("aim",),
        _programme,
    ),
    SearchKind(
        "milestones",
        "Milestones",
        ("ref", "title"),
        Milestone,
        ("programme",),
        _milestone,
    ),
    SearchKind(
        "requirements",
        "Requirements",
        ("ref", "title"),
        Requirement,
        ("outcome",),
        _requirement,
    ),
    SearchKind(
        "indicators",
        "KPIs",
        ("ref", "name"),
        Indicator,
        ("aim",),
        _indicator,
    ),
    SearchKind(
        "savings",
        "Savings",
        ("ref", "title"),
        Saving,
        (
            "programme",
            "milestone__programme",
        ),
        _saving,
    ),
    SearchKind(
        "benefits",
        "Benefits",
        ("ref", "title"),
        Benefit,
        ("programme",),
        _benefit,
    ),
    SearchKind(
        "lots",
        "Assets and lots for sale",
        ("ref", "title"),
        Lot,
        ("programme",),
        _lot,
    ),
)
KEYS = {kind.key for kind in KINDS}  # by which an address asks for one kind


def search_words(query: str) -> list[str]:
    """Return the words to look for: at most eight, and none that cannot stand in the plan."""
    printable = "".join(char if char.isprintable() else " " for char in query[:LONGEST])
    return printable.split()[:MOST_WORDS]


def _matching(kind: SearchKind, words: Sequence[str]) -> QuerySet:
    return rows_holding(words, kind.model, columns=kind.columns, beside=kind.beside)


def found_by_kind(query: str, *, on: date) -> list[Group]:
    """Return the kinds in which something was found, each with its count and the first few.

    What is retired on the day is found too, and says so (Rule 24).
    """
    words = search_words(query)
    if not words:
        return []
    groups = []
    for kind in KINDS:
        rows = _matching(kind, words)
        first = tuple(kind.show(row, on) for row in rows[:FIRST])
        count = len(first) if len(first) < FIRST else rows.count()
        if first:
            groups.append(Group(kind.key, kind.label, count, first))
    return groups


def search_in(key: str, query: str, number: str | None, *, on: date) -> tuple[Group, Page] | None:
    """Return one page of what was found of one kind; None for no such kind or no words."""
    kind = next((kind for kind in KINDS if kind.key == key), None)
    words = search_words(query)
    if kind is None or not words:
        return None
    shown = Pages(_matching(kind, words), A_PAGE).get_page(number)
    found = tuple(kind.show(row, on) for row in shown)
    return Group(kind.key, kind.label, shown.paginator.count, found), shown
