"""Commissioners declare interests and end them; who has one does not judge there (Rule 24b)."""

from datetime import date, datetime

from django.db import transaction

from assurance.models import Interest, InterestEnd, PriorityOutcome
from assurance.readings.interests import barred
from assurance.rules.interests import end_faults, interest_faults
from irp.actions import Faulty, Refused
from irp.history import enact
from irp.models import PlanSettings, User
from irp.permissions import require
from irp.readings.numbers import next_number

DECLARES, ENDS = "assurance.declare_interest", "assurance.end_interest"


def declare_interest(
    outcome: PriorityOutcome, *, starts_on: date, words: str, by: User, at: datetime
) -> Interest:
    """Declare one's own interest in an outcome from a day on. Raises `Faulty` by field.

    What the person judged there before stays in force: it voids nothing.
    """
    require(by, DECLARES, at=at)
    if faults := interest_faults(words=words):
        raise Faulty(faults)
    with transaction.atomic():
        # Numbers are given one after another: whoever else declares waits.
        list(PlanSettings.objects.select_for_update())
        return enact(
            Interest,
            by=by,
            at=at,
            number=next_number(Interest.objects.all()),
            outcome=outcome,
            starts_on=starts_on,
            words=words.strip(),
        )


def end_interest(row: Interest, *, ends_on: date, by: User, at: datetime) -> InterestEnd:
    """Give one's own interest its last day, once. Raises `Refused`, or `Faulty` by field."""
    require(by, ENDS, row, at=at)
    with transaction.atomic():
        locked = Interest.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if InterestEnd.objects.filter(interest=locked).exists():
            raise Refused("This interest has its last day already.")
        if faults := end_faults(starts_on=locked.starts_on, ends_on=ends_on):
            raise Faulty(faults)
        return enact(InterestEnd, by=by, at=at, interest=locked, ends_on=ends_on)


def refuse_interested(outcome: PriorityOutcome, *, by: User, at: datetime) -> None:
    """Raise `Refused` where this commissioner has an interest in force in the outcome."""
    if why := barred(by, outcome.number, at=at):
        raise Refused(why)
