"""People and posts as the pages of administration list them, and who administers the site."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from irp.models import Post, PostHolding, User
from irp.prepared import rows_of
from irp.readings.versions import row_versions
from irp.words import PostKind


def administrators(*, on: date) -> list[User]:
    """Return whom to ask for a post: the people who administer the site on a day, by name."""
    return rows_of(_administrators, on=on)


def _administrators(*, on: date) -> QuerySet[User]:
    held = PostHolding.objects.held(on=on).filter(post__kind=PostKind.ADMINISTRATOR)
    people = User.objects.filter(is_active=True, pk__in=held.values("user"))
    return people.order_by("name", "email")


def people_shown(show: str, *, on: date) -> QuerySet[User]:
    """Return people with their holdings, by name; closed accounts last.

    `show` is "active" for open accounts, "idle" for those of them without a post on the day,
    anything else for everybody.
    """
    held = PostHolding.objects.select_related("post", "delegated_by")
    rows = User.objects.order_by("-is_active", "name", "email")
    if show in {"active", "idle"}:
        rows = rows.filter(is_active=True)
    if show == "idle":
        in_force = PostHolding.objects.held(on=on).filter(user=OuterRef("pk"))
        rows = rows.exclude(Exists(in_force))
    return rows.prefetch_related(Prefetch("holdings", queryset=held))


def posts_shown(show: str, *, on: date) -> QuerySet[Post]:
    """Return posts with their holdings, by kind and title; "vacant" for those nobody holds."""
    held = PostHolding.objects.filter(user__is_active=True)
    rows = Post.objects.select_related("committee").order_by("kind", "title")
    if show == "vacant":
        rows = rows.exclude(Exists(held.held(on=on).filter(post=OuterRef("pk"))))
    return rows.prefetch_related(
        Prefetch("holdings", queryset=held.select_related("user", "delegated_by", "post"))
    )


def histories_of_holdings(user: User) -> dict[int, list[Any]]:
    """Return the history of each post that an account was given, the newest first, by its key."""
    found: dict[int, list[Any]] = {}
    for row in row_versions(PostHolding, user_id=user.pk):
        found.setdefault(row.id, []).append(row)
    return found


def titles_of_posts() -> dict[int, str]:
    """Return the titles of posts by key."""
    return dict(Post.objects.values_list("pk", "title"))
