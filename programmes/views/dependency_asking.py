"""Which dependencies a page or a file is asked for."""

from dataclasses import dataclass
from datetime import datetime

from irp.pages import SignedIn
from irp.past import Past, past_of
from irp.permissions import require
from programmes.figures.dependencies import DependencyLine
from programmes.figures.dependency_chains import Network
from programmes.forms.dependency_filter import DependencyFilter
from programmes.readings.dependencies import network
from programmes.readings.readers import reader_of


@dataclass(frozen=True)
class AskedDependencies:
    """The dependencies now or as at the past, and which of them the address asks for."""

    past: Past
    found: Network
    form: DependencyFilter
    shown: list[DependencyLine]


def asked_dependencies(request: SignedIn, *, at: datetime) -> AskedDependencies:
    """Return the dependencies as filtered."""
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    found = network(past.source, measured=past.measured, reader=reader_of(request.user))
    form = DependencyFilter.of(request, programmes=dict(found.basis.programmes))
    return AskedDependencies(
        past, found, form, [line for line in found.lines if form.matches(line)]
    )
