"""Dependencies as a network: an end a box, a dependency an arrow from giver to taker. Pure.

Drawn twice: from left to right where there is room, and one below the other for a narrow window.
The list of dependencies beside it is its data as a table.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from irp.charts import INK, NAVY, QUIET, svg, wrapped
from programmes.rules.dependencies import in_order

LATE = "#8d0f14"
ON_PAGES = "'Source Sans 3', 'DejaVu Sans', sans-serif"  # browsers want the quotes for the figure 3
EDGE = 6
LEAST, MOST, ROOM = 150, 260, 1100  # the width of a box, as far as the page has room for all
GAP, BETWEEN = 100, 18  # the room for arrows, the room between boxes
NARROW, STEP, MARGIN = 300, 52, 78  # the narrow drawing: its width, a box's step, room for arrows


@dataclass(frozen=True, kw_only=True)
class Look:
    """How boxes and arrows are drawn: sizes of text, a box's height, how many lines a name has."""

    text: int
    label: int
    line: int
    high: int
    lines: int


ACROSS = Look(text=14, label=14, line=17, high=62, lines=2)
DOWN = Look(text=12, label=11, line=16, high=40, lines=1)


@dataclass(frozen=True, kw_only=True)
class Box:
    """An end of dependencies: its reference, its name, the address of its page where it has one."""

    ref: str
    title: str
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Arrow:
    """A dependency: `words` stand at it; a late one is thick, an unconfirmed one dashed."""

    ref: str
    giver: str
    taker: str
    words: str
    is_late: bool
    is_confirmed: bool
    href: str = ""


Point = tuple[float, float]


