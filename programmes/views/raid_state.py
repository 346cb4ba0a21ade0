"""Close an entry, say what came of it, or open it again (Rule 28)."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.typed import takes
from programmes.actions.raid import end_entry
from programmes.forms.risks import StateForm
from programmes.readings.raid import kind_of
from programmes.rules.raid import entry_states_from
from programmes.views.raid_acting import on_entry
from programmes.words import EntryState, RaidKind
from programmes.words.raid import STATES

CLOSABLE = (RaidKind.RISK, RaidKind.ISSUE, RaidKind.ACTION, RaidKind.ASSUMPTION)


@takes(StateForm)
@on_entry("programmes.keep_raid", *CLOSABLE)
def raid_state(request: SignedIn, row: Any, at: datetime) -> HttpResponse:
    """Take the new state with its reason or evidence; a risk that happened becomes an issue."""
    kind = kind_of(row)
    states = entry_states_from(EntryState(row.state), STATES[kind])
    attempt = Attempt(request, StateForm, states=states, initial={"version": row.version})
    done = attempt.take(
        lambda entered: end_entry(
            row,
            EntryState(entered["state"]),
            reason=entered["reason"],
            version=entered["version"],
            by=request.user,
            at=at,
        ),
        row=row,
    )
    if done:
        now, issue = done
        became = f" It is now issue {issue.ref}." if issue else ""
        messages.success(request, f"{now.ref} {EntryState(now.state).in_sentence}.{became}")
        return redirect("programmes:raid_entry", issue.ref if issue else now.ref)
    return attempt.page(
        "programmes/raid_state.html", kind=kind, row=row, stands=EntryState(row.state).in_sentence
    )
