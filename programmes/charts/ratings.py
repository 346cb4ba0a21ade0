"""The strip of ratings: a row a rater, a mark a month, its letter in its shape. Pure (Rules 2, 4).

Where the raters differ in a month a line joins their marks. What is not reported is a dashed box,
what was signed and not rated a bar, what is not given yet three dots: none of them has a colour. A
month before a programme began, or after it was closed, is blank.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from markupsafe import Markup

from irp.charts import COLOURS, FONT, INK, ON_PAGES, QUIET, svg
from irp.marks import mark_of
from irp.rules.date_spans import MONTHS, month_of
from programmes.figures.ratings import RatingLine, RatingStrip
from programmes.words import Rating, Silence


@dataclass(frozen=True, kw_only=True)
class Size:
    """The room of a strip: of a mark, of the raters' names, and whether months stand above."""

    step: int
    row: int
    who: int
    text: float
    has_months: bool = False
    font: str = ON_PAGES
    name: str = "app-strip"
    has_words: bool = True  # the raters and the letters: without them, shapes alone


IN_ROW = Size(step=20, row=19, who=38, text=12)
WIDE = Size(step=44, row=26, who=54, text=13, has_months=True, name="app-strip app-strip--wide")
NARROW = Size(step=20, row=24, who=46, text=12, has_months=True, name="app-strip app-strip--narrow")
PRINT = Size(step=13, row=12, who=0, text=7, font=FONT, name="trend", has_words=False)


def ratings_chart(strips: Sequence[RatingStrip], size: Size, *, about: str = "Ratings") -> Markup:
    """Return the strips of the raters, their months oldest first; the title says each in words."""
    top = size.text * 2.5 if size.has_months else 0.0
    count = max((len(strip.marks) for strip in strips), default=0)
    parts = list(_months(strips[0].marks, size)) if size.has_months and strips else []
    for place, strip in enumerate(strips):
        middle = round(top + size.row * (place + 0.5), 1)
        if size.has_words:
            parts.append(
                f'<text x="0" y="{round(middle + size.text / 3, 1)}" fill="{QUIET}">'
                f"{strip.voice.label}</text>"
            )
        for turn, mark in enumerate(strip.marks):
            x = size.who + size.step * (turn + 0.5)
            parts.append(_mark(mark.rating, mark.silence, x, middle, size))
    parts += _joined(strips, top, size)
    width = size.who + size.step * max(count, 1)
    height = round(top + size.row * len(strips), 1)
    title = f"{about}. {strips_in_words(strips)}"
    return svg(size.name, width, height, title=title, parts=parts, text=size.text, font=size.font)


def strips_in_words(strips: Iterable[RatingStrip]) -> str:
    """Return strips in words: "SAO: Jun 2026 Green, Jul 2026 Amber; CPMO: …"."""
    return "; ".join(
        f"{strip.voice.label}: "
        + ", ".join(f"{month_of(mark.month)} {mark_words(mark)}" for mark in strip.marks)
        for strip in strips
    )


def mark_words(mark: RatingLine) -> str:
    """Return a mark in words: the rating, or why there is none."""
    if mark.rating:
        return mark.rating.label
    return (mark.silence or Silence.NOT_REPORTED).label


def _months(marks: Sequence[RatingLine], size: Size) -> Iterable[str]:
    """Return the months above the marks, and the year at the first and at each January."""
    for turn, mark in enumerate(marks):
        x = round(size.who + size.step * (turn + 0.5), 1)
        name = MONTHS[mark.month.month - 1]
        short = name[:3] if size.step > 30 else name[0]
        y = round(size.text * 2.2, 1)
        yield f'<text x="{x}" y="{y}" text-anchor="middle" fill="{QUIET}">{short}</text>'
        soon = any(mark.month.month == 1 for mark in marks[turn + 1 : turn + 3])
        if (turn == 0 and not soon) or mark.month.month == 1:
            start = round(x - size.step / 3, 1)
            yield f'<text x="{start}" y="{size.text}" fill="{QUIET}">{mark.month.year}</text>'


@lru_cache(maxsize=2000)  # the same few in the same places of every programme's strip
def _mark(rating: Rating | None, silence: Silence | None, x: float, y: float, size: Size) -> str:
    """Return square, triangle or circle with the rating's letter in it."""
    r = round(min(size.row, size.step) * 0.42, 1)
    if rating is None:
        return _silent(silence, x, y, r)
    fill, key = COLOURS[rating], rating.value
    if key == "red":
        shape = f'<rect x="{x - r}" y="{y - r}" width="{2 * r}" height="{2 * r}" fill="{fill}"/>'
    elif key == "amber":
        w = round(r * 1.22, 1)
        points = f"{x},{round(y - r * 1.1, 1)} {x + w},{y + r} {x - w},{y + r}"
        shape = f'<polygon points="{points}" fill="{fill}"/>'
    else:
        shape = f'<circle cx="{x}" cy="{y}" r="{r}" fill="{fill}"/>'
    if not size.has_words:
        return shape
    letter, text = mark_of(key).short, round(r * (1.05 if key == "amber" else 1.25), 1)
    drop = round(y + (r * 0.82 if key == "amber" else text * 0.36), 1)
    return shape + (
        f'<text x="{x}" y="{drop}" text-anchor="middle" font-size="{text}" font-weight="600" '
        f'fill="#ffffff">{letter}</text>'
    )


def _silent(why: Silence | None, x: float, y: float, r: float) -> str:
    if why and why.is_outside:
        return ""
    if why is Silence.NOT_RATED:
        return f'<rect x="{x - r}" y="{y - 1}" width="{2 * r}" height="2" fill="{INK}"/>'
    if why in {Silence.AWAITED, Silence.WITHHELD}:
        return "".join(
            f'<circle cx="{round(x + step * r * 0.7, 1)}" cy="{y}" r="1.1" fill="{QUIET}"/>'
            for step in (-1, 0, 1)
        )
    return (
        f'<rect x="{x - r}" y="{y - r}" width="{2 * r}" height="{2 * r}" fill="#ffffff" '
        f'stroke="{INK}" stroke-dasharray="2 1.5"/>'
    )


def _joined(strips: Sequence[RatingStrip], top: float, size: Size) -> Iterable[str]:
    """Return a line between the marks of a month in which the raters differ."""
    for place, (upper, lower) in enumerate(pairwise(strips)):
        y = round(top + size.row * (place + 1), 1)
        for turn, (mark, other) in enumerate(zip(upper.marks, lower.marks, strict=True)):
            if mark.rating and other.rating and mark.rating is not other.rating:
                x = round(size.who + size.step * (turn + 0.5), 1)
                yield (
                    f'<line x1="{x}" y1="{round(y - size.row * 0.13, 1)}" x2="{x}" '
                    f'y2="{round(y + size.row * 0.13, 1)}" stroke="{INK}" stroke-width="3"/>'
                )
