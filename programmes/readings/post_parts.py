"""Whether a post and another person's posts play two parts in one programme's returns (Rule 15)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from irp.models import Post, PostHolding, User
from irp.words import PostKind
from programmes.models import Preparer, Programme
from programmes.readings.posts import posts_it_acts_for
from programmes.readings.reserves import reserve_of


@dataclass(frozen=True, kw_only=True)
class TwoParts:
    """A programme whose returns one person would prepare and sign, or prepare or sign and assure.

    `reserve` signs in their place, "" where the record has none besides the post itself.
    """

    ref: str
    prepares: bool
    signs: bool
    reserve: str


def two_parts(post: Post, user: User, *, on: date) -> list[TwoParts]:
    """Return the programmes in which a person would play two parts if a post passed to them.

    `on` is their first day in it; posts that they take up later count too.
    """
    rows = PostHolding.objects.not_over(on=on).filter(user=user).exclude(post=post)
    held = {
        held_post
        for row in rows.select_related("post")
        for held_post in posts_it_acts_for(row.post)
    }
    if not held:
        return []
    own = set(posts_it_acts_for(post))
    named = Preparer.objects.filter(ended_on=None).values_list("programme_id", "post_id")
    preparing = {
        programme: {post for of, post in named if of == programme} for programme, _ in named
    }
    plan = Programme.objects.select_related("sao", "rdl", "signing_lead", "reserve")
    found = []
    for programme in plan.order_by("number"):
        prepare = {programme.rdl_id} | preparing.get(programme.pk, set())
        sign = {signer.pk for signer in programme.signing_posts(on=on)}
        brought, already = _parts(own, prepare, sign), _parts(held, prepare, sign)
        if brought and already and len(brought | already) > 1:
            reserve = reserve_of(programme)
            found.append(
                TwoParts(
                    ref=programme.ref,
                    prepares="prepares" in brought | already,
                    signs="signs" in brought | already,
                    reserve=str(reserve) if reserve and reserve not in own | held else "",
                )
            )
    return found


def _parts(posts: Collection[Post], prepare: set[int | None], sign: set[int]) -> set[str]:
    """Return which of the three parts some posts play in a programme's returns."""
    keys = {post.pk for post in posts}
    parts = set()
    if keys & prepare:
        parts.add("prepares")
    if keys & sign:
        parts.add("signs")
    if any(post.kind == PostKind.CPMO for post in posts):
        parts.add("assures")
    return parts
