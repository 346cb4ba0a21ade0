"""The register of RAID: entries are added, changed, ended and reopened (Rule 28)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Max, Q

from irp.actions import Faulty, Refused
from irp.history import act, enact, record, record_all, record_ties, write_acts
from irp.models import Conflict, PlanSettings, User
from irp.permissions import require
from irp.rules.calendar import london_day
from programmes.models import Action, Assumption, Decision, Issue, Programme, Risk, RiskStep
from programmes.readings.raid import MODELS, RaidRow, kind_of
from programmes.rules.raid import BECOMES, entry_ending_faults, entry_faults
from programmes.words import EntryState, Ladder, RaidKind, RiskAct
from programmes.words.raid import STATES

Row = TypeVar("Row", Risk, Issue, Action, Assumption, Decision)


@dataclass(frozen=True, kw_only=True)
class NewEntry:
    """An entry to add to a programme's register, or an overarching one; `values` by column.

    `milestones` are the keys of a risk's rows.
    """

    programme: Programme | None
    values: Mapping[str, Any]
    milestones: Collection[int] = ()


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
    entry = NewEntry(programme=programme, values=values, milestones=milestones)
    return add_entries(kind, [entry], by=by, at=at)[0]


def add_entries(
    kind: RaidKind, entries: Sequence[NewEntry], *, by: User, at: datetime
) -> list[Any]:
    """Add entries of a kind all or none, in as many statements whatever their number.

    What ties risks to milestones is written risk by risk. Raises `Faulty` by field.
    """
    for programme in {entry.programme for entry in entries}:
        require(by, "programmes.keep_raid", programme, at=at)
    added = f"{kind.label} added"
    with transaction.atomic():
        last = _last_numbers(kind, {entry.programme for entry in entries})
        rows = []
        for entry in entries:
            key = entry.programme.pk if entry.programme else None
            number = last[key] = last.get(key, 0) + 1
            rows.append(_new(kind, entry, number=number, at=at))
        record_all(rows, by=by, at=at, reason=added)
        if kind is RaidKind.RISK:
            named = {"what": RiskAct.RAISED.value, "forum": "", "reason": added}
            write_acts([act(RiskStep, by=by, at=at, risk=row, **named) for row in rows])
        for row, entry in zip(rows, entries, strict=True):
            if entry.milestones:
                keys = entry.milestones
                record_ties(row, "milestones", keys, by=by, at=at, reason="Milestones linked")
    return rows


def _new(kind: RaidKind, entry: NewEntry, *, number: int, at: datetime) -> Any:
    programme = entry.programme
    prefix = f"{programme.ref}-" if programme else ""
    ref = f"{prefix}{kind.letters}-{number:02}"
    row: Any = MODELS[kind](ref=ref, number=number, programme=programme, **entry.values)
    if kind is not RaidKind.DECISION and row.raised_on is None:
        row.raised_on = london_day(at)
    _refuse_faults(row, at=at)
    return row


def _last_numbers(kind: RaidKind, programmes: Iterable[Programme | None]) -> dict[int | None, int]:
    """Return the last number of each register, under locks: none is given twice.

    Locks that leave the key alone: what names the programme or a risk waits for no lock on it,
    else an action about a risk and the issue that the risk becomes would wait for each other.
    """
    keys = {programme.pk if programme else None for programme in programmes}
    if None in keys:
        PlanSettings.objects.select_for_update().first()
    for programme in (
        Programme.objects.select_for_update(no_key=True).filter(pk__in=keys - {None}).order_by("pk")
    ):
        if programme.closed_on:
            raise Refused(f"{programme} is closed. Add it to another programme.")
    of_them = Q(programme__in=keys - {None}) | (Q(programme=None) if None in keys else Q(pk=None))
    rows = MODELS[kind]._default_manager.filter(of_them).order_by()
    return dict(rows.values("programme").annotate(n=Max("number")).values_list("programme", "n"))


def _refuse_faults(row: RaidRow, *, at: datetime, review_before: date | None = None) -> None:
    faults = entry_faults(
        title=row.title,
        raised_on=getattr(row, "raised_on", None),
        decided_on=getattr(row, "decided_on", None),
        due_on=getattr(row, "due_on", None),
        review_on=getattr(row, "review_on", None),
        review_before=review_before,
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
        review_before = getattr(now, "review_on", None)
        for name, value in values.items():
            setattr(now, name, value)
        _refuse_faults(now, at=at, review_before=review_before)
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
        if to is EntryState.HAPPENED and row.programme:
            # Its programme before it, as whoever closes the programme holds both.
            Programme.objects.select_for_update(no_key=True).get(pk=row.programme.pk)
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
