"""A composite is made of members: every version is kept (Rule 27)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from irp.actions import Faulty, Refused
from irp.history import enact, write_acts
from irp.models import Conflict, PlanSettings, User
from irp.permissions import require
from irp.readings import UNDER_LOCKS, Now
from kpis.models import Composition, CompositionMember, Indicator
from kpis.readings import compositions
from kpis.rules import member_faults
from kpis.words import Counted


def compose(
    indicator: Indicator,
    members: Collection[Indicator],
    *,
    counts: Counted,
    reason: str,
    by: User,
    at: datetime,
    seen: int,
) -> Composition:
    """Set the members of a composite and what it counts; none of them end it.

    `seen` is the key of the newest version that the person had before them, 0 for none. Raises
    `Faulty` with the faults by field, `Conflict` with a version that was set meanwhile, `Refused`
    where it is made just so already.
    """
    require(by, "kpis.define_indicator", at=at)
    with transaction.atomic():
        # One composite after the other: two that became members of each other are then refused.
        PlanSettings.objects.select_for_update().first()
        newest = indicator.compositions.order_by("-pk").first()
        if newest is not None and newest.pk > seen:
            raise Conflict(newest)
        made, refs = compositions(Now(UNDER_LOCKS)), sorted(member.ref for member in members)
        own = made.pop(indicator.ref, None)
        member_of = [ref for ref, composed in made.items() if indicator.ref in composed.members]
        if fault := member_faults(indicator.ref, refs, composites=made, member_of=member_of):
            raise Faulty({"members": fault})
        if (own and own.counts is counts and sorted(own.members) == refs) or not (own or refs):
            raise Refused("Change something. These are its members already.")
        version = enact(
            Composition,
            by=by,
            at=at,
            indicator=indicator,
            number=indicator.compositions.count() + 1,
            counts=counts.value,
            reason=reason.strip(),
        )
        write_acts(
            [
                CompositionMember(composition=version, composite=indicator, member=member)
                for member in members
            ]
        )
        return version
