"""Change control: a change is asked for, with what stands and what is proposed (Rule 18)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction

from irp.actions import Faulty, Refused, plan_settings
from irp.history import act, enact, record, write_acts
from irp.models import User
from irp.permissions import require
from irp.readings import Now
from irp.readings.numbers import next_number
from irp.rules.calendar import london_day
from irp.rules.plan_dates import QuarterConvention
from programmes.actions.change_takers import ask_takers
from programmes.models import ChangeRequest, ChangeRow, ChangeStep, Milestone, Programme, Workstream
from programmes.readings.change_basis import dependencies_at, stands_of
from programmes.readings.change_gates import gate_ties
from programmes.rules.change_gates import moves_asked, overtaken, overtaking, unsaid
from programmes.rules.change_requests import request_faults
from programmes.rules.changes import Proposed, Stands, Tolerance, causes_of, days_moved
from programmes.words import Cause, ChangeAct, ChangeKind, ChangeReason


@dataclass(frozen=True, kw_only=True)
class Case:
    """Why a change is asked for, and what else it touches."""

    reason_code: ChangeReason
    reason: str
    requirements: tuple[str, ...] = ()
    effect_requirements: str = ""
    gate_overtaken: bool = False
    effect_money: str = ""
    money_changed: bool = False
    effect_dependencies: str = ""


@dataclass(frozen=True, kw_only=True)
class AskedRow:
    """One row that is asked for: what is proposed, of which milestone; None for new work."""

    proposed: Proposed
    milestone: Milestone | None = None
    workstream: Workstream | None = None


def ask_change(
    programme: Programme,
    kind: ChangeKind,
    wanted: Sequence[AskedRow],
    case: Case,
    *,
    by: User,
    at: datetime,
) -> ChangeRequest:
    """Ask for a change of a programme's rows; it goes to the SAO first.

    Raises `Faulty` by field: those of a row are "new", "start", "title" and "run_by" with its
    number.
    """
    require(by, "programmes.ask_change", programme, at=at)
    with transaction.atomic():
        if Programme.objects.select_for_update(no_key=True).get(pk=programme.pk).closed_on:
            raise Refused(f"{programme} is closed. Nothing of it can be changed.")
        stands = _stands(programme, wanted, at=at)
        rows = [(one.proposed, stands.get(one.milestone.ref) if one.milestone else None)
                for one in wanted]  # fmt: skip
        if faults := _faults(kind, rows, wanted, case, at=at):
            raise Faulty(faults)
        number = next_number(ChangeRequest.objects.filter(programme=programme))
        request = ChangeRequest(
            ref=f"{programme.ref}-CR-{number:02}",
            programme=programme,
            number=number,
            kind=kind.value,
            **_columns(case),
        )
        record(request, by=by, at=at, reason=case.reason.strip())
        _write_rows(request, wanted, stands, case, by=by, at=at)
        enact(ChangeStep, by=by, at=at, request=request, what=ChangeAct.ASKED.value)
        ask_takers(request, _givers(kind, wanted), by=by, at=at)
    return request


def _faults(
    kind: ChangeKind,
    rows: Sequence[tuple[Proposed, Stands | None]],
    wanted: Sequence[AskedRow],
    case: Case,
    *,
    at: datetime,
) -> dict[str, str]:
    """Return what is wrong with a request, by field."""
    faults = request_faults(kind, rows, on=london_day(at))
    if not (faults or case.gate_overtaken):
        faults |= _unsaid_gate(kind, rows, wanted, case, at=at)
    if not case.reason.strip():
        faults["reason"] = "Enter the reason"
    return faults


def _unsaid_gate(
    kind: ChangeKind,
    rows: Sequence[tuple[Proposed, Stands | None]],
    wanted: Sequence[AskedRow],
    case: Case,
    *,
    at: datetime,
) -> dict[str, str]:
    """Return the assurance date that is overtaken by what ties it, though the request says none."""
    keys = {one.milestone.pk: one.milestone.ref for one in wanted if one.milestone}
    ties = gate_ties(Now(at), keys, dependencies_at(keys), case.requirements)
    found = unsaid(overtaken(moves_asked(kind, rows), case.requirements, ties))
    if found is None:
        return {}
    known = plan_settings()
    irp, cap = QuarterConvention(known.irp_quarters), QuarterConvention(known.cap_quarters)
    return {"gate_overtaken": f"Choose this box. {overtaking(found, irp=irp, cap=cap)}"}


def _givers(kind: ChangeKind, wanted: Sequence[AskedRow]) -> set[int]:
    """Return the keys of the milestones that may give later: a start alone moves nobody's need."""
    return {
        one.milestone.pk
        for one in wanted
        if one.milestone and (kind is not ChangeKind.DATE or one.proposed.new.is_dated)
    }


def _stands(programme: Programme, wanted: Sequence[AskedRow], *, at: datetime) -> dict[str, Stands]:
    """Return the milestones that are named, locked: two requests cannot take one at once."""
    keys = {one.milestone.pk for one in wanted if one.milestone}
    locked = Milestone.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    rows = list(locked)
    if others := [row.ref for row in rows if row.programme_id != programme.pk]:
        raise Refused(
            f"{', '.join(others)}: not in {programme}. Choose milestones of one programme."
        )
    return stands_of(rows, on=london_day(at)) if rows else {}


def _columns(case: Case) -> dict[str, object]:
    """Return a case by the columns that hold it."""
    same = ("effect_requirements", "effect_money", "effect_dependencies", "reason")
    return {name: getattr(case, name).strip() for name in same} | {
        "reason_code": case.reason_code.value,
        "requirements": list(case.requirements),
        "gate_overtaken": case.gate_overtaken,
        "money_changed": case.money_changed,
    }


def _write_rows(
    request: ChangeRequest,
    wanted: Sequence[AskedRow],
    stands: dict[str, Stands],
    case: Case,
    *,
    by: User,
    at: datetime,
) -> None:
    """Keep what is asked for beside what stands, with why each row is of its tier."""
    settings = plan_settings()
    causes_for = partial(
        causes_of,
        ChangeKind(request.kind),
        gate_overtaken=case.gate_overtaken,
        money_changed=case.money_changed,
        tolerance=Tolerance(sao=settings.change_sao_days, tib=settings.change_tib_days),
        on=london_day(at),
    )
    rows = []
    for one in wanted:
        found = stands.get(one.milestone.ref) if one.milestone else None
        causes = causes_for(one.proposed, found)
        rows.append(_row(request, one, found, causes, by=by, at=at))
    write_acts(rows)


def _row(
    request: ChangeRequest,
    one: AskedRow,
    found: Stands | None,
    causes: Iterable[Cause],
    *,
    by: User,
    at: datetime,
) -> ChangeRow:
    """Return a row ready to be written: what it proposes, beside what stands."""
    row = act(
        ChangeRow,
        by=by,
        at=at,
        request=request,
        number=one.proposed.number,
        milestone=one.milestone,
        workstream=one.workstream,
        old_title=found.title if found else "",
        new_title=one.proposed.title.strip(),
        run_by=one.proposed.run_by.strip(),
        days=days_moved(found.original, one.proposed.new) if found else None,
        causes=[cause.value for cause in causes],
    )
    row.old, row.new = found.now if found else None, one.proposed.new
    if found and one.proposed.start.is_dated:
        row.old_start, row.new_start = found.start, one.proposed.start
    return row
