"""Change control: a change is asked for, with what stands and what is proposed (Rule 18)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from irp.actions import Faulty, Refused
from irp.history import act, enact, record, write_acts
from irp.models import PlanSettings, User
from irp.permissions import require
from irp.readings import Now, plan_settings
from irp.readings.numbers import next_number
from irp.rules.calendar import london_day
from irp.rules.plan_dates import QuarterConvention
from programmes.actions.change_takers import ask_takers
from programmes.models import (
    ChangeRequest,
    ChangeRow,
    ChangeStep,
    Dependency,
    Milestone,
    Programme,
    Workstream,
)
from programmes.readings.change_basis import stands_of
from programmes.readings.change_gates import firm_ties
from programmes.readings.dependency_rows import dependencies_at
from programmes.rules.change_gates import moves_asked, overtaken, overtaking, unsaid
from programmes.rules.change_parts import units_of
from programmes.rules.change_requests import request_faults
from programmes.rules.changes import Proposed, Stands, Tolerance, causes_of, days_moved
from programmes.words import Cause, ChangeAct, ChangeReason


@dataclass(frozen=True, kw_only=True)
class Case:
    """Why a change is asked for, and what else it touches as a whole."""

    reason_code: ChangeReason
    reason: str
    requirements: tuple[str, ...] = ()
    effect_requirements: str = ""
    effect_money: str = ""
    effect_dependencies: str = ""


@dataclass(frozen=True, kw_only=True)
class AskedRow:
    """One row that is asked for: what is proposed, of which milestone; None for new work."""

    proposed: Proposed
    milestone: Milestone | None = None
    workstream: Workstream | None = None


def ask_change(
    programme: Programme,
    wanted: Sequence[AskedRow],
    case: Case,
    *,
    by: User,
    at: datetime,
    settings: PlanSettings | None = None,
) -> ChangeRequest:
    """Ask for changes of a programme's rows, decided together; they go to the SAO first.

    `settings` are the plan's where they are read already. Raises `Faulty` by field: those of a row
    are "new", "start", "title" and "run_by" with its number.
    """
    require(by, "programmes.ask_change", programme, at=at)
    with transaction.atomic():
        if Programme.objects.select_for_update(no_key=True).get(pk=programme.pk).closed_on:
            raise Refused(f"{programme} is closed. Nothing in it can be changed.")
        stands = _stands(programme, wanted, at=at)
        rows = [(asked.proposed, stands.get(asked.milestone.ref) if asked.milestone else None)
                for asked in wanted]  # fmt: skip
        keys = {asked.milestone.pk: asked.milestone.ref for asked in wanted if asked.milestone}
        touched = dependencies_at(keys) if keys else []
        settings = settings or plan_settings()
        if faults := _faults(rows, case, keys, touched, settings, at=at):
            raise Faulty(faults)
        number = next_number(ChangeRequest.objects.filter(programme=programme))
        request = ChangeRequest(
            ref=f"{programme.ref}-CR-{number:02}",
            programme=programme,
            number=number,
            **_columns(case),
        )
        record(request, by=by, at=at, reason=case.reason.strip())
        tolerance = Tolerance(sao=settings.change_sao_days, tib=settings.change_tib_days)
        written = _write_rows(request, wanted, stands, tolerance, by=by, at=at)
        enact(ChangeStep, by=by, at=at, request=request, what=ChangeAct.ASKED.value)
        ask_takers(request, written, touched, by=by, at=at)
    return request


def _faults(
    rows: Sequence[tuple[Proposed, Stands | None]],
    case: Case,
    keys: Mapping[int, str],
    touched: Iterable[Dependency],
    settings: PlanSettings,
    *,
    at: datetime,
) -> dict[str, str]:
    """Return what is wrong with a request of these milestones and their dependencies, by field."""
    faults = request_faults(rows, on=london_day(at))
    faults = faults or _unsaid_gate(rows, case, keys, touched, settings, at=at)
    if not case.reason.strip():
        faults["reason"] = "Enter the reason"
    return faults


def _unsaid_gate(
    rows: Sequence[tuple[Proposed, Stands | None]],
    case: Case,
    keys: Mapping[int, str],
    touched: Iterable[Dependency],
    settings: PlanSettings,
    *,
    at: datetime,
) -> dict[str, str]:
    """Return the assurance date that a row overtakes by what ties it, though it says none."""
    silent = [row for row in rows if not row[0].gate_overtaken]
    if not silent:
        return {}
    ties = firm_ties(Now(at), keys, touched, case.requirements)
    found = unsaid(overtaken(moves_asked(silent), case.requirements, ties))
    if found is None:
        return {}
    irp, cap = QuarterConvention(settings.irp_quarters), QuarterConvention(settings.cap_quarters)
    is_listed = len(units_of(proposed for proposed, _ in rows)) > 1
    choose = f"Choose {found.name}" if is_listed else "Tick this box"
    return {"gate_overtaken": f"{choose}. {overtaking(found, irp=irp, cap=cap)}"}


def _stands(programme: Programme, wanted: Sequence[AskedRow], *, at: datetime) -> dict[str, Stands]:
    """Return the milestones that are named, locked: two requests cannot take one at once."""
    keys = {asked.milestone.pk for asked in wanted if asked.milestone}
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
    }


def _write_rows(
    request: ChangeRequest,
    wanted: Sequence[AskedRow],
    stands: dict[str, Stands],
    tolerance: Tolerance,
    *,
    by: User,
    at: datetime,
) -> list[ChangeRow]:
    """Keep what is asked for beside what stands, with why each row is of its tier.

    Rows and parts are numbered anew: those of a form leave out what was left blank.
    """
    parts = list(dict.fromkeys(asked.proposed.part for asked in wanted))
    in_parts = sorted(wanted, key=lambda asked: parts.index(asked.proposed.part))
    rows = []
    for number, asked in enumerate(in_parts, start=1):
        found = stands.get(asked.milestone.ref) if asked.milestone else None
        causes = causes_of(asked.proposed, found, tolerance=tolerance, on=london_day(at))
        row = _row(request, asked, found, causes, by=by, at=at)
        row.number, row.part = number, parts.index(asked.proposed.part) + 1
        rows.append(row)
    return write_acts(rows)


def _row(
    request: ChangeRequest,
    asked: AskedRow,
    found: Stands | None,
    causes: Iterable[Cause],
    *,
    by: User,
    at: datetime,
) -> ChangeRow:
    """Return a row to be numbered and written: what it proposes, beside what stands."""
    row = act(
        ChangeRow,
        by=by,
        at=at,
        request=request,
        kind=asked.proposed.kind.value,
        milestone=asked.milestone,
        workstream=asked.workstream,
        old_title=found.title if found else "",
        new_title=asked.proposed.title.strip(),
        run_by=asked.proposed.run_by.strip(),
        days=days_moved(found.original, asked.proposed.new) if found else None,
        causes=[cause.value for cause in causes],
    )
    row.old, row.new = found.now if found else None, asked.proposed.new
    if found and asked.proposed.start.is_dated:
        row.old_start, row.new_start = found.start, asked.proposed.start
    return row
