"""Pre-election periods are entered and changed by acts: all stay on record (Rule 30)."""

from datetime import date, datetime

from django.db import transaction

from irp.actions import Faulty, Refused, hold_to_newest
from irp.history import enact
from irp.models import PlanSettings, User
from irp.permissions import require
from packs.facts.publication import PreElectionFacts
from packs.models import PreElectionPeriod
from packs.readings.publication import pre_election_periods
from packs.rules.pre_election import period_faults

KEEPS = "packs.keep_pre_election"


def set_pre_election(
    series: int | None,
    *,
    election: str,
    starts_on: date,
    ends_on: date,
    withdrawn: bool = False,
    reason: str = "",
    version: int = 0,
    by: User,
    at: datetime,
) -> PreElectionPeriod:
    """Enter a pre-election period, or change the one of a number with the reason.

    `version` is how many acts on it the person saw, 0 of a new one. Raises `Conflict`, `Faulty` by
    field, `Refused` for what there is not and for what changes nothing.
    """
    require(by, KEEPS, at=at)
    with transaction.atomic():
        # Whoever else enters one waits: no two overlap.
        list(PlanSettings.objects.select_for_update())
        periods = pre_election_periods()
        newest = PreElectionPeriod.objects.filter(series=series or 0).order_by("number").last()
        if series is not None and newest is None:
            raise Refused("There is no such pre-election period.")
        hold_to_newest(newest, seen=version)
        entered = PreElectionFacts(
            series=series or max((period.series for period in periods), default=0) + 1,
            number=version + 1,
            election=election.strip(),
            starts_on=starts_on,
            ends_on=ends_on,
            withdrawn=withdrawn and newest is not None,
            reason=reason.strip() if newest else "",
            by_name=by.name,
            by_post="",
            at=at,
        )
        if faults := period_faults(entered, periods):
            raise Faulty(faults)
        names = ("election", "starts_on", "ends_on", "withdrawn")
        if newest and all(getattr(newest, name) == getattr(entered, name) for name in names):
            raise Refused("You changed nothing.")
        values = {name: getattr(entered, name) for name in ("series", "number", "reason", *names)}
        return enact(PreElectionPeriod, by=by, at=at, **values)
