"""Late milestones by age: a block each with its reference in it, five rows. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from irp.charts import FONT, INK, LATE, NAVY, ON_PAGES, QUIET, Drawing, fitted, svg
from programmes.figures.ages import AgeBand, ages_finding

MOST = 20  # blocks of a band; the others are counted


@dataclass(frozen=True, kw_only=True)
class Size:
    """The room of a drawing: the bands' names, then blocks of one width."""

    width: int
    names: int
    block: int
    row: int
    text: float
    font: str = ON_PAGES
    name: str = "app-drawing__wide"
    fluid: bool = True


WIDE = Size(width=420, names=118, block=58, row=24, text=13)
NARROW = Size(width=290, names=104, block=60, row=24, text=12, name="app-drawing__narrow")
PRINT = Size(width=516, names=80, block=38, row=13, text=8, font=FONT, name="ages", fluid=False)


def ages_chart(bands: Sequence[AgeBand]) -> Drawing:
    """Return late milestones by age for a wide window and a narrow one."""
    title = ages_finding(bands)
    return Drawing(title=title, wide=drawn(bands, WIDE), narrow=drawn(bands, NARROW))


def drawn(bands: Sequence[AgeBand], size: Size) -> Markup:
    """Return late milestones by age in one size: packs print `PRINT`."""
    parts, y = [], 2.0
    for band in bands:
        parts.append(
            f'<text x="0" y="{round(y + size.row * 0.66, 1)}" fill="{QUIET}">{band.words}</text>'
        )
        lines, drawn_band = _blocks(band, y, size)
        parts += drawn_band
        y += size.row * lines + 6
    return svg(
        size.name,
        size.width,
        round(y, 1),
        title=ages_finding(bands),
        parts=parts,
        text=size.text,
        font=size.font,
        fluid=size.fluid,
    )


def _blocks(band: AgeBand, top: float, size: Size) -> tuple[int, Iterable[str]]:
    """Return how many lines a band takes, and its blocks: none is said as 0."""
    across = max(1, (size.width - size.names) // size.block)
    shown = [row.ref for row in band.rows[:MOST]]
    more = len(band.rows) - len(shown)
    drawn_blocks = []
    for place, ref in enumerate(shown):
        x = size.names + size.block * (place % across)
        y = top + size.row * (place // across)
        words = escape(fitted(ref, (size.block - 6) / size.text))
        middle, foot = x + size.block / 2 - 1, round(y + size.row * 0.66, 1)
        drawn_blocks.append(
            f'<rect x="{x}" y="{y}" width="{size.block - 2}" height="{size.row - 2}" '
            f'fill="{LATE}"/><text x="{middle}" y="{foot}" text-anchor="middle" '
            f'fill="#ffffff">{words}</text>'
        )
    lines = max(1, -(-len(shown) // across))
    if more:
        y = round(top + size.row * (lines + 0.66), 1)
        drawn_blocks.append(f'<text x="{size.names}" y="{y}" fill="{NAVY}">and {more} more</text>')
        lines += 1
    if not shown:
        y = round(top + size.row * 0.66, 1)
        drawn_blocks.append(f'<text x="{size.names}" y="{y}" fill="{INK}">0</text>')
    return lines, drawn_blocks


def progress_bar(*, done: int, late: int, other: int) -> Markup:
    """Return one bar of done, late and other rows, whose numbers stand beside it in words.

    Late stands out by its height besides its colour; what is left is an outline.
    """
    every, width = max(done + late + other, 1), 120
    parts, x = [], 0.0
    shapes = (
        (done, f'y="4" height="8" fill="{NAVY}"'),
        (late, f'y="0" height="16" fill="{LATE}"'),
        (other, f'y="4.5" height="7" fill="#ffffff" stroke="{QUIET}"'),
    )
    for count, shape in shapes:
        if count:
            wide = round(width * count / every, 1)
            parts.append(f'<rect x="{round(x, 1)}" width="{wide}" {shape}/>')
            x += wide
    return Markup(
        '<svg class="app-progress" aria-hidden="true" preserveAspectRatio="xMinYMid" '
        f'width="{width + 1}" height="16" viewBox="0 0 {width + 1} 16">{"".join(parts)}</svg>'
    )
