"""Preparing a return: its words, its change into a draft, its submission (Rules 9 and 15)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from irp.actions import Refused
from irp.history import record
from irp.models import Conflict, User
from irp.permissions import require
from programmes.actions.steps import begin_step, move, note, open_period_of
from programmes.models import Return, ReturnStep
from programmes.permissions.delivery import beyond_draft
from programmes.readings.owed import Lacking, submission_faults
from programmes.rules.returns import PREPARING
from programmes.words import TEXTS, ReturnState, Step


class Lacks(Refused):
    """A return lacks what it needs before it is submitted: `faults` say what, row by row."""

    def __init__(self, faults: Sequence[Lacking]) -> None:
        self.faults = faults
        super().__init__(*map(str, faults))


def make_draft(
    ret: Return,
    *,
    by: User,
    at: datetime,
    what: str,
    took_part: bool = False,
    seen_as_draft: bool = False,
) -> None:
    """Make a return a draft that may be changed; its open period's row is held locked.

    Starts it when it is not started. When it was submitted, signed or assured, reopens it: the
    change voids what was signed, and the step says so. Whoever takes part in preparing it for the
    first time is noted, for they may neither sign nor assure it; `took_part` says that this person
    is known to have done so before. Raises `Refused` for a return that was not reported in time,
    and where it would cancel what was signed though the page that was read told of a draft
    (`seen_as_draft`).
    """
    refuse_not_reported(ret)
    state = ReturnState(ret.state)
    if state is ReturnState.NOT_STARTED:
        move(ret, Step.START, by=by, at=at)
        return
    if state is not ReturnState.DRAFT:
        if seen_as_draft:
            raise Refused(
                f"The return was {state.label.lower()} after you opened this page. If you save "
                "again, it becomes a draft again and any signature and ratings will be cancelled."
            )
        reason = f"{what} was changed after the return was {state.label.lower()}."
        move(ret, Step.REOPEN, by=by, at=at, reason=reason)
    if took_part:
        return
    if not ReturnStep.objects.filter(ret=ret, by=by, from_state__in=PREPARING).exists():
        note(ret, ret.state, by=by, at=at, reason=f"{what} was changed.")


def refuse_not_reported(ret: Return) -> None:
    """Raise `Refused` for a return that was not received before the freeze (Rule 16)."""
    if ret.state == ReturnState.NOT_REPORTED:
        raise Refused(f"{ret} is recorded as not reported. This cannot be changed.")


def refuse_beyond_draft(ret: Return, *, by: User) -> None:
    """Raise `Refused` where a preparer or row lead would change more than a draft."""
    if words := beyond_draft(ret.programme, ret.state, by=by):
        raise Refused(words)


def save_return(
    ret: Return, texts: dict[str, str], *, version: int, by: User, at: datetime
) -> Return:
    """Write the return's words. Raises `Conflict` when somebody else wrote them meanwhile."""
    require(by, "programmes.draft_return", ret.programme, at=at)
    with transaction.atomic():
        open_period_of(ret)
        now = Return.objects.select_related("programme", "period").get(pk=ret.pk)
        refuse_beyond_draft(now, by=by)
        if now.version != version:
            raise Conflict(now)
        for name in TEXTS:
            setattr(now, name, texts[name].strip())
        if now.changed_fields():
            # The step, where one is taken, writes the words with the state: one history row.
            make_draft(now, by=by, at=at, what="The return’s text")
            record(now, by=by, at=at, reason="Return text changed")
        return now


def submit_return(
    ret: Return,
    *,
    by: User,
    at: datetime,
    version: int | None = None,
    reports: Mapping[str, int] | None = None,
) -> Return:
    """Submit the return to its SAO. `Lacks` with every row that still needs something (Rule 9).

    `version` and `reports` (versions by milestone reference) are those of the return the person
    read: `Conflict` when its text or any report was changed meanwhile.
    """
    require(by, "programmes.prepare_return", ret.programme, at=at)
    with transaction.atomic():
        ret = begin_step(Step.SUBMIT, ret, by=by, version=version, reports=reports)
        if faults := submission_faults(ret, at=at):
            raise Lacks(faults)
        return move(ret, Step.SUBMIT, by=by, at=at)
