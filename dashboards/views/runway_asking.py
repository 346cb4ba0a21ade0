"""What the runway's page and its file share: which requirements an address asks for."""

from dataclasses import dataclass
from datetime import datetime

from assurance.readings.runway import runway_facts
from dashboards.forms import RunwayFilter
from dashboards.presenters.runway import RunwaySheet, runway_sheet
from irp.pages import SignedIn
from irp.past import past_of
from irp.permissions import require
from irp.readings import settings
from programmes.readings.readers import reader_of


@dataclass(frozen=True)
class AskedRunway:
    """The runway as filtered, and the filters."""

    sheet: RunwaySheet
    form: RunwayFilter


def asked_runway(request: SignedIn, *, at: datetime) -> AskedRunway:
    """Return the runway now or as at the past, of the requirements that the filters choose."""
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    known = settings(past.source)
    facts = runway_facts(past.source, measured=past.measured, reader=reader_of(request.user))
    form = RunwayFilter.of(request, facts=facts)
    chosen = form.chosen()
    sheet = runway_sheet(
        past,
        facts,
        [row for row in facts.requirements if not chosen or form.matches(row)],
        settings=known,
        show=chosen.get("show", ""),
    )
    return AskedRunway(sheet, form)
