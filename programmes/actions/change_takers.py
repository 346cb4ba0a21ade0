"""A request that moves a giver asks each taker's SAO, who agrees or objects (Rule 28)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from irp.actions import Faulty, Refused
from irp.history import act, enact, write_acts
from irp.holidays import england_holidays
from irp.models import User
from irp.permissions import require
from programmes.models import ChangeRequest, ChangeRow, ChangeStep, Dependency
from programmes.readings.changes import request_facts
from programmes.readings.dependency_rows import sao_of_side, takers_among
from programmes.rules.changes import rows_left
from programmes.rules.takers import answer_due, answer_refusals, moves_a_giver, taker_asks
from programmes.words import ChangeAct, ChangeKind, Side


def ask_takers(
    request: ChangeRequest,
    rows: Iterable[ChangeRow],
    dependencies: Iterable[Dependency],
    *,
    by: User,
    at: datetime,
) -> None:
    """Ask the SAO of each open dependency that takes from what the request's rows move.

    `dependencies` are the open ones of its milestones, with the posts of both ends. Each is told
    which rows those are. Whoever is SAO of both sides decides the request itself and is not asked
    beside it.
    """
    moved: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        if row.milestone_id and moves_a_giver(ChangeKind(row.kind), row.new):
            moved[row.milestone_id].append(row.number)
    if not moved:
        return
    due_on = answer_due(at, holidays=england_holidays())
    same = {"request": request, "what": ChangeAct.TAKER_ASKED.value, "due_on": due_on}
    write_acts(
        [
            act(ChangeStep, by=by, at=at, dependency=row, rows=moved[giver], **same)
            for row in takers_among(dependencies, moved)
            if (giver := row.giver_milestone_id)
            and sao_of_side(row, Side.TAKER) != sao_of_side(row, Side.GIVER)
        ]
    )


def answer_as_taker(
    request: ChangeRequest,
    dependency: Dependency,
    *,
    agrees: bool,
    reason: str,
    by: User,
    at: datetime,
) -> ChangeStep:
    """Agree to a request that moves what is needed, or object with the reason.

    Raises `Refused` once the request has ended or the answer was given, `Faulty` by field.
    """
    require(by, "programmes.answer_as_taker", dependency, at=at)
    with transaction.atomic():
        locked = ChangeRequest.objects.select_for_update(of=("self",), no_key=True)
        now = locked.select_related("programme").get(pk=request.pk)
        facts = request_facts(now, at=at)
        refusals = answer_refusals(
            ref=now.ref,
            is_open=facts.state.is_open,
            asks=taker_asks(facts.steps),
            left=rows_left(facts.rows, facts.steps),
            dependency=dependency.ref,
        )
        if refusals:
            raise Refused(*refusals)
        if not agrees and not reason.strip():
            raise Faulty({"reason": "Enter why you object"})
        what = ChangeAct.TAKER_AGREED if agrees else ChangeAct.OBJECTED
        values = {"what": what.value, "reason": reason.strip(), "dependency": dependency}
        return enact(ChangeStep, by=by, at=at, request=now, **values)
