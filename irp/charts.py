"""What every chart is drawn with: numbers in, SVG out. Pure; its data stands beside it as a table.

`<title>` comes first and the font stands on the root: inline SVG takes neither from the page.
Presentation attributes only, since the site's content security policy refuses inline styles.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

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
COLOURS = {"red": "#8d0f14", "amber": "#774200", "green": "#0d5a2b"}


@dataclass(frozen=True, kw_only=True)
class DayScale:
    """Where a day lies across a plot of a width that begins at `left`, in user units."""

    first: date
    last: date
    left: float
    width: float

    def x(self, day: date) -> float:
        """Return the place of a day; one outside the plot stands at its edge."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(self.left + self.width * min(max(share, 0.0), 1.0), 1)


def svg(
    name: str,
    width: float,
    height: float,
    *,
    title: str,
    parts: Iterable[str],
    text: int,
    font: str = FONT,
    fluid: bool = False,
    role: str = "img",
) -> Markup:
    """Return a chart of the class `name`, its parts being SVG already; `text` is its font size.

    A `fluid` one takes its size from the page; one with links in it is no image but a "group".
    """
    size = Markup("") if fluid else Markup('width="{}" height="{}" ').format(width, height)
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="{}" role="{}" {}viewBox="0 0 {} {}" '
        'font-family="{}" font-size="{}"><title>{}</title>{}</svg>'
    ).format(name, role, size, width, height, font, text, title, Markup("".join(parts)))


def fitted(text: str, ems: float) -> str:
    """Return text that is at most so many ems wide, shortened with an ellipsis where it is not.

    SVG breaks no lines, so that a longer label would run over what stands beside it.
    """
    if sum(map(_width, text)) <= ems:
        return text
    left, kept = ems - WIDTHS["…"], ""
    for char in text:
        left -= _width(char)
        if left < 0:
            break
        kept += char
    return f"{kept.rstrip()}…"


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
