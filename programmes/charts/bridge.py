"""The savings bridge: planned, less what lacks, plus replacements, delivered, validated.

Bars from level to level; what is one-off is hatched. Numbers in, SVG out; its table stands beside.
"""

from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from irp.charts import (
    FONT,
    HAIRLINE,
    INK,
    LATE,
    NAVY,
    ON_PAGES,
    QUIET,
    Drawing,
    dashed,
    label,
    line,
    svg,
    wrapped,
)
from irp.rules.money import short_pounds
from irp.rules.numbers import MINUS
from programmes.figures.saving_bridge import Bridge, BridgeStep

GAIN = "#0f6a33"
HATCH = (
    '<defs><pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="6" height="6" fill="#ffffff"/>'
    f'<rect width="3" height="6" fill="{NAVY}"/></pattern></defs>'
)
TOP, PLOT, PRINTED = 24, 200, 150  # above the bars, of the bars, of those on paper
NAME = 15  # a line of a bar's name
ROW = 46  # of a narrow drawing: a line of words and a bar


def bridge_chart(bridge: Bridge) -> Drawing:
    """Return the bridge drawn for a wide and for a narrow window."""
    return Drawing(title=bridge.title, wide=_across(bridge), narrow=_down(bridge))


def printed_bridge(bridge: Bridge) -> Markup:
    """Return the bridge as packs print it."""
    return _across(bridge, printed=True)


def _across(bridge: Bridge, *, printed: bool = False) -> Markup:
    """Return the bars side by side, for a wide window or for paper."""
    width, plot, edge = 720, PRINTED if printed else PLOT, not printed
    room, ground, scale = width / len(bridge.steps), TOP + plot, plot / float(_scale(bridge))
    names = [wrapped(step.label, room / 13 - 0.5, most=3) for step in bridge.steps]
    parts = [HATCH.format(name="bridge-across"), line(0, ground, width, ground, QUIET, 1)]
    for place, step in enumerate(bridge.steps):
        box = _Box(
            x=round(room * (place + 0.16), 1),
            y=round(ground - scale * float(step.high), 1),
            width=round(room * 0.68, 1),
            height=round(max(scale * float(step.high - step.low), 1.5), 1),
        )
        parts.append(box.drawn(_colour(step)))
        if step.one_off:
            tall = round(box.height * float(step.one_off / step.high), 1)
            parts.append(_Box(box.x, box.y, box.width, tall).drawn("url(#bridge-across)"))
        amount, at = _amount(step), box.y - 6
        parts.append(
            label(box.centre, at, amount, INK, anchor="middle", bold=step.is_whole, edge=edge)
        )
        parts += (
            label(box.centre, ground + 3 + NAME * row, words, anchor="middle", edge=edge)
            for row, words in enumerate(names[place], start=1)
        )
        if place + 1 < len(bridge.steps):
            y = round(ground - scale * float(_level(step, bridge.steps[place + 1])), 1)
            parts.append(dashed(box.end, y, round(box.end + room * 0.32, 1), y, QUIET, 1, "3 3"))
    return svg(
        "bridge" if printed else "app-drawing__wide",
        width,
        ground + 7 + NAME * max(map(len, names)),
        title=bridge.title,
        parts=parts,
        text=14 if printed else 13,
        font=FONT if printed else ON_PAGES,
        fluid=not printed,
        desc=_described(bridge),
    )


@dataclass(frozen=True)
class _Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> float:
        """Return the middle of it, from the left."""
        return round(self.x + self.width / 2, 1)

    @property
    def end(self) -> float:
        """Return its right side."""
        return round(self.x + self.width, 1)

    def drawn(self, fill: str) -> str:
        """Return it with an outline, so that what is hatched has an edge."""
        return (
            f'<rect x="{self.x}" y="{self.y}" width="{self.width}" height="{self.height}" '
            f'fill="{fill}" stroke="{NAVY if fill.startswith("url") else fill}"/>'
        )


def _scale(bridge: Bridge) -> Decimal:
    return max(max(step.high for step in bridge.steps), Decimal(1))


def _colour(step: BridgeStep) -> str:
    if step.is_whole:
        return NAVY
    if step.is_to_come:
        return QUIET
    return LATE if step.amount < 0 else GAIN


def _amount(step: BridgeStep) -> str:
    """Return the amount of a bar with its sign where it adds or takes away."""
    words = short_pounds(abs(step.amount))
    if step.is_whole:
        return words
    return f"{MINUS if step.amount < 0 else '+'}{words}"


def _level(step: BridgeStep, after: BridgeStep) -> Decimal:
    """Return the level that a bar leads to, from which a line goes on to the next bar."""
    if after.key == "validated" or step.is_whole or step.amount >= 0:
        return step.high
    return step.low


def _down(bridge: Bridge) -> Markup:
    """Return the bars one under another, for a narrow window."""
    width, high = 290, _scale(bridge)
    parts = [HATCH.format(name="bridge-down")]
    for place, step in enumerate(bridge.steps):
        y = ROW * place
        parts.append(label(0, y + 14, step.label, INK))
        parts.append(label(width, y + 14, _amount(step), INK, anchor="end", bold=step.is_whole))
        parts.append(line(0, y + 28, width, y + 28, HAIRLINE, 1))
        left = round(width * float(step.low / high), 1)
        wide = round(max(width * float((step.high - step.low) / high), 1.5), 1)
        parts.append(_Box(left, y + 20, wide, 16).drawn(_colour(step)))
        if step.one_off:
            part = round(width * float(step.one_off / high), 1)
            edge = round(left + wide - part, 1)
            parts.append(_Box(edge, y + 20, part, 16).drawn("url(#bridge-down)"))
    return svg(
        "app-drawing__narrow",
        width,
        ROW * len(bridge.steps),
        title=bridge.title,
        parts=parts,
        text=12,
        font=ON_PAGES,
        fluid=True,
        desc=_described(bridge),
    )


def _described(bridge: Bridge) -> str:
    """Return what the title leaves out: each bar with its amount."""
    bars = "; ".join(f"{step.label} {_amount(step)}" for step in bridge.steps)
    hatched = " One-off money is hatched." if any(step.one_off for step in bridge.steps) else ""
    return f"{bars}.{hatched}"
