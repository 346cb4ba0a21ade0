"""What a person may decide or answer of a change request as it is now (Rule 18)."""

from collections.abc import Collection
from datetime import date, datetime

from irp.models import User
from irp.rules.measuring import Measured
from programmes.actions.change_decisions import RIGHTS
from programmes.facts.changes import ChangeFacts
from programmes.figures.changes import ChangeLine, change_line
from programmes.models import ChangeRequest
from programmes.presenters.changes import ChangePage
from programmes.readings.change_basis import took_part
from programmes.readings.dependency_rows import of_two_ends
from programmes.rules.changes import decision_refusals, rows_left
from programmes.words import ChangeAct, ChangeState


def barred(user: User, row: ChangeRequest, *, at: datetime) -> list[str] | None:
    """Return why a person cannot decide a request now, none where they can.

    None where it is not theirs to decide: their posts do not, or it has ended.
    """
    state = ChangeState(row.state)
    if state.forum is None or not user.has_perm(RIGHTS[state.forum], row.programme):
        return None
    return decision_refusals(ref=row.ref, state=state, people=took_part(row), by=user.pk)


def to_decide(facts: ChangeFacts, *, on: date) -> list[tuple[list[int], str]]:
    """Return what of a request, as it is now, is before a forum on a day."""
    line = change_line(facts, freezes=None, on=on, measured=Measured(on))
    return units_left(line, rows_left(facts.rows, facts.steps))


def units_left(line: ChangeLine, left: Collection[int]) -> list[tuple[list[int], str]]:
    """Return what is still before a forum as it is decided, each with its rows and its words.

    `left` are the numbers of the rows that every forum so far has agreed to.
    """
    rows = [
        ([row.facts.number for row in unit.rows if row.facts.number in left], unit.name)
        for unit in line.units
    ]
    return [(numbers, name) for numbers, name in rows if numbers]


def answerable(user: User, sheet: ChangePage) -> frozenset[str]:
    """Return the dependencies for whose takers a person may answer an open request now."""
    waits = [ask.dependency for ask in sheet.asks if ask.answer is None and sheet.is_moved(ask)]
    if not waits or not sheet.line.is_open:
        return frozenset()
    asked = of_two_ends().filter(
        change_steps__request__ref=sheet.line.ref, change_steps__what=ChangeAct.TAKER_ASKED
    )
    return frozenset(
        row.ref
        for row in asked
        if row.ref in waits and user.has_perm("programmes.answer_as_taker", row)
    )
