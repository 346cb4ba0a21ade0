"""Acts on posts: which there are, and who holds them from when to when (ADR 0005, Rule 17)."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from irp.actions.refusals import Faulty, Refused, is_taken, require_administrator
from irp.history import record
from irp.models import Board, Conflict, Post, PostHolding, User
from irp.rules.administration import (
    LAST_ADMINISTRATOR,
    NEVER_BOTH,
    administrator_remains,
    appointment_faults,
    committee_fault,
    is_never_both,
    overlap,
)
from irp.rules.date_spans import printed_day
from irp.rules.names import name_fault
from irp.words import Capacity, PostKind


def add_post(
    *, title: str, kind: str, by: User | str, at: datetime, committee: Board | None = None
) -> Post:
    """Add a post that the documents do not name. Refused where the title is another post's.

    A member's post may sit on a committee, whose exempt parts its holder reads (ADR 0006).
    """
    require_administrator(by, at=at)
    title = " ".join(title.split())
    if fault := name_fault(title):
        raise Faulty({"title": fault})
    if fault := _committee_fault(kind, committee):
        raise Faulty({"committee": fault})
    try:
        with transaction.atomic():
            lock_administrator_posts()
            if Post.objects.filter(title__iexact=title).exists():
                raise Refused(f"There is already a post “{title}”. Enter another title.")
            post = Post(title=title, kind=kind, committee=committee)
            return record(post, by=by, at=at, reason="Post added")
    except IntegrityError as error:
        if not is_taken(error):
            raise
        # Somebody added it between the look and the write, while no administrator's post was held.
        raise Refused(f"There is already a post “{title}”. Enter another title.") from error


def _committee_fault(kind: str, committee: Board | None) -> str:
    return committee_fault(kind=kind, forum=committee.kind if committee else "")


def seat_post(
    post: Post,
    *,
    committee: Board | None,
    reason: str,
    version: int,
    by: User | str,
    at: datetime,
) -> Post:
    """Say on which committee a member's post sits, None for no more on any (ADR 0006).

    Refused without a reason, for a post of another kind and for a forum that is no committee.
    """
    require_administrator(by, at=at)
    if not reason.strip():
        raise Faulty({"reason": "Enter the reason"})
    with transaction.atomic():
        locked = Post.objects.select_for_update().get(pk=post.pk)
        if locked.version != version:
            raise Conflict(locked)
        if fault := _committee_fault(locked.kind, committee):
            raise Faulty({"committee": fault})
        locked.committee = committee
        return record(locked, by=by, at=at, reason=f"Committee changed: {reason.strip()}")


def _refuse_appointment(
    user: User, post: Post, starts_on: date, ends_on: date | None, delegated_by: User | None
) -> None:
    faults = appointment_faults(
        starts_on=starts_on, ends_on=ends_on, by_own_delegation=delegated_by == user
    )
    if faults:
        raise Faulty(faults)
    refusals = appointment_refusals(user, post, starts_on, ends_on)
    if delegated_by and not _holds_on(delegated_by, post, starts_on):
        refusals.append(
            f"{delegated_by} does not hold this post on {printed_day(starts_on)}, so cannot "
            "delegate it. Choose who holds it, or another first day."
        )
    if refusals:
        raise Refused(*refusals)


def appoint(
    user: User,
    post: Post,
    *,
    starts_on: date,
    by: User | str,
    at: datetime,
    ends_on: date | None = None,
    capacity: Capacity | str = Capacity.PERMANENT,
    delegated_by: User | None = None,
) -> PostHolding:
    """Let a user hold a post from a day on; rights follow (ADR 0005).

    A commissioner's post takes effect once it is confirmed (Rule 24b).

    Refused for a closed account, for days that end before they begin, for a delegation to oneself
    or by somebody who does not hold the post, for days on which the person holds the post already,
    and where one account would hold a commissioner's and a council post (Rule 24b).
    """
    require_administrator(by, at=at)
    with transaction.atomic():
        # The person's row is held, so that two appointments at once cannot overlap.
        user = User.objects.select_for_update().get(pk=user.pk)
        _refuse_appointment(user, post, starts_on, ends_on, delegated_by)
        holding = PostHolding(
            user=user,
            post=post,
            starts_on=starts_on,
            ends_on=ends_on,
            capacity=Capacity(capacity).value,
            delegated_by=delegated_by,
            awaits=post.kind == PostKind.COMMISSIONER,
        )
        return record(holding, by=by, at=at, reason=f"Appointed {post.title}")


def appointment_refusals(
    user: User, post: Post, starts_on: date, ends_on: date | None
) -> list[str]:
    """Return why a person may not hold a post on these days; their account's row is held."""
    refusals = []
    if not user.is_active:
        refusals.append(f"{user}'s account is deactivated. Reactivate it first.")
    holdings = list(PostHolding.objects.filter(user=user).select_related("post"))
    if is_never_both(kind=post.kind, held={held.post.kind for held in holdings}):
        refusals.append(NEVER_BOTH)
    for held in holdings:
        if held.post_id == post.pk and overlap(
            first=(held.starts_on, held.ends_on), second=(starts_on, ends_on)
        ):
            until = f"until {printed_day(held.ends_on)}" if held.ends_on else "with no end date"
            since = printed_day(held.starts_on)
            refusals.append(f"{user} holds this post from {since} {until}. Enter different days.")
    return refusals


def _holds_on(user: User, post: Post, on: date) -> bool:
    return PostHolding.objects.held(on=on).filter(user=user, post=post).exists()


def end_holding(
    holding: PostHolding, *, ends_on: date, reason: str, version: int, by: User | str, at: datetime
) -> PostHolding:
    """Write the last day on which a post is held; acts done in it keep its title (Rule 31).

    Refused without a reason, before its first day, and where no administrator would be left.
    """
    require_administrator(by, at=at)
    if not reason.strip():
        raise Refused("Enter the reason for ending the post.")
    with transaction.atomic():
        lock_administrator_posts()
        rows = PostHolding.objects.select_for_update(of=("self",)).select_related("post", "user")
        locked = rows.get(pk=holding.pk)
        if locked.version != version:
            raise Conflict(locked)
        if ends_on < locked.starts_on:
            raise Refused(
                f"Enter {printed_day(locked.starts_on)}, the first day of the post, or a later day."
            )
        if locked.post.kind == PostKind.ADMINISTRATOR and not administrator_remains(
            others=administrators_besides(holding=locked), on=ends_on
        ):
            raise Refused(f"This post cannot be ended. {LAST_ADMINISTRATOR}")
        locked.ends_on = ends_on
        return record(locked, by=by, at=at, reason=f"Post ended: {reason.strip()}")


def administrators_besides(
    *, user: User | None = None, holding: PostHolding | None = None
) -> list[tuple[date, date | None]]:
    """Return the days of active people's administrator holdings, those of one left out."""
    rows = PostHolding.objects.filter(
        post__kind=PostKind.ADMINISTRATOR, user__is_active=True
    ).exclude(user=user)
    if holding:
        rows = rows.exclude(pk=holding.pk)
    return list(rows.values_list("starts_on", "ends_on"))


def lock_administrator_posts() -> None:
    """Hold the administrator posts, so that two administrators act one after the other.

    At once they could remove each other, or add two posts whose titles differ in capitals alone.
    On SQLite the transaction is IMMEDIATE and holds the whole database already.
    """
    posts = Post.objects.filter(kind=PostKind.ADMINISTRATOR).order_by("pk")
    list(posts.select_for_update().values_list("pk", flat=True))
