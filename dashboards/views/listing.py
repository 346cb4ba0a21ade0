"""What the list of all milestones and its file share: which of them an address asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboards.forms import MilestonesFilter
from dashboards.presenters.milestones import Chosen, ListedLine, choose, lines_of
from irp.context import settings_of
from irp.pages import SignedIn
from irp.past import Past, past_of
from irp.permissions import require
from programmes.facts import Position
from programmes.readings.listed import listed
from programmes.readings.readers import reader_of
from programmes.rules.withheld import Reader


@dataclass(frozen=True)
class AskedMilestones:
    """The milestones now or as at the past, and which of them the address asks for."""

    past: Past
    form: MilestonesFilter
    chosen: Chosen
    quarters: str
    reader: Reader

    def lines(self, rows: Sequence[Position]) -> list[ListedLine]:
        """Return the lines of some of the chosen milestones."""
        return lines_of(self.past.source, self.chosen, rows, reader=self.reader)


def asked_milestones(request: SignedIn, *, at: datetime) -> AskedMilestones:
    """Return the milestones of the whole plan as filtered."""
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    reader = reader_of(request.user)
    found = listed(past.source, on=past.measured.on, reader=reader)
    form = MilestonesFilter.of(
        request,
        programmes={ref: programme.name for ref, programme in found.programmes.items()},
        owners={found.owner(row) for row in found.positions},
    )
    show = form.chosen().get("show", "")
    chosen = choose(found, form.matches, show=show, measured=past.measured)
    return AskedMilestones(past, form, chosen, settings_of(request).irp_quarters, reader)
