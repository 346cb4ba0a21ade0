"""Which actions of the boards a page or file is asked for."""

from dataclasses import dataclass
from datetime import datetime

from irp.pages import SignedIn
from irp.past import Past
from packs.figures.meetings import ActionLine, action_lines
from packs.forms.board_actions import ActionFilter
from packs.views.meetings_asking import asked_boards


@dataclass(frozen=True)
class AskedActions:
    """The actions now or as at the past, and what the address asks for."""

    past: Past
    form: ActionFilter
    every: list[ActionLine]
    shown: list[ActionLine]


def asked_actions(request: SignedIn, *, at: datetime) -> AskedActions:
    """Return the actions that the person may read, as filtered."""
    past, found = asked_boards(request, at=at)
    every = action_lines(found.actions, measured=past.measured)
    owners = sorted({line.facts.owner for line in every})
    form = ActionFilter.of(request, owners=owners)
    return AskedActions(past, form, every, [line for line in every if form.matches(line)])
