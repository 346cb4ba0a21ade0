"""Commissioners amend the Assurance Plan: a date agreed, a requirement reworded, added, retired.

Each is a version in the row's own history and an act with the reason and who agreed; references are
never renumbered (Rules 18, 20 and 24).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from assurance.models import Amendment, AssuranceTest, Gate, PriorityOutcome, Requirement
from assurance.rules.amendments import (
    agreed_faults,
    date_faults,
    retiring_faults,
    wording_faults,
)
from assurance.words import Purpose
from assurance.words.amendments import AmendmentKind
from irp.actions import Faulty
from irp.history import enact, record
from irp.models import Conflict, PlanSettings, User
from irp.permissions import require
from irp.readings.numbers import next_number
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.rules.plan_dates import PlanDate, QuarterConvention, printed


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """Who agreed an amendment and why; who enters it, and when."""

    agreed_by: str
    reason: str
    by: User
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Worded:
    """What a requirement says."""

    title: str
    considerations: Sequence[str]

    @property
    def words(self) -> str:
        """Return it as one text."""
        return "\n".join([self.title, *(f"- {line}" for line in self.considerations)])


def agree_date(gate: Gate, due: PlanDate, *, version: int, agreement: Agreed) -> Gate:
    """Give a date its days; the words as published stay. Raises `Conflict`, or `Faulty`."""
    _allow(agreement)
    with transaction.atomic():
        quarters = _quarters_held()
        now = Gate.objects.select_for_update(of=("self",)).select_related("requirement")
        row = now.get(pk=gate.pk)
        if row.version != version:
            raise Conflict(row)
        if faults := date_faults(now=row.due, new=due):
            raise Faulty(faults)
        was, row.due = row.due, due
        record(row, by=agreement.by, at=agreement.at, reason=agreement.reason.strip())
        _enact(
            AmendmentKind.DATE,
            row.requirement,
            agreement,
            gate=row,
            was=f"{row.get_purpose_display()}: {printed(was, quarters=quarters)}",
            becomes=f"{row.get_purpose_display()}: {printed(due, quarters=quarters)}",
        )
        return row


def reword(row: Requirement, words: Worded, *, version: int, agreement: Agreed) -> Requirement:
    """Change what a requirement says; its reference stays. Raises `Conflict`, or `Faulty`."""
    _allow(agreement)
    with transaction.atomic():
        _quarters_held()
        now = _as_seen(row, version)
        was = Worded(title=now.title, considerations=now.considerations)
        faults = wording_faults(
            title=words.title,
            considerations=words.considerations,
            was=(was.title, was.considerations),
        )
        if faults:
            raise Faulty(faults)
        now.title, now.considerations = words.title, list(words.considerations)
        record(now, by=agreement.by, at=agreement.at, reason=agreement.reason.strip())
        _enact(AmendmentKind.REWORD, now, agreement, was=was.words, becomes=words.words)
        return now


def retire(row: Requirement, *, on: date, version: int, agreement: Agreed) -> Requirement:
    """Retire a requirement from a day; its reference is not used again (Rule 24)."""
    _allow(agreement)
    with transaction.atomic():
        _quarters_held()
        now = _as_seen(row, version)
        faults = retiring_faults(retired_on=now.retired_on, on=on, today=london_day(agreement.at))
        if faults:
            raise Faulty(faults)
        now.retired_on = on
        record(now, by=agreement.by, at=agreement.at, reason=agreement.reason.strip())
        becomes = f"Retired from {printed_day(on)}"
        _enact(AmendmentKind.RETIRE, now, agreement, was=now.title, becomes=becomes)
        return now


def add_requirement(
    outcome: PriorityOutcome,
    test: AssuranceTest,
    words: Worded,
    *,
    purpose: Purpose,
    due: PlanDate,
    agreement: Agreed,
) -> Requirement:
    """Add a requirement with its first date, under the next reference of its outcome and test.

    It counts from today: a test declared met there is no longer supported (Rule 20). Raises
    `Faulty` by field.
    """
    _allow(agreement)
    with transaction.atomic():
        quarters = _quarters_held()
        PriorityOutcome.objects.select_for_update().get(pk=outcome.pk)
        faults = wording_faults(title=words.title, considerations=words.considerations, was=None)
        if faults:
            raise Faulty(faults)
        of = Requirement.objects.filter(outcome=outcome, test=test)
        number = (of.aggregate(last=Max("number"))["last"] or 0) + 1
        row = Requirement(
            ref=f"PO{outcome.number}-T{test.number}-{number}",
            outcome=outcome,
            test=test,
            number=number,
            title=words.title,
            considerations=list(words.considerations),
            dates_as_written=due.raw,
            added_on=london_day(agreement.at),
        )
        record(row, by=agreement.by, at=agreement.at, reason=agreement.reason.strip())
        gate = Gate(requirement=row, number=1, purpose=purpose.value, words=due.raw)
        gate.due = due
        record(gate, by=agreement.by, at=agreement.at, reason=agreement.reason.strip())
        becomes = f"{words.words}\n{purpose.label}: {printed(due, quarters=quarters)}"
        _enact(AmendmentKind.ADD, row, agreement, becomes=becomes)
        return row


def _allow(agreement: Agreed) -> None:
    require(agreement.by, "assurance.amend_plan", at=agreement.at)
    if faults := agreed_faults(agreed_by=agreement.agreed_by, reason=agreement.reason):
        raise Faulty(faults)


def _as_seen(row: Requirement, version: int) -> Requirement:
    now = Requirement.objects.select_for_update().get(pk=row.pk)
    if now.version != version:
        raise Conflict(now)
    return now


def _quarters_held() -> QuarterConvention:
    """Return the quarters of the Assurance Plan; the plan's settings are held from now on.

    No number of an amendment is given twice. They are held before any requirement, outcome or date,
    as by whoever adds evidence, proposes links, loads words or confirms quarters: two of them wait
    one for the other, and never each for the other.
    """
    known = PlanSettings.objects.select_for_update().first() or PlanSettings()
    return QuarterConvention(known.cap_quarters)


def _enact(
    kind: AmendmentKind,
    row: Requirement,
    agreement: Agreed,
    *,
    gate: Gate | None = None,
    was: str = "",
    becomes: str = "",
) -> Amendment:
    return enact(
        Amendment,
        by=agreement.by,
        at=agreement.at,
        number=next_number(Amendment.objects.all()),
        kind=kind.value,
        requirement=row,
        gate=gate,
        agreed_by=agreement.agreed_by.strip(),
        reason=agreement.reason.strip(),
        was=was,
        becomes=becomes,
    )
