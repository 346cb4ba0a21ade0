"""What every chart is drawn with: numbers in, SVG out. Pure; its data stands beside it as a table.

`<title>` comes first and the font stands on the root: inline SVG takes neither from the page.
Presentation attributes only, since the site's content security policy refuses inline styles.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from markupsafe import Markup, escape

# The families of packs/print's style sheet: what other scripts need is declared where it is needed.
FONT = (
    "Source Sans 3, Source Sans 3 Extended, Pack Arabic, Pack Bengali, Pack Gurmukhi, "
    "Pack Chinese, DejaVu Sans, sans-serif"
)
INK, QUIET, HAIRLINE, FAINT, NAVY = "#14181f", "#465060", "#d5dbe4", "#eceff3", "#1d3c6e"
# Widths of the signs of Source Sans 3 in ems, rounded up; other scripts' letters stand in no list.
WIDTHS = {
    **dict.fromkeys(" ',.:;ij|‘’·!Ifl", 0.3),
    **dict.fromkeys("()-[]rt{}/\\", 0.35),
    **dict.fromkeys("sxz*?", 0.45),
    **dict.fromkeys("cekvy0123456789$£=+", 0.5),
    **dict.fromkeys("DGNUHOQ&", 0.7),
    **dict.fromkeys("MwW", 0.8),
    **dict.fromkeys("%@m—…", 0.95),
}
LETTER, CAPITAL, SQUARE = 0.56, 0.67, 1.0
ON_PAGES = "'Source Sans 3', 'DejaVu Sans', sans-serif"  # browsers want the quotes for the figure 3
COLOURS = {"red": "#a3161c", "amber": "#a35a00", "green": "#0f6a33"}
LATE = "#8d0f14"


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A chart drawn twice, each for its width: the page shows the one that its window has room for.

    `title` is what the chart finds, in words.
    """

    title: str
    wide: Markup
    narrow: Markup


def beside(printed: Markup, narrow: Markup) -> Markup:
    """Return a drawing of a pack with the one that a narrow window shows in its place.

    Packs print the first and leave the second out; on screen the window chooses.
    """
    return printed + narrow


@dataclass(frozen=True, kw_only=True)
class DayScale:
    """Where a day lies along an axis that begins at `start`, in user units.

    A `length` below nought leads upwards, as heights do.
    """

    first: date
    last: date
    start: float
    length: float

    def at(self, day: date) -> float:
        """Return the place of a day; one outside the plot stands at its edge."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(self.start + self.length * min(max(share, 0.0), 1.0), 1)


def months_between(first: date, last: date, *, most: int) -> list[date]:
    """Return first days of months to label an axis with: evenly apart, at most so many.

    They are months of the calendar's own steps, so that January is among them where it can be.
    """
    low, high = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    for step in (1, 2, 3, 6, 12, 24, 60, 120):
        begin = low + -low % step + (step if first.day > 1 and low % step == 0 else 0)
        numbers = range(begin, high + 1, step)
        if len(numbers) <= most:
            break
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def apart(places: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """Return places moved so far that neighbours are a gap apart, in the order given.

    For labels beside what they name: none is moved beyond `low` and `high` while there is room.
    """
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = list(places)
    for turn, index in enumerate(order):
        least = moved[order[turn - 1]] + gap if turn else low
        moved[index] = max(moved[index], least)
    ceiling = high
    for index in reversed(order):
        moved[index] = min(moved[index], ceiling)
        ceiling = moved[index] - gap
    return [round(place, 1) for place in moved]


def svg(
    name: str,
    width: float,
    height: float,
    *,
    title: str,
    parts: Iterable[str],
    text: float,
    font: str = FONT,
    fluid: bool = False,
    role: str = "img",
    desc: str = "",
) -> Markup:
    """Return a chart of the class `name`, its parts being SVG already; `text` is its font size.

    A `fluid` one takes its size from the page; one with links in it is no image but a "group".
    `desc` says what the title leaves out of what the picture shows.
    """
    size = Markup("") if fluid else Markup('width="{}" height="{}" ').format(width, height)
    description = Markup("<desc>{}</desc>").format(desc) if desc else Markup("")
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="{}" role="{}" {}viewBox="0 0 {} {}" '
        'font-family="{}" font-size="{}"><title>{}</title>{}{}</svg>'
    ).format(
        name, role, size, width, height, font, text, title, description, Markup("".join(parts))
    )


def label(
    x: float,
    y: float,
    words: str,
    colour: str = QUIET,
    *,
    anchor: str = "start",
    bold: bool = False,
    edge: bool = True,
) -> str:
    """Return words with a white edge, so that they are read where a line passes under them.

    Without the `edge` for packs: WeasyPrint would paint it over the words.
    """
    weight = ' font-weight="600"' if bold else ""
    white = ' stroke="#ffffff" stroke-width="3" paint-order="stroke"' if edge else ""
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{colour}"{weight}{white}>'
        f"{escape(words)}</text>"
    )


@lru_cache(maxsize=5000)  # of titles and their words, which charts ask for again and again
def width_of(words: str) -> float:
    """Return the room that words take, in ems."""
    return sum(map(_width, words))


def dashed(
    x1: float, y1: float, x2: float, y2: float, colour: str, width: float, dashes: str
) -> str:
    """Return a straight line in dashes, such as "6 4"."""
    return (
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}" '
        f'stroke-width="{width}" stroke-dasharray="{dashes}"/>'
    )


@lru_cache(maxsize=4096)
def fitted(text: str, ems: float) -> str:
    """Return text that is at most so many ems wide, shortened with an ellipsis where it is not.

    SVG breaks no lines, so that a longer label would run over what stands beside it.
    """
    if width_of(text) <= ems:
        return text
    left, start = ems - WIDTHS["…"], ""
    for char in text:
        left -= _width(char)
        if left < 0:
            break
        start += char
    return f"{start.rstrip()}…"


def wrapped(text: str, ems: float, *, most: int = 2) -> list[str]:
    """Return text in at most so many lines of so many ems, the last shortened if need be."""
    lines: list[str] = []
    rest = text.split()
    while rest and len(lines) < most - 1:
        count, taken = 1, width_of(rest[0])
        while count < len(rest) and (taken := taken + width_of(f" {rest[count]}")) <= ems:
            count += 1
        lines.append(fitted(" ".join(rest[:count]), ems))
        rest = rest[count:]
    return [*lines, fitted(" ".join(rest), ems)] if rest else lines


def _width(char: str) -> float:
    """Return the room a character takes: none for a mark upon another, an em for an ideograph."""
    if char in WIDTHS:
        return WIDTHS[char]
    if unicodedata.combining(char):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return SQUARE
    return CAPITAL if char.isupper() else LETTER


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> str:
    """Return a straight line."""
    return (
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}" stroke-width="{width}"/>'
    )


def diamond(x: float, y: float, colour: str, *, fill: str = "#ffffff") -> str:
    """Return a diamond about a point, hollow unless it is filled."""
    points = f"{x},{y - 5} {x + 5},{y} {x},{y + 5} {x - 5},{y}"
    return f'<polygon points="{points}" fill="{fill}" stroke="{colour}" stroke-width="1.3"/>'
