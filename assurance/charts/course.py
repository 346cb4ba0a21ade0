"""The course of a requirement as a picture: its dates, and who judged it how, over time. Pure.

Above stand its dates, each at its last day, with the letter of what it is for: a bar across the
head for one that has passed, full for one that is settled. Below, a bar for each speaker while a
judgement was in force: dark is met, lighter partly met, outlined not met, faint not applicable;
nothing is not assessed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from assurance.charts.heat_cell import EDGE, MET, PARTLY
from assurance.figures.course import Course, Spell
from assurance.figures.gates import GateLine
from assurance.words import SPEAKERS, Judgement, Purpose, Speaker
from irp.charts import (
    FAINT,
    HAIRLINE,
    INK,
    LATE,
    NAVY,
    ON_PAGES,
    QUIET,
    DayScale,
    Drawing,
    apart,
    dashed,
    label,
    line,
    months_between,
    svg,
    width_of,
)
from irp.rules.date_spans import month_of, printed_day
from irp.rules.plan_dates import QuarterConvention, printed

FILLS = {
    Judgement.MET: (f'fill="{MET}"', "#ffffff"),
    Judgement.PARTLY: (f'fill="{PARTLY}"', INK),
    Judgement.NOT_MET: (f'fill="#ffffff" stroke="{EDGE}"', INK),
    Judgement.NOT_APPLICABLE: (f'fill="{FAINT}" stroke="{HAIRLINE}"', INK),
}
DESC = (
    "Squares are dates, by the letter of what they are for: begin, completion, assurance, "
    "sustained evidence, review. A bar across the head: passed, not yet assured. Full: settled by "
    "commissioners. Bars are judgements while they were in force."
)
MARK = 18  # side of a date's square


@dataclass(frozen=True, kw_only=True)
class Size:
    """The room of a drawing: how wide, the names beside the bars or, where 0, above them."""

    width: int
    left: int
    text: float
    ticks: int
    name: str


WIDE = Size(width=1080, left=120, text=13, ticks=9, name="app-drawing__wide")
NARROW = Size(width=290, left=0, text=12, ticks=3, name="app-drawing__narrow")


def course_chart(course: Course, quarters: QuarterConvention) -> Drawing:
    """Return the picture for a wide window and anew for a narrow one."""
    return Drawing(
        title=course.finding,
        wide=_drawn(course, WIDE, quarters),
        narrow=_drawn(course, NARROW, quarters),
    )


def _drawn(course: Course, size: Size, quarters: QuarterConvention) -> Markup:
    inset = MARK / 2
    scale = DayScale(
        first=course.first,
        last=course.last,
        start=size.left + inset,
        length=size.width - size.left - 2 * inset,
    )
    name = 0.0 if size.left else size.text * 1.5  # room of a name above its row
    parts, y = list(_axis(scale, size)), size.text * 1.6
    top = y
    parts += _named("Dates", y, size)
    y += name
    parts += _dates(course.dates, scale, y, quarters)
    y += MARK + 10
    for who in SPEAKERS:
        parts += _named(who.short, y, size)
        y += name
        parts.append(line(size.left, y + 22, size.width, y + 22, FAINT, 1))
        for spell in course.spells[who]:
            parts.append(_bar(who, spell, scale, y, course, size))
        y += 28
    parts += _marks(course, scale, top, y, size)
    return svg(
        size.name,
        size.width,
        round(y + size.text * 1.5, 1),
        title=course.finding,
        parts=parts,
        text=size.text,
        font=ON_PAGES,
        fluid=True,
        desc=DESC,
    )


def _axis(scale: DayScale, size: Size) -> Iterable[str]:
    for month in months_between(scale.first, scale.last, most=size.ticks):
        x = scale.at(month)
        if x <= size.width - 40:
            yield label(x, size.text, month_of(month))


def _named(words: str, y: float, size: Size) -> Iterable[str]:
    yield label(0, round(y + size.text * (1.1 if size.left else 0.9), 1), words, INK)


def _dates(
    dates: Sequence[GateLine], scale: DayScale, y: float, quarters: QuarterConvention
) -> Iterable[str]:
    """Yield the dates at their last days, moved apart where two fall close together."""
    days = [gate.due.latest or scale.last for gate in dates]
    places = apart(
        [scale.at(day) for day in days],
        gap=MARK + 2,
        low=scale.start,
        high=scale.start + scale.length,
    )
    for gate, x in zip(dates, places, strict=True):
        left = round(x - MARK / 2, 1)
        words = f"{gate.purpose.label}: {printed(gate.due, quarters=quarters)}"
        notes = "".join(f"; {note}" for note in gate.notes)
        fill, ink, edge = ("#ffffff", INK, QUIET)
        if gate.settled:
            fill, ink, edge = (NAVY, "#ffffff", NAVY)
        elif gate.has_passed:
            edge = LATE
        box = (
            f'<rect x="{left}" y="{y}" width="{MARK}" height="{MARK}" fill="{fill}" '
            f'stroke="{edge}" stroke-width="1.5"/>'
        )
        if gate.has_passed:
            box += f'<rect x="{left}" y="{y}" width="{MARK}" height="3" fill="{LATE}"/>'
        yield (
            f"<g><title>{escape(words + notes)}</title>{box}"
            f'<text x="{x}" y="{y + 14}" text-anchor="middle" fill="{ink}">'
            f"{_letter(gate.purpose)}</text></g>"
        )


def _letter(purpose: Purpose) -> str:
    return purpose.label[0]


def _bar(who: Speaker, spell: Spell, scale: DayScale, y: float, course: Course, size: Size) -> str:
    """Return the time for which one judgement held, its words in it where there is room."""
    ends = spell.ends or course.on
    x = scale.at(spell.begins)
    wide = round(max(scale.at(ends) - x, 3), 1)
    fill, ink = FILLS[spell.judgement]
    words = spell.judgement.label
    until = f"until {printed_day(ends)}" if spell.ends else "in force"
    told = f"{who.label}: {words.lower()}, {printed_day(spell.begins)}, {until}"
    found = f'<rect x="{x}" y="{y}" width="{wide}" height="18" {fill}/>'
    if width_of(words) * size.text + 8 <= wide:
        found += f'<text x="{x + 4}" y="{y + 13.5}" fill="{ink}">{words}</text>'
    elif spell.ends is None and width_of(words) * size.text + 4 < size.width - x - wide:
        found += label(round(x + wide + 4, 1), y + 13.5, words, INK)
    return f"<g><title>{escape(told)}</title>{found}</g>"


def _marks(course: Course, scale: DayScale, top: float, foot: float, size: Size) -> Iterable[str]:
    """Yield today, or the day that is viewed, and the end of the intervention."""
    for day, colour, words in (
        (course.on, NAVY, printed_day(course.on)),
        (course.ends_on, LATE, f"Ends {printed_day(course.ends_on)}" if size.left else "End"),
    ):
        x = scale.at(day)
        yield dashed(x, round(top, 1), x, round(foot, 1), colour, 1.5, "6 4")
        anchor = "end" if x > size.width * 0.6 else "start"
        yield label(x, round(foot + size.text * 1.2, 1), words, colour, anchor=anchor)
