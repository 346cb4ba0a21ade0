"""Say which committee takes reports on a programme, from a day on, and why."""

from datetime import date, datetime

from django.db import transaction

from irp.actions import Faulty, Refused, hold_to_newest
from irp.history import enact
from irp.models import Board, User
from irp.permissions import require
from irp.words import Oversight
from programmes.models import CommitteeRemit, Programme
from programmes.readings.committees import remit_facts
from programmes.rules.committees import remit_faults

KEEPS = "programmes.keep_committees"


def take_programme(
    board: Board, programme: Programme, *, from_on: date, reason: str, by: User, at: datetime
) -> CommitteeRemit:
    """Have a committee take a programme from a day on. Raises `Faulty` by field."""
    return _say(board, programme, takes=True, from_on=from_on, reason=reason, by=by, at=at)


def give_up_programme(
    board: Board,
    programme: Programme,
    *,
    from_on: date,
    reason: str,
    version: int,
    by: User,
    at: datetime,
) -> CommitteeRemit:
    """Have a committee take a programme no more from a day on. Raises `Faulty`, or `Conflict`.

    `version` is the number of the newest act that the person saw.
    """
    return _say(
        board,
        programme,
        takes=False,
        from_on=from_on,
        reason=reason,
        version=version,
        by=by,
        at=at,
    )


def _say(
    board: Board,
    programme: Programme,
    *,
    takes: bool,
    from_on: date,
    reason: str,
    by: User,
    at: datetime,
    version: int | None = None,
) -> CommitteeRemit:
    require(by, KEEPS, at=at)
    if board.oversight != Oversight.PROGRAMMES:
        raise Refused(f"{board} does not take single programmes.")
    with transaction.atomic():
        Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        rows = list(board.remits.filter(programme=programme).order_by("number"))
        if version is not None:
            hold_to_newest(rows[-1] if rows else None, seen=version)
        remits = [remit_facts(row, programme.ref) for row in rows]
        faults = remit_faults(remits, takes=takes, from_on=from_on)
        if not reason.strip():
            faults["reason"] = "Enter the reason"
        if faults:
            raise Faulty(faults)
        return enact(
            CommitteeRemit,
            by=by,
            at=at,
            board=board,
            programme=programme,
            number=len(rows) + 1,
            takes=takes,
            from_on=from_on,
            reason=reason.strip(),
        )
