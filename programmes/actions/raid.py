"""The register of RAID: entries are added, changed, ended and reopened (Rule 28)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from irp.actions import Faulty, Refused
from irp.history import enact, record, record_ties
from irp.models import Conflict, PlanSettings, User
from irp.permissions import require
from irp.readings.numbers import next_number
from irp.rules.calendar import london_day
from programmes.models import Action, Assumption, Decision, Issue, Programme, Risk, RiskStep
from programmes.readings.raid import MODELS
from programmes.rules.raid import BECOMES, entry_ending_faults, entry_faults
from programmes.words import EntryState, Ladder, RaidKind, RiskAct
from programmes.words.raid import STATES

RaidRow = Risk | Issue | Action | Assumption | Decision
Row = TypeVar("Row", Risk, Issue, Action, Assumption, Decision)


def kind_of(row: RaidRow) -> RaidKind:
    """Return what kind of entry a row is."""
    return next(kind for kind, model in MODELS.items() if isinstance(row, model))


def add_entry(
    kind: RaidKind,
    programme: Programme | None,
    values: Mapping[str, Any],
    *,
    milestones: Collection[int] = (),
    by: User,
    at: datetime,
) -> Any:
    """Add an entry to a programme's register, or an overarching one, with the next reference.

    `values` are by column; `milestones` the keys of a risk's rows. Raises `Faulty` by field.
    """
    require(by, "programmes.keep_raid", programme, at=at)
    with transaction.atomic():
        number = _next_number(kind, programme)
        prefix = f"{programme.ref}-" if programme else ""
        ref = f"{prefix}{kind.letters}-{number:02}"
        row: Any = MODELS[kind](ref=ref, number=number, programme=programme, **values)
        if kind is not RaidKind.DECISION and row.raised_on is None:
            row.raised_on = london_day(at)
        _refuse_faults(row, at=at)
        record(row, by=by, at=at, reason=f"{kind.label} added")
        if isinstance(row, Risk):
            take_step(row, RiskAct.RAISED, reason=f"{kind.label} added", by=by, at=at)
        if milestones:
            record_ties(row, "milestones", milestones, by=by, at=at, reason="Milestones linked")
    return row


def _next_number(kind: RaidKind, programme: Programme | None) -> int:
    """Return the next number, under a lock: none is given twice.

    A lock that leaves the key alone: what names the programme or a risk waits for no lock on it,
    else an action about a risk and the issue that the risk becomes would wait for each other.
    """
    if programme:
        kept = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        if kept.closed_on:
            raise Refused(f"{programme} is closed. Add it to another programme.")
    else:
        PlanSettings.objects.select_for_update().first()
    return next_number(MODELS[kind]._default_manager.filter(programme=programme))


def _refuse_faults(row: RaidRow, *, at: datetime) -> None:
    faults = entry_faults(
        title=row.title,
        raised_on=getattr(row, "raised_on", None),
        decided_on=getattr(row, "decided_on", None),
        due_on=getattr(row, "due_on", None),
        on=london_day(at),
    )
    if faults:
        raise Faulty(faults)


def change_entry(
    row: Row,
    values: Mapping[str, Any],
    *,
    version: int,
    milestones: Collection[int] | None = None,
    by: User,
    at: datetime,
) -> Row:
    """Write what an entry says; its scores, its state and its forum have acts of their own.

    `version` is that of the entry the person saw. Raises `Conflict`, or `Faulty` by field.
    """
    require(by, "programmes.keep_raid", row.programme, at=at)
    with transaction.atomic():
        now = as_seen(row, version)
        for name, value in values.items():
            setattr(now, name, value)
        _refuse_faults(now, at=at)
        record(now, by=by, at=at, reason="Changed")
        if milestones is not None:
            record_ties(now, "milestones", milestones, by=by, at=at, reason="Milestones linked")
    return now


def as_seen(row: Row, version: int) -> Row:
    """Return an entry as it stands, locked; `Conflict` unless it is the one that was seen."""
    rows: Any = type(row)._default_manager
    locked = rows.select_for_update(of=("self",), no_key=True)
    now: Row = locked.select_related("programme").get(pk=row.pk)
    if now.version != version:
        raise Conflict(now)
    return now


def end_entry(
    row: Row, to: EntryState, *, reason: str, version: int, by: User, at: datetime
) -> tuple[Row, Issue | None]:
    """Close an entry, say what came of it, or reopen it; with the reason or the evidence.

    A risk that has happened becomes an issue, linked, which is returned too. Raises `Conflict`, or
    `Faulty` by field.
    """
    require(by, "programmes.keep_raid", row.programme, at=at)
    with transaction.atomic():
        now: Any = as_seen(row, version)
        state, states = EntryState(now.state), STATES[kind_of(row)]
        if faults := entry_ending_faults(state=state, to=to, states=states, reason=reason):
            raise Faulty(faults)
        reopens = to is EntryState.OPEN
        now.state, now.closed_on = to.value, None if reopens else london_day(at)
        if isinstance(now, Risk):
            now.forum = ""
            take_step(now, BECOMES[to], reason=reason, by=by, at=at)
        else:
            now.outcome = "" if reopens else reason.strip()
        record(now, by=by, at=at, reason=reason.strip())
        issue = _issue_of(now, reason, by=by, at=at) if to is EntryState.HAPPENED else None
    return now, issue


def _issue_of(risk: Risk, reason: str, *, by: User, at: datetime) -> Issue:
    """Return the issue that a risk becomes once it has happened."""
    values = {
        "title": risk.title,
        "description": reason.strip(),
        "impact": risk.current_impact,
        "owner": risk.owner,
        "risk": risk,
    }
    issue: Issue = add_entry(RaidKind.ISSUE, risk.programme, values, by=by, at=at)
    return issue


def take_step(
    risk: Risk,
    what: RiskAct,
    *,
    reason: str,
    by: User,
    at: datetime,
    forum: Ladder | None = None,
    **more: str,
) -> None:
    """Keep an act on a risk: `forum` is where it is from then on."""
    named = {"what": what.value, "forum": forum.value if forum else "", "reason": reason.strip()}
    enact(RiskStep, by=by, at=at, risk=risk, **named, **more)
