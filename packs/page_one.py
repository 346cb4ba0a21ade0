"""Page 1 on one side, however much there is to say: how much of each list and text it names.

It is written with room for less and less, until what is written stands on one side (PAGES 6).
Heights are estimated from the markup itself, so that no row has to be told of twice. Pure.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from lxml import html
from markupsafe import Markup

from irp.rules.numbers import beyond
from packs.context.room import ACROSS, PAGE, height_of

SPARE = 6.0  # estimates may be short by so much
CELL = 2.4  # millimetres of padding beside the words of a cell
TABLES = {"headline": (9.0, 1.3), "control": (8.0, 1.8)}  # points, padding and rule of a row
LEADING = 1.24
CAPTION = 7.0
TEXTS = {  # points, leading and room after it of what is above the tables
    "cover-council": (11.0, 1.3, 0.0),
    "h1": (21.0, 1.18, 0.5),
    "cover-month": (12.0, 1.3, 2.0),
    "banner": (10.0, 1.3, 5.0),
    "lead": (11.0, 1.3, 2.4),
    "p": (10.0, 1.3, 1.8),
}


@dataclass(frozen=True, kw_only=True)
class Room:
    """How many of each list page 1 names, and of how many letters each text is at most."""

    names: int  # programmes, requirements, milestones: the others are counted
    asks: int
    name: int
    ask: int
    risk: int
    way_back: int
    reason: int  # why this version replaces another

    def of(self, rows: Sequence[Any], most: int | None = None) -> int:
        """Return how many of a list are named: the last one rather than "and 1 more"."""
        named = self.names if most is None else most
        return len(rows) if len(rows) == named + 1 else named

    def first(self, rows: Sequence[Any], most: int | None = None) -> Sequence[Any]:
        """Return those of a list that are named."""
        return rows[: self.of(rows, most)]

    def more(self, rows: Sequence[Any], most: int | None = None) -> str:
        """Return "; and 3 more", "" where all of them are named."""
        left = beyond(rows, self.of(rows, most))
        return f"; and {left} more" if left else ""


ROOMS = (
    Room(names=6, asks=4, name=80, ask=80, risk=400, way_back=400, reason=1000),
    Room(names=5, asks=4, name=70, ask=80, risk=320, way_back=240, reason=400),
    Room(names=4, asks=4, name=60, ask=80, risk=300, way_back=160, reason=240),
    Room(names=3, asks=3, name=60, ask=70, risk=260, way_back=120, reason=160),
    Room(names=2, asks=3, name=50, ask=70, risk=220, way_back=100, reason=120),
    Room(names=2, asks=2, name=40, ask=60, risk=160, way_back=80, reason=100),
    Room(names=1, asks=2, name=40, ask=60, risk=100, way_back=50, reason=80),
    Room(names=1, asks=1, name=30, ask=50, risk=60, way_back=30, reason=60),
    Room(names=1, asks=1, name=16, ask=30, risk=30, way_back=16, reason=40),
)


def fitted(write: Callable[[Room], str]) -> tuple[Room, Markup]:
    """Return page 1 with the most that stands on one side, and how much room that is.

    `write` gives the page for some room.
    """
    for room in ROOMS:
        written = write(room)
        if height(written) <= PAGE - SPARE:
            break
    return room, Markup(written)


def height(written: str) -> float:
    """Return how high a cover stands, in millimetres."""
    sections = html.fragments_fromstring(written.strip())
    return sum(_part(element) for section in sections for element in section)


def _part(element: Element) -> float:
    if element.tag == "table":
        return _table(element)
    name = element.get("class", "")
    points, leading, after = TEXTS.get(name) or TEXTS.get(element.tag, TEXTS["p"])
    words = " ".join("".join(element.itertext()).split())
    return height_of(words, across=ACROSS - 7, points=points, leading=leading) + after


def _table(table: Element) -> float:
    points, around = next(
        found for name, found in TABLES.items() if name in table.get("class", "").split()
    )
    widths = [_width(column) for column in table.iter("col")]
    rows = (max(_cells(row, widths, points), default=0.0) + around for row in table.iter("tr"))
    return CAPTION + sum(rows)


def _width(column: Element) -> float:
    """Return the part of the page that a column takes, by its class: "w16"."""
    return float(column.get("class", "w50")[1:].replace("-", ".")) / 100


def _cells(row: Element, widths: Sequence[float], points: float) -> Iterator[float]:
    at = 0
    for cell in row:
        span = int(cell.get("colspan", "1"))
        across = sum(widths[at : at + span]) * ACROSS - CELL
        at += span
        paragraphs = [paragraph for paragraph in cell if paragraph.tag == "p"] or [cell]
        texts = (" ".join("".join(paragraph.itertext()).split()) for paragraph in paragraphs)
        yield sum(
            height_of(text, across=across, points=points, leading=LEADING) + 0.2 for text in texts
        )
