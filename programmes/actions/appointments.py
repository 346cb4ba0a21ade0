"""The Responsible Delivery Lead of a programme: the plan names none (DOMAIN 2)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from irp.actions import Faulty, Refused, add_post, appoint, end_holding, lock_administrator_posts
from irp.history import record
from irp.models import Conflict, Post, User
from irp.permissions import require
from irp.rules.date_spans import printed_day
from irp.words import PostKind
from programmes.models import Programme
from programmes.readings.delivery_leads import holdings_to_end


@dataclass(frozen=True)
class FirstHolder:
    """Who takes up the post, and from which day."""

    user: User
    starts_on: date
    succeeds: bool = False  # who holds the post now leaves it the day before


def appoint_rdl(
    programme: Programme,
    *,
    title: str,
    version: int,
    by: User,
    at: datetime,
    holder: FirstHolder | None = None,
) -> Programme:
    """Give a programme its Responsible Delivery Lead's post, and the post its holder if known.

    A title that is an RDL's post already is shared with that programme. `version` is that of the
    programme the person saw. Refused where the title is a post of another kind; `Faulty` where who
    is succeeded took the post up on that day or later.
    """
    require(by, "irp.administer", at=at)
    with transaction.atomic():
        locked = Programme.objects.select_for_update().get(pk=programme.pk)
        if locked.version != version:
            raise Conflict(locked)
        post = _rdl_post(title, by=by, at=at)
        locked.rdl = post
        record(locked, by=by, at=at, reason=f"Responsible Delivery Lead: {post.title}")
        if holder and not _holds_already(holder, post):
            appoint(holder.user, post, starts_on=holder.starts_on, by=by, at=at)
        if holder and holder.succeeds:
            _end_others(holder, post, by=by, at=at)
    return locked


def _end_others(holder: FirstHolder, post: Post, *, by: User, at: datetime) -> None:
    """Let those whom a person succeeds leave the post the day before."""
    leaving = holdings_to_end(post, starts_on=holder.starts_on, but=holder.user)
    for holding in leaving:
        if holding.starts_on >= holder.starts_on:
            first = printed_day(holding.starts_on + timedelta(days=1))
            since = printed_day(holding.starts_on)
            words = f"{holding.user} holds the post from {since}. Enter {first} or a later day"
            raise Faulty({"starts_on": words})
    for holding in leaving:
        end_holding(
            holding,
            ends_on=holder.starts_on - timedelta(days=1),
            reason=f"Succeeded by {holder.user}",
            version=holding.version,
            by=by,
            at=at,
        )


def _rdl_post(title: str, *, by: User, at: datetime) -> Post:
    lock_administrator_posts()  # who names the same post at this moment shares it
    found = Post.objects.filter(title__iexact=" ".join(title.split())).first()
    if found is None:
        return add_post(title=title, kind=PostKind.RDL.value, by=by, at=at)
    if found.kind != PostKind.RDL:
        kind = found.get_kind_display()
        raise Refused(f"“{found}” is a post of another kind ({kind}). Enter another title.")
    return found


def _holds_already(holder: FirstHolder, post: Post) -> bool:
    return holder.user.holdings.filter(post=post).held(on=holder.starts_on).exists()
