"""Who signs where everybody in the SAO's post prepared the return: the reserve (Rule 17)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from irp.models import Post, PostHolding, User
from irp.words import PostKind
from programmes.models import MilestoneReport, Programme, Return, ReturnStep
from programmes.readings.signing import people_of
from programmes.rules.owners import CHIEF_EXECUTIVE, needs_reserve
from programmes.rules.returns import PREPARING
from programmes.words import ReturnState


def reserve_of(programme: Programme) -> Post | None:
    """Return the reserve signatory's post: the one named, else the Chief Executive's.

    None where the record has neither.
    """
    if programme.reserve_id:
        return programme.reserve
    return Post.objects.filter(title=CHIEF_EXECUTIVE).first()


def holders_of(posts: Iterable[Post], *, on: date) -> dict[int, set[int]]:
    """Return the accounts that hold some posts on a day, by the post's key, in one statement."""
    found = defaultdict(set)
    held = PostHolding.objects.held(on=on).filter(post__in=posts, user__is_active=True)
    for post, user in held.values_list("post_id", "user_id"):
        found[post].add(user)
    return found


def posts_in_reserve(user: User) -> tuple[list[int], bool]:
    """Return the keys of the posts in which a person may sign in reserve on the day they act.

    Beside them, whether one is the Chief Executive's, the reserve where no other is named. Only
    who is an SAO signs in reserve.
    """
    on = user.acting_on
    if on is None or not user.holds_kind(PostKind.SAO):
        return [], False
    held = [holding.post for holding in user.holdings_on(on)]
    return [post.pk for post in held], any(post.title == CHIEF_EXECUTIVE for post in held)


def may_wait_for_reserve(is_chief: bool, *, posts: Collection[int]) -> QuerySet[Return]:
    """Return the submitted returns of an open month whose programme names a reserve among posts.

    With `is_chief`, those of programmes that name none too. Without the returns that nobody who
    ever held an SAO's post took part in preparing: there none of those who sign did.
    """
    named = Q(programme__reserve__in=posts)
    if is_chief:
        named |= Q(programme__reserve=None)
    saos = PostHolding.objects.filter(post__kind=PostKind.SAO).order_by().values("user")
    steps = ReturnStep.objects.filter(from_state__in=PREPARING, by__in=saos)
    reports = MilestoneReport.objects.filter(reported_by__in=saos)
    by_them = Exists(steps.filter(ret=OuterRef("pk"))) | Exists(reports.filter(ret=OuterRef("pk")))
    waiting = Return.objects.filter(
        named, by_them, state=ReturnState.SUBMITTED.value, period__frozen_at=None
    )
    return waiting.order_by()


def in_reserve(ret: Return, posts: Iterable[Post], *, on: date) -> list[Post]:
    """Return those of some posts for which the reserve signs a return."""
    posts = list(posts)
    if not posts:
        return []
    return _in_reserve(ret, posts, holders_of(posts, on=on))


def _in_reserve(
    ret: Return, posts: Iterable[Post], held: Mapping[int, Collection[int]]
) -> list[Post]:
    preparers = people_of(ret).preparers
    return [
        post for post in posts if needs_reserve(holders=held.get(post.pk, ()), preparers=preparers)
    ]


def in_reserve_in(
    returns: Collection[Return],
    posts: Mapping[int, Sequence[Post]],
    *,
    prepared: Mapping[int, Set[int]],
    on: date,
) -> dict[int, dict[int, Post]]:
    """Return the reserve's post by the post in whose place it signs, by the return, all by keys.

    `posts` have still to sign, `prepared` are who took steps that prepare a return. Three
    statements however many returns there are, none for none; a post stands in it only where
    everybody who holds it prepared the return and the record has a reserve.
    """
    if not returns:
        return {}
    preparers = {ret.pk: set(prepared.get(ret.pk, ())) for ret in returns}
    reported = MilestoneReport.objects.filter(ret__in=preparers).order_by()
    for ret, user in reported.values_list("ret", "reported_by").distinct():
        preparers[ret].add(user)
    held = holders_of([post for some in posts.values() for post in some], on=on)
    chief = Post.objects.filter(title=CHIEF_EXECUTIVE).first()
    return {
        ret.pk: {
            post.pk: reserve
            for post in posts[ret.pk]
            if needs_reserve(holders=held.get(post.pk, ()), preparers=preparers[ret.pk])
        }
        for ret in returns
        if (reserve := ret.programme.reserve or chief)
    }
