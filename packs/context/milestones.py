"""The milestones of the whole plan as packs print them: late, ahead, moved, without a date."""

from collections.abc import Sequence
from dataclasses import dataclass

from packs.context.delivery import HighlightReport
from packs.context.frame import Calendar
from packs.figures.look_ahead import Ahead, look_ahead
from programmes.figures.milestones import MilestoneLine, worst_first

MOST_LATE = 20  # of the body; the annex has every row


@dataclass(frozen=True, kw_only=True)
class MilestonesPage:
    """What a pack says of milestones, programme by programme in the annex."""

    late: tuple[MilestoneLine, ...]  # the longest late first
    more: int  # late rows that the annex alone names
    ahead: tuple[Ahead, ...]
    moved: tuple[MilestoneLine, ...]  # forecasts that are others than in the report before
    undated: tuple[MilestoneLine, ...]
    names: dict[str, str]  # programmes by reference
    saos: dict[str, str]

    def answers(self, line: MilestoneLine) -> str:
        """Return who answers for a row: its own SAO where the plan names one."""
        return line.own_sao or self.saos[line.programme]


def milestones_page(reports: Sequence[HighlightReport], calendar: Calendar) -> MilestonesPage:
    """Return the milestones of the programmes that report."""
    lines = [line for row in reports for line in row.milestones]
    still = worst_first(lines)
    late = [line for line in still if line.is_late]
    return MilestonesPage(
        late=tuple(late[:MOST_LATE]),
        more=len(late[MOST_LATE:]),
        ahead=look_ahead(lines, measured=calendar.measured),
        moved=tuple(line for line in still if line.has_moved and line.month is not None),
        undated=tuple(line for line in still if line.is_unbaselined),
        names={row.line.ref: row.line.name for row in reports},
        saos={row.line.ref: row.line.sao for row in reports},
    )
