"""What the register's page and its file share: which rows an address asks for."""

from dataclasses import dataclass
from datetime import datetime

from irp.pages import SignedIn
from irp.past import Past, past_of
from irp.permissions import require
from programmes.figures.raid import RaidLine
from programmes.forms.raid_filter import RaidFilter
from programmes.presenters.raid import Register, read_register


@dataclass(frozen=True)
class AskedRegister:
    """The register now or as at the past, and which of it the address asks for."""

    past: Past
    found: Register
    form: RaidFilter
    shown: list[RaidLine]


def asked_register(request: SignedIn, *, at: datetime) -> AskedRegister:
    """Return the register as filtered."""
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    found = read_register(past)
    owners = [line.owner for line in found.lines if line.owner]
    form = RaidFilter.of(request, programmes=found.programmes, owners=owners)
    return AskedRegister(past, found, form, [line for line in found.lines if form.matches(line)])
