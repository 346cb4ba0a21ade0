"""Load the plan's files: all of it or nothing, as often as wanted (issue part C)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from exchange.actions.cap_loading import load_assurance_plan
from exchange.actions.committee_loading import load_committees
from exchange.actions.frame_loading import load_frame
from exchange.actions.programme_loading import load_programmes, moved_baselines
from exchange.actions.register_loading import load_registers
from exchange.actions.row_loading import Loading, RowCounts
from exchange.rules.faults import PlanRefused
from exchange.rules.plan_records import Plan
from irp.history import record
from irp.models import User
from irp.readings import plan_settings
from programmes.models import Programme


@dataclass(frozen=True)
class Loaded:
    """What a load did, by kind of row."""

    tallies: dict[str, RowCounts]

    @property
    def total(self) -> RowCounts:
        """Return the counts of all kinds together."""
        total = RowCounts()
        for tally in self.tallies.values():
            total.created += tally.created
            total.changed += tally.changed
            total.unchanged += tally.unchanged
        return total


def load_plan(plan: Plan, *, by: User | str, at: datetime) -> Loaded:
    """Bring the database to what the plan's files say, in one transaction.

    Rows that differ are written with a history row whose reason names the file; rows that do not
    differ are left alone, so that a second load writes nothing; rows that no file names stay.
    A first load is known from the days the two documents hold, whenever it is run.
    Raises `PlanRefused`, with nothing written, where a published date differs from its baseline
    B0 (Rules 9 and 18) or a name or number belongs to another row.
    """
    with transaction.atomic():
        if faults := moved_baselines(plan):
            raise PlanRefused(faults)
        settings = plan_settings()
        is_first = not Programme.objects.exists()
        loading = Loading(settings=settings, by=by, at=at, is_first=is_first)
        if settings._state.adding:
            known_from = loading.known_from("irp")
            record(settings, by=by, at=known_from, reason="Agreed assumptions, as shipped")
        load_frame(plan, loading)
        load_programmes(plan, loading)
        load_committees(plan, loading)
        load_registers(plan, loading)
        load_assurance_plan(plan, loading)
    return Loaded(loading.tallies)
