"""Links from delivery are proposed by one person, confirmed by another, ended with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from assurance.models import DeliveryLink, Requirement
from assurance.permissions.links import Linking
from assurance.readings.links import links_with_rows
from assurance.readings.owners import owner_posts
from assurance.rules.serving import confirm_faults, link_ending_faults
from assurance.words.links import LinkKind, LinkState
from irp.actions import Faulty, Refused
from irp.history import Actor, record, record_all
from irp.models import Conflict, PlanSettings, User
from irp.permissions import require
from irp.readings import Now
from irp.readings.numbers import next_number
from irp.rules.calendar import london_day


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """A link that somebody proposes: what serves which requirement, and how."""

    requirement: Requirement
    kind: LinkKind
    row: Any  # the programme, milestone, KPI, saving or risk
    reason: str


def propose_links(proposed: Sequence[Proposed], *, by: User, at: datetime) -> list[DeliveryLink]:
    """Propose links, all or none, in as many statements whatever their number.

    Whoever owns a requirement may propose for it, whatever post they hold (Rule 24a). Raises
    `Refused` with every fault: a requirement that is retired, a link that there is.
    """
    owners = owner_posts(Now(at), sorted({link.requirement.pk for link in proposed}))
    for link in proposed:
        linking = Linking(owner=owners.get(link.requirement.pk))
        require(by, "assurance.propose_link", linking, at=at)
    with transaction.atomic():
        # One at a time: no number is given twice, and no link is there twice.
        PlanSettings.objects.select_for_update().first()
        if faults := _faults(proposed, at=at):
            raise Refused(*faults)
        actor = Actor.of(by, at=at)
        first = next_number(DeliveryLink.objects.all())
        rows = [
            DeliveryLink(
                number=number,
                requirement=link.requirement,
                kind=link.kind.value,
                reason=link.reason.strip(),
                proposed_by=by,
                proposed_name=actor.name,
                proposed_post=actor.post,
                proposed_at=at,
                **{link.kind.column: link.row},
            )
            for number, link in enumerate(proposed, first)
        ]
        return record_all(rows, by=by, at=at, reason="Proposed")


def _faults(proposed: Sequence[Proposed], *, at: datetime) -> list[str]:
    faults, keys, on = [], {link.requirement.pk for link in proposed}, london_day(at)
    standing = set(
        Requirement.objects.in_force(on=on).filter(pk__in=keys).values_list("pk", flat=True)
    )
    there = {
        (row.requirement_id, LinkKind(row.kind), getattr(row, f"{LinkKind(row.kind).column}_id"))
        for row in DeliveryLink.objects.filter(requirement__in=keys).exclude(
            state=LinkState.ENDED.value
        )
    }
    for link in proposed:
        key = (link.requirement.pk, link.kind, link.row.pk)
        if not link.reason.strip():
            faults.append(f"Enter how {link.row.ref} serves {link.requirement.ref}.")
        if link.requirement.pk not in standing:
            faults.append(f"{link.requirement.ref} is retired. Leave it out.")
        elif key in there:
            faults.append(f"{link.row.ref} is linked to {link.requirement.ref}. Leave it out.")
        there.add(key)
    return faults


def confirm_links(seen: Sequence[tuple[int, int]], *, by: User, at: datetime) -> list[DeliveryLink]:
    """Confirm links that others proposed, all or none; `seen` are number and version of each.

    Raises `Conflict` where one was changed meanwhile, `Refused` with every fault.
    """
    with transaction.atomic():
        versions = dict(seen)
        locked = links_with_rows(number__in=versions).select_for_update(of=("self",), no_key=True)
        rows = list(locked)
        faults = [
            f"{number} is not a link." for number in versions.keys() - {row.number for row in rows}
        ]
        owners = owner_posts(Now(at), sorted({row.requirement_id for row in rows}))
        for row in rows:
            linking = Linking(row, owners.get(row.requirement_id))
            require(by, "assurance.confirm_link", linking, at=at)
            if row.version != versions[row.number]:
                raise Conflict(row)
            of = {"state": LinkState(row.state), "proposed_by": row.proposed_by_id}
            faults += [f"{row.ref}: {what}" for what in confirm_faults(**of, by=by.pk)]
        if faults:
            raise Refused(*faults)
        actor = Actor.of(by, at=at)
        for row in rows:
            row.state = LinkState.CONFIRMED.value
            row.confirmed_by, row.confirmed_at = by, at
            row.confirmed_name, row.confirmed_post = actor.name, actor.post
            record(row, by=by, at=at, reason="Confirmed")
        return rows


def end_link(
    row: DeliveryLink, *, reason: str, version: int, by: User, at: datetime
) -> DeliveryLink:
    """End a link with the reason; it is kept. Raises `Conflict`, or `Faulty` by field."""
    require(by, "assurance.end_link", Linking(row), at=at)
    with transaction.atomic():
        locked = links_with_rows(pk=row.pk).select_for_update(of=("self",), no_key=True)
        now: DeliveryLink = locked.get()
        if now.version != version:
            raise Conflict(now)
        if faults := link_ending_faults(state=LinkState(now.state), reason=reason):
            raise Faulty(faults)
        actor = Actor.of(by, at=at)
        now.state, now.ended_reason, now.ended_at = LinkState.ENDED.value, reason.strip(), at
        now.ended_name, now.ended_post = actor.name, actor.post
        return record(now, by=by, at=at, reason=reason.strip())
