"""The columns of dependencies: one table for the list's file, the file that is loaded, its page."""

from operator import attrgetter
from typing import Any

from irp.columns import Kind, LoadedColumn
from irp.fields import label_of
from programmes.figures.dependencies import DependencyLine
from programmes.models import Dependency
from programmes.words import Side


def _end(side: Side, part: str, label: str, **more: Any) -> LoadedColumn[DependencyLine]:
    head = f"{side.label}{label}"
    return LoadedColumn(f"{side}_{part}", head, attrgetter(f"{side}.{part}"), **more)


def _ends(side: Side, does: str) -> tuple[LoadedColumn[DependencyLine], ...]:
    of = side.label.lower()
    which = f"Who {does}: the reference of a milestone, or of a programme as a whole, HOU-05 or HOU"
    return (
        _end(side, "ref", "", meaning=which, is_read=True, is_needed=True),
        _end(side, "title", "’s name", meaning=f"The name of the {of} in the plan"),
        _end(side, "programme", "’s programme", meaning=f"The programme that the {of} is of"),
    )


def _day(name: str, meaning: str) -> LoadedColumn[DependencyLine]:
    label = label_of(Dependency, name)
    explained = f"{meaning}, such as 30/06/2027"
    return LoadedColumn(name, label, attrgetter(name), Kind.DAY, explained, True, True)


def _confirmed(side: Side) -> LoadedColumn[DependencyLine]:
    return LoadedColumn(
        f"{side}_confirmed",
        f"{side.label} has confirmed",
        lambda line: side in line.confirmed,
        Kind.YES_NO,
        f"Whether the {side.label.lower()}’s side has agreed to both days",
    )


DEPENDENCY: tuple[LoadedColumn[DependencyLine], ...] = (
    LoadedColumn(
        "ref",
        "Ref",
        attrgetter("ref"),
        meaning="Empty for a new dependency; D-101 for one that there is",
        is_read=True,
    ),
    LoadedColumn(
        "title",
        "What is handed over",
        attrgetter("title"),
        meaning="In a few words, 200 characters at most",
        is_read=True,
        is_needed=True,
    ),
    LoadedColumn(
        "description",
        "More about it",
        attrgetter("description"),
        meaning="What has to be true of it, so that the taker can go on. May be empty",
        is_read=True,
    ),
    *_ends(Side.GIVER, "hands it over"),
    *_ends(Side.TAKER, "needs it"),
    _day("give_by", "When the giver will hand it over"),
    _day("need_by", "When the taker needs it at the latest"),
    LoadedColumn(
        "expected",
        "Expected",
        attrgetter("expected"),
        Kind.DAY,
        "The giver’s newest forecast, or its give-by day",
    ),
    LoadedColumn(
        "days_late",
        "Days too late",
        attrgetter("days_late"),
        Kind.NUMBER,
        "From the need-by day to the day it is expected",
    ),
    *(_confirmed(side) for side in Side),
    LoadedColumn(
        "requirements",
        "Requirements",
        lambda line: ", ".join(line.requirements),
        meaning="Those that need it in the end, with commas between them. May be empty",
        is_read=True,
    ),
    LoadedColumn(
        "state", "Status", attrgetter("state"), Kind.WORD, "Open, given or no longer needed"
    ),
    LoadedColumn(
        "raised_on", "Added", attrgetter("raised_on"), Kind.DAY, "The day it was added here"
    ),
    LoadedColumn("closed_on", "Closed", attrgetter("closed_on"), Kind.DAY, "The day it ended"),
    LoadedColumn(
        "outcome",
        "Reason or evidence",
        attrgetter("outcome"),
        meaning="What was handed over, or why it is not needed",
    ),
)
