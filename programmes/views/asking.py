"""What a programme's page and its file share: which milestones an address asks for."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from irp.context import settings_of
from irp.facts import SettingsFacts
from irp.pages import SignedIn
from irp.past import Past, past_of
from irp.permissions import require
from irp.readings import settings_facts
from irp.rules.financial_years import financial_year
from programmes.facts.raid import RaidPosition
from programmes.figures.dependency_chains import Network
from programmes.figures.milestones import MilestoneLine
from programmes.figures.money_beside import MoneyBeside, money_beside
from programmes.figures.watch import around_programme
from programmes.forms import MilestoneFilter
from programmes.models import Programme
from programmes.presenters.programme import ProgrammePage, programme_page
from programmes.readings.budgets import programme_row
from programmes.readings.dependencies import network
from programmes.readings.programme_savings import programme_savings
from programmes.readings.raid import raid_positions
from programmes.readings.readers import reader_of


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
    money: MoneyBeside | None  # None where nothing was entered


def asked_programme(
    request: SignedIn, ref: str, *, at: datetime, with_leads: bool = False
) -> AskedProgramme:
    """Return the programme now or as at the past, and its milestones as filtered."""
    require(request.user, "irp.read_plan", at=at)
    settings, past = settings_facts(settings_of(request)), past_of(request, at=at)
    programme = programme_row(ref, at=past.source.at)
    if programme is None:
        raise Http404
    reader = reader_of(request.user)
    register = raid_positions(past.source, programme_id=programme.pk)
    found, year = None, financial_year(past.measured.on)
    read = programme_savings(past.source, programme.pk, year=year)
    if not past.is_past:
        found = network(past.source, measured=past.measured, reader=reader)
    sheet = programme_page(
        past.source,
        ref,
        measured=past.measured,
        settings=settings,
        reader=reader,
        row=None if past.is_past else programme,
        with_leads=with_leads,
        around=around_programme(
            programme.ref,
            risks=((risk.ref, risk.state, risk.current) for risk in register),
            lines=found.lines if found else None,
            requested=read.requested,
        ),
    )
    lines = sheet.lines if sheet else ()
    form = MilestoneFilter.of(request, workstreams=[line.workstream for line in lines])
    shown = [line for line in lines if form.matches(line)]
    money = money_beside(read.savings, read.others, year=year)
    return AskedProgramme(programme, past, sheet, form, shown, settings, register, found, money)
