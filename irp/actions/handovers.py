"""One act: a post passes from one person to another, with all that waits for it (Rule 31)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from irp.actions.posts import (
    administrators_besides,
    appointment_refusals,
    lock_administrator_posts,
)
from irp.actions.refusals import Faulty, Refused, require_administrator
from irp.history import enact, record
from irp.models import Conflict, Post, PostHandover, PostHolding, User
from irp.rules.administration import (
    LAST_ADMINISTRATOR,
    administrator_remains,
    handover_faults,
)
from irp.rules.date_spans import printed_day
from irp.words import Capacity, PostKind


@dataclass(frozen=True, kw_only=True)
class Successor:
    """Who takes a post up, from when and perhaps until when, and in what capacity."""

    user: User
    starts_on: date
    ends_on: date | None = None
    capacity: Capacity = Capacity.PERMANENT


def hand_over(
    holding: PostHolding,
    to: Successor,
    *,
    reason: str,
    version: int,
    by: User | str,
    at: datetime,
) -> PostHolding:
    """End one person's holding of a post and begin another's the next day, with the reason.

    Rights and work follow the post, so what waits for it waits for the successor from that day on;
    what was done in it keeps the name of who did it. `version` is that of the holding the person
    saw. Raises `Conflict`, `Faulty` by field, or `Refused` where the post has been handed over
    already, where the successor may not hold it, and where no administrator would be left.
    """
    require_administrator(by, at=at)
    with transaction.atomic():
        # The post's row is held, so that two handovers come one after the other.
        lock_administrator_posts()
        post = Post.objects.select_for_update().get(pk=holding.post_id)
        user = User.objects.select_for_update().get(pk=to.user.pk)
        rows = PostHolding.objects.select_for_update(of=("self",)).select_related("post", "user")
        left = rows.get(pk=holding.pk)
        _refuse_handed_over(left, starts_on=to.starts_on)
        if left.version != version:
            raise Conflict(left)
        _refuse_faults(left, to, reason=reason)
        if refusals := appointment_refusals(user, post, to.starts_on, to.ends_on):
            raise Refused(*refusals)
        _refuse_no_administrator(left, to)
        return _pass_on(left, user, to, reason=reason.strip(), by=by, at=at)


def _refuse_handed_over(left: PostHolding, *, starts_on: date) -> None:
    """Raise `Refused` where somebody else has it from this person already and holds it then."""
    for done in PostHandover.objects.filter(left=left).select_related("came__user"):
        came = done.came
        if came.ends_on is None or came.ends_on >= starts_on:
            raise Refused(
                f"{left.user} has already handed this post over to {came.user}, from "
                f"{printed_day(came.starts_on)} (entered by {done.by_name}). Nothing was saved. "
                f"Hand it over from {came.user} if it is handed over again."
            )


def _refuse_faults(left: PostHolding, to: Successor, *, reason: str) -> None:
    faults = handover_faults(
        leaver=left.user.name,
        held=(left.starts_on, left.ends_on),
        starts_on=to.starts_on,
        ends_on=to.ends_on,
        to_oneself=to.user.pk == left.user_id,
    )
    if not reason.strip():
        faults["reason"] = "Enter the reason for the handover"
    if faults:
        raise Faulty(faults)


def _refuse_no_administrator(left: PostHolding, to: Successor) -> None:
    if left.post.kind != PostKind.ADMINISTRATOR:
        return
    others = [*administrators_besides(holding=left), (to.starts_on, to.ends_on)]
    if not administrator_remains(others=others, on=to.starts_on):
        raise Refused(f"This post cannot be handed over for a time. {LAST_ADMINISTRATOR}")


def _pass_on(
    left: PostHolding, user: User, to: Successor, *, reason: str, by: User | str, at: datetime
) -> PostHolding:
    eve = to.starts_on - timedelta(days=1)
    if left.ends_on is None or left.ends_on > eve:
        left.ends_on = eve
        record(left, by=by, at=at, reason=f"Handed over to {user}: {reason}")
    came = PostHolding(
        user=user,
        post=left.post,
        starts_on=to.starts_on,
        ends_on=to.ends_on,
        capacity=to.capacity.value,
        awaits=left.post.kind == PostKind.COMMISSIONER,
    )
    record(came, by=by, at=at, reason=f"Taken over from {left.user}: {reason}")
    enact(
        PostHandover,
        by=by,
        at=at,
        post=left.post,
        left=left,
        came=came,
        starts_on=to.starts_on,
        reason=reason,
    )
    return came