def network_across(boxes: Sequence[Box], arrows: Sequence[Arrow], *, title: str) -> Markup:
    """Return the network from left to right: each end stands after everything that gives to it."""
    columns = _columns(arrows)
    gaps = max(len(columns) - 1, 0) * GAP
    wide = min(MOST, max(LEAST, (ROOM - gaps) // max(len(columns), 1)))
    places: dict[str, Point] = {}
    for number, column in enumerate(columns):
        for row, ref in enumerate(_by_givers(column, arrows, places)):
            places[ref] = (EDGE + number * (wide + GAP), EDGE + row * (ACROSS.high + BETWEEN))
    height = EDGE * 2 + max(map(len, columns), default=0) * (ACROSS.high + BETWEEN) - BETWEEN
    width = EDGE * 2 + len(columns) * wide + gaps
    parts = [_across(arrow, places, wide) for arrow in arrows]
    parts += [_box(box, places[box.ref], wide, ACROSS) for box in boxes if box.ref in places]
    return _drawn("network", width, height, title, parts, ACROSS)


def network_down(boxes: Sequence[Box], arrows: Sequence[Arrow], *, title: str) -> Markup:
    """Return the network one below the other, for a window of 320 pixels: arrows go downwards."""
    order = sorted(in_order((arrow.giver, arrow.taker) for arrow in arrows).items(), key=_second)
    places = {ref: (EDGE, EDGE + place * STEP) for place, (ref, _) in enumerate(order)}
    room = NARROW - MARGIN - EDGE
    parts = [_down(arrow, places, room) for arrow in arrows]
    parts += [_box(box, places[box.ref], room, DOWN) for box in boxes if box.ref in places]
    return _drawn("network-down", NARROW, EDGE * 2 + len(order) * STEP, title, parts, DOWN)


def _second(pair: tuple[str, int]) -> int:
    return pair[1]


def _drawn(
    name: str, width: float, height: float, title: str, parts: Iterable[str], look: Look
) -> Markup:
    drawn: dict[str, Any] = {"title": title, "parts": parts, "text": look.text}
    return svg(name, width, max(height, look.high), role="group", font=ON_PAGES, **drawn)


def _columns(arrows: Sequence[Arrow]) -> list[list[str]]:
    """Return the ends by how many steps lead to them at most."""
    order = in_order((arrow.giver, arrow.taker) for arrow in arrows)
    depth = dict.fromkeys(order, 0)
    for arrow in sorted(arrows, key=lambda arrow: order[arrow.giver]):
        depth[arrow.taker] = max(depth[arrow.taker], depth[arrow.giver] + 1)
    found: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for ref in order:
        found[depth[ref]].append(ref)
    return found


def _by_givers(
    column: Sequence[str], arrows: Sequence[Arrow], places: Mapping[str, Point]
) -> list[str]:
    """Return a column's ends in the order of the middle of what gives to them: fewer crossings."""

    def middle(ref: str) -> float:
        own = [
            places[arrow.giver][1]
            for arrow in arrows
            if arrow.taker == ref and arrow.giver in places
        ]
        return sum(own) / len(own) if own else 0.0

    return sorted(column, key=middle)


def _box(box: Box, at: Point, width: float, look: Look) -> str:
    x, y = at
    names = wrapped(box.title, (width - 12) / look.text, most=look.lines)
    lines = "".join(
        f'<text x="{x + 6}" y="{y + look.line * number}" fill="{QUIET}">{escape(name)}</text>'
        for number, name in enumerate(names, 2)
    )
    drawn = (
        f'<rect x="{x}" y="{y}" width="{width}" height="{look.high}" rx="3" fill="#ffffff" '
        f'stroke="{NAVY}"/>'
        f'<text x="{x + 6}" y="{y + look.line}" font-weight="600" fill="{INK}">'
        f"{escape(box.ref)}</text>{lines}"
    )
    return _linked(drawn, box.href, f"{box.ref} {box.title}")


def _linked(drawn: str, href: str, words: str) -> str:
    if not href:
        return drawn
    return f'<a href="{escape(href)}" aria-label="{escape(words)}">{drawn}</a>'


def _across(arrow: Arrow, places: Mapping[str, Point], wide: float) -> str:
    (x1, y1), (x2, y2) = places[arrow.giver], places[arrow.taker]
    start, end = (x1 + wide, y1 + ACROSS.high / 2), (x2, y2 + ACROSS.high / 2)
    bend = GAP / 2
    path = (
        f"M{start[0]},{start[1]} C{start[0] + bend},{start[1]} {end[0] - bend},{end[1]} "
        f"{end[0] - 6},{end[1]}"
    )
    head = f"{end[0]},{end[1]} {end[0] - 8},{end[1] - 4} {end[0] - 8},{end[1] + 4}"
    # At a third of the way: there arrows that come together are still apart.
    above = 5 + (ACROSS.label if arrow.is_late else 0)  # the days stand between it and the arrow
    at = (end[0] - GAP / 2, start[1] + (end[1] - start[1]) * 0.62 - above)
    return _arrow(arrow, path, head, at, ACROSS)


def _down(arrow: Arrow, places: Mapping[str, Point], room: float) -> str:
    right = EDGE + room
    y1, y2 = places[arrow.giver][1] + DOWN.high * 0.7, places[arrow.taker][1] + DOWN.high * 0.3
    bulge = min(14 + (y2 - y1) / 5, MARGIN - 8)
    path = f"M{right},{y1} C{right + bulge},{y1} {right + bulge},{y2} {right + 6},{y2}"
    head = f"{right},{y2} {right + 8},{y2 - 4} {right + 8},{y2 + 4}"
    at = (right + bulge * 0.75 + 2, (y1 + y2) / 2 + 4)
    return _arrow(arrow, path, head, at, DOWN, anchor="start")


def _arrow(
    arrow: Arrow, path: str, head: str, at: Point, look: Look, *, anchor: str = "middle"
) -> str:
    colour, width = (LATE, 2.4) if arrow.is_late else (NAVY, 1.3)
    dash = "" if arrow.is_confirmed else ' stroke-dasharray="5 4"'
    weight = "600" if arrow.is_late else "400"
    drawn = (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{dash}/>'
        f'<polygon points="{head}" fill="{colour}"/>'
        f'<text x="{at[0]}" y="{at[1]}" font-size="{look.label}" font-weight="{weight}" '
        f'fill="{colour}" text-anchor="{anchor}" paint-order="stroke" stroke="#ffffff" '
        f'stroke-width="3">{escape(arrow.ref)}{_second_line(arrow, at, look)}</text>'
    )
    return _linked(drawn, arrow.href, f"{arrow.ref} {arrow.words}")


def _second_line(arrow: Arrow, at: Point, look: Look) -> str:
    """Return what stands under the reference of a late one: "+34 days"."""
    if not arrow.is_late:
        return ""
    return f'<tspan x="{at[0]}" dy="{look.label + 1}">{escape(arrow.words)}</tspan>'
