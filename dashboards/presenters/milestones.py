"""All milestones of the plan: which an address asks for, in what order, and their lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dashboards.words import left_out
from irp.readings import Source
from irp.rules.measuring import Measured
from programmes.facts import Position
from programmes.figures.counts import MilestoneCounts, count, groups_of, milestone_urgency
from programmes.figures.milestones import MilestoneLine, milestone_line
from programmes.readings.listed import Listed, whole_milestones
from programmes.rules.withheld import Reader
from programmes.words import MilestoneGroup


@dataclass(frozen=True, kw_only=True)
class ListedLine:
    """One milestone of the list: its line, its programme and the SAO who answers for it."""

    line: MilestoneLine
    programme: str  # its name
    owner: str


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The milestones that filters choose, the late first.

    `counts` are of those that pass every filter but the group shown: each opens a group of them.
    """

    found: Listed
    rows: tuple[Position, ...]
    counts: MilestoneCounts
    measured: Measured
    unsigned: int  # returns of which reports are withheld, among the programmes that pass

    @property
    def strip(self) -> list[tuple[MilestoneGroup, int, str]]:
        """Return the groups that head the list, each with its count and what that leaves out."""
        notes = {MilestoneGroup.UNREPORTED: left_out(self.unsigned)}
        groups = [*STRIP, *(group for group in RARE if getattr(self.counts, group.value))]
        return [
            (group, getattr(self.counts, group.value), notes.get(group, "")) for group in groups
        ]


# The others are chosen from the list of groups.
STRIP = (
    MilestoneGroup.LATE,
    MilestoneGroup.LATE_B0,
    MilestoneGroup.DUE_30,
    MilestoneGroup.DUE_60,
    MilestoneGroup.DUE,
    MilestoneGroup.MOVED,
    MilestoneGroup.UNREPORTED,
    MilestoneGroup.UNBASELINED,
    MilestoneGroup.DONE,
    MilestoneGroup.DONE_LATE,
)
RARE = (MilestoneGroup.UNCONFIRMED, MilestoneGroup.DESCOPED_LATE)  # shown where there is one


class Matches(Protocol):
    """Filters: which milestones pass, each by its position and who answers for it."""

    def __call__(self, row: Position, *, owner: str) -> bool:
        """Tell whether a milestone passes."""


def choose(found: Listed, matches: Matches, *, show: str, measured: Measured) -> Chosen:
    """Return the milestones that pass, the longest late first and the closed ones last.

    `show` is the group to show, "" for every one.
    """
    passed = [row for row in found.positions if matches(row, owner=found.owner(row))]
    shown = [
        row
        for row in passed
        if not show or show in groups_of(row, measured=measured, month=found.told(row.programme))
    ]
    shown.sort(key=lambda row: milestone_urgency(row, measured=measured))
    return Chosen(
        found=found,
        rows=tuple(shown),
        counts=count(passed, measured=measured, month=found.month, withheld=found.withheld),
        measured=measured,
        unsigned=len(found.withheld & {row.programme for row in passed}),
    )


def lines_of(
    source: Source, chosen: Chosen, rows: Sequence[Position], *, reader: Reader
) -> list[ListedLine]:
    """Return the lines of some of the chosen milestones, read whole, in their order."""
    found = chosen.found
    return [
        ListedLine(
            line=milestone_line(facts, measured=chosen.measured, month=found.told(row.programme)),
            programme=found.programmes[row.programme].name,
            owner=found.owner(row),
        )
        for row, facts in zip(rows, whole_milestones(source, rows, reader=reader), strict=True)
    ]
