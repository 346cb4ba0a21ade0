"""The columns of savings: one table for the list's file, the file that is loaded, its page."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from irp.columns import Column, Kind
from irp.rules.financial_years import year_words
from programmes.figures.savings import SavingLine
from programmes.words import Rung
from programmes.words.savings import ENTERED


@dataclass(frozen=True)
class SavingColumn(Column[SavingLine]):
    """A column of savings, what stands in it, and how a file that is loaded uses it.

    One that is not `is_read` is worked out: a file may have it, and nothing is read from it.
    """

    meaning: str = ""
    is_read: bool = False
    is_needed: bool = False


def _of(part: str, name: str) -> Callable[[SavingLine], Any]:
    """Return what reads a field of one part of a line, None where the line has no such part."""

    def read(line: SavingLine) -> Any:
        found = getattr(line, part)
        return None if found is None else getattr(found, name)

    return read


def _said(name: str, label: str, meaning: str, **more: Any) -> SavingColumn:
    return SavingColumn(name, label, attrgetter(f"initiative.{name}"), meaning=meaning, **more)


def _money(name: str, label: str, part: str, field: str, meaning: str, **more: Any) -> SavingColumn:
    return SavingColumn(name, label, _of(part, field), Kind.NUMBER, meaning, **more)


def _word(name: str, label: str, read: Callable[[SavingLine], Any], **more: Any) -> SavingColumn:
    return SavingColumn(name, label, read, Kind.WORD, **more)


SAVING: tuple[SavingColumn, ...] = (
    _said("ref", "Ref", "Empty for a new saving; SAV-S01 for one that there is", is_read=True),
    _said(
        "title",
        "What is saved",
        "In a few words, 300 characters at most",
        is_read=True,
        is_needed=True,
    ),
    _said("programme", "Programme", "Its reference, such as SAV", is_read=True, is_needed=True),
    _said("directorate", "Directorate", "Whose budget it lowers. May be empty", is_read=True),
    _said("milestone", "Milestone", "The milestone of the plan that it is"),
    _said(
        "owner", "Owner", "The title of the post that answers for it. May be empty", is_read=True
    ),
    _word(
        "recurrence",
        "Recurrent or one-off",
        attrgetter("initiative.recurrence"),
        meaning="Recurrent, One-off, or empty where it is not said",
        is_read=True,
    ),
    SavingColumn(
        "year",
        "Financial year",
        lambda line: year_words(line.year),
        meaning="The year of the amounts, such as 2026/27. Needed with a target",
        is_read=True,
    ),
    _money(
        *("target", "In-year target", "target", "in_year"),
        "Pounds and pence, such as 1234567.89. May be empty",
        is_read=True,
    ),
    _money(
        *("target_full_year", "Full-year target", "target", "full_year"),
        "Pounds and pence. May be empty",
        is_read=True,
    ),
    SavingColumn(
        "decided_by",
        "Who decided the target",
        _of("target", "decided_by"),
        meaning="A meeting with its date, or a post. Needed with a target",
        is_read=True,
    ),
    SavingColumn(
        "reason",
        "Reason for the target",
        _of("target", "reason"),
        meaning="Needed with a target",
        is_read=True,
    ),
    *(
        _money(rung.value, rung.label, "amounts", rung.value, "What has reached at least this")
        for rung in ENTERED
    ),
    SavingColumn(
        "validated",
        Rung.VALIDATED.label,
        attrgetter("validated"),
        Kind.NUMBER,
        "What a finance validator confirmed",
    ),
    _money("full_year", "Full-year amount", "amounts", "full_year", "As entered"),
    _money("forecast", "Forecast for the year end", "amounts", "forecast", "As entered"),
    _word(
        "confidence",
        "Confidence of the forecast",
        _of("amounts", "confidence"),
        meaning="High, medium or low",
    ),
    _money("late", "Delivered late", "amounts", "late", "Of an earlier year’s target"),
    SavingColumn(
        "shortfall",
        "Shortfall",
        attrgetter("shortfall"),
        Kind.NUMBER,
        "What it and its replacements lack of its target, by what is delivered",
    ),
    SavingColumn(
        "lacking",
        "Expected shortfall",
        attrgetter("lacking"),
        Kind.NUMBER,
        "The same by what is forecast; of a year that is over by what was delivered",
    ),
    SavingColumn(
        "replaced_by",
        "Replaced by",
        lambda line: ", ".join(link.by for link in line.replaced_by),
        meaning="The references of those that make it good",
    ),
    SavingColumn("replaces", "Replaces", _of("replaces", "replaced"), meaning="What it makes good"),
    SavingColumn("month", "Entered for", _of("amounts", "month"), Kind.MONTH, "The newest entry"),
    _word(
        "equality",
        "Equality impact assessment",
        attrgetter("initiative.equality"),
        meaning="Not needed, under way or done",
    ),
    _said("consequences", "Unplanned consequences", "As entered"),
    SavingColumn("note", "Note", _of("amounts", "note"), meaning="Of the newest entry"),
)
