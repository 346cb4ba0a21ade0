"""The pages of dependencies: the list with its network, and what stands on other pages of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from irp.addresses import address
from irp.past import Past
from irp.rules.numbers import counted
from programmes.charts.network import Arrow, Box, network_across, network_down
from programmes.figures.dependencies import (
    DependencyCounts,
    DependencyLine,
    End,
    dependencies_finding,
    dependency_counts,
)
from programmes.figures.dependency_chains import Chain, Network
from programmes.words import Side

DRAWN = 40  # dependencies in one picture, the most urgent; the table has the others


@dataclass(frozen=True, kw_only=True)
class NetworkPicture:
    """The network drawn for a wide and for a narrow window."""

    title: str
    across: Markup
    down: Markup
    left_out: int


def network_picture(lines: Sequence[DependencyLine], past: Past) -> NetworkPicture | None:
    """Return the network of the open dependencies among some lines; None where there are none."""
    rows = [line for line in lines if line.is_open and not line.giver.is_done]
    shown = rows[:DRAWN]
    if not shown:
        return None
    ends = {end.ref: end for line in shown for end in (line.giver, line.taker)}
    boxes = [Box(ref=end.ref, title=end.title, href=end_href(end, past)) for end in ends.values()]
    arrows = [_arrow(line, past) for line in shown]
    title = dependencies_finding(lines)
    return NetworkPicture(
        title=title,
        across=network_across(boxes, arrows, title=title),
        down=network_down(boxes, arrows, title=title),
        left_out=len(rows) - len(shown),
    )


def _arrow(line: DependencyLine, past: Past) -> Arrow:
    late = f"+{counted(line.days_late, 'day')}" if line.days_late else ""
    return Arrow(
        ref=line.ref,
        giver=line.giver.ref,
        taker=line.taker.ref,
        words=late or line.title,
        is_late=bool(line.days_late),
        is_confirmed=not line.unconfirmed,
        href=past.to(address("programmes:dependency", line.ref)),
    )


def end_href(end: End, past: Past) -> str:
    """Return the address of the page of one end."""
    page = "programmes:milestone" if end.milestone else "programmes:programme"
    return past.to(address(page, end.ref))


@dataclass(frozen=True, kw_only=True)
class Touching:
    """A dependency as the page of one of its ends shows it."""

    line: DependencyLine
    sides: tuple[Side, ...]  # those of this page
    chain: Chain

    @property
    def is_given(self) -> bool:
        """Tell whether this page's end gives it."""
        return Side.GIVER in self.sides


@dataclass(frozen=True, kw_only=True)
class Block:
    """The open dependencies of a milestone or a programme; how many have ended."""

    ref: str
    rows: tuple[Touching, ...]
    counts: DependencyCounts


def block(found: Network, ref: str) -> Block:
    """Return the dependencies of a milestone or a programme."""
    lines = [line for line in found.lines if line.touches(ref)]
    return Block(
        ref=ref,
        rows=tuple(_touching(found, line, ref) for line in lines if line.is_open),
        counts=dependency_counts(lines),
    )


def _touching(found: Network, line: DependencyLine, ref: str) -> Touching:
    ends = ((Side.GIVER, line.giver), (Side.TAKER, line.taker))
    own = tuple(side for side, end in ends if ref in {end.milestone, end.programme})
    return Touching(line=line, sides=own, chain=found.chain(line))
