"""What a programme's page and its file share: which milestones an address asks for."""

from dataclasses import dataclass
from datetime import datetime

from django.shortcuts import get_object_or_404

from irp.context import settings_of
from irp.facts import SettingsFacts
from irp.pages import SignedIn
from irp.past import Past, past_of
from irp.permissions import require
from irp.readings import settings_facts
from programmes.facts.raid import RaidPosition
from programmes.figures.dependency_chains import Network
from programmes.figures.milestones import MilestoneLine
from programmes.figures.watch import Around, late_givers, top_risks
from programmes.forms import MilestoneFilter
from programmes.models import Programme
from programmes.presenters.programme import ProgrammePage, programme_page
from programmes.readings.dependencies import network
from programmes.readings.raid import raid_positions
from programmes.readings.readers import reader_in, reader_of
from programmes.readings.watch import requested
from programmes.rules.withheld import Reader

PLAN = Programme.objects.select_related("aim", "sao", "rdl")


@dataclass(frozen=True)
class AskedProgramme:
    """The programme, and which of its milestones the address asks for."""

    programme: Programme
    past: Past
    sheet: ProgrammePage | None  # None where it was not in the record then
    form: MilestoneFilter
    shown: list[MilestoneLine]
    settings: SettingsFacts
    register: list[RaidPosition]
    network: Network | None  # None as at a past moment, where it would take many statements


def asked_programme(
    request: SignedIn, ref: str, *, at: datetime, with_leads: bool = False
) -> AskedProgramme:
    """Return the programme now or as at the past, and its milestones as filtered."""
    require(request.user, "irp.read_plan", at=at)
    programme = get_object_or_404(PLAN, ref=ref)
    settings, past = settings_facts(settings_of(request)), past_of(request, at=at)
    reader = reader_in(request.user, programme) if past.is_past else reader_of(request.user)
    register = raid_positions(past.source, programme_id=programme.pk)
    found, around = _around(past, programme, register, reader)
    sheet = programme_page(
        past.source,
        ref,
        measured=past.measured,
        settings=settings,
        reader=reader,
        row=None if past.is_past else programme,
        with_leads=with_leads,
        around=around,
    )
    lines = sheet.lines if sheet else ()
    form = MilestoneFilter(request.GET, workstreams=[line.workstream for line in lines])
    shown = [line for line in lines if form.matches(line)]
    return AskedProgramme(programme, past, sheet, form, shown, settings, register, found)


def _around(
    past: Past, programme: Programme, register: list[RaidPosition], reader: Reader
) -> tuple[Network | None, Around]:
    """Return the dependencies, and what stands around the programme's reports as far as known."""
    risks = top_risks((one.ref, one.state, one.current) for one in register)
    if past.is_past:
        return None, Around(top_risks=risks)
    found = network(past.source, measured=past.measured, reader=reader)
    return found, Around(
        top_risks=risks,
        late_givers=late_givers(found.lines, programme.ref),
        requested=requested(programme),
    )
