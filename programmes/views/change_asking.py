"""Which change requests a page or a file is asked for."""

from dataclasses import dataclass
from datetime import datetime

from irp.pages import SignedIn
from irp.past import Past, past_of
from irp.permissions import require
from programmes.figures.changes import ChangeLine
from programmes.forms.change_filter import ChangeFilter
from programmes.presenters.changes import RequestList, read_requests


@dataclass(frozen=True)
class AskedChanges:
    """The requests now or as at the past, and which of them the address asks for."""

    past: Past
    found: RequestList
    form: ChangeFilter
    shown: list[ChangeLine]


def asked_changes(request: SignedIn, *, at: datetime) -> AskedChanges:
    """Return the requests as filtered."""
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    found = read_requests(past)
    form = ChangeFilter.of(request, programmes=found.programmes)
    return AskedChanges(past, found, form, [line for line in found.lines if form.matches(line)])
