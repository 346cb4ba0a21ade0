"""What of unsigned returns a person may read, from the posts they hold (Rules 2 and 15)."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import QuerySet, Value

from irp.models import User
from irp.readings import rows_of
from irp.words import PostKind
from programmes.models import Milestone, Preparer, Programme
from programmes.querysets import MilestoneQuerySet, NamingQuerySet
from programmes.readings.owners import leads_of_rows_in_force, named_for
from programmes.readings.reserves import may_wait_for_reserve, posts_in_reserve
from programmes.readings.reserves_waiting import refs_in_reserve
from programmes.rules.withheld import Reader

NAMED_IN_PROGRAMMES = {PostKind.SAO, PostKind.RDL, PostKind.OFFICER}


def reader_of(user: User) -> Reader:
    """Return the reader that a person is on the day they act, in one statement.

    In more for an SAO whom a submitted return may wait for as the reserve; in none for who holds no
    post that programmes name. A programme is theirs whose SAO, RDL or preparer they are, and one of
    which they answer for a row in force or lead one.
    """
    kinds, on = user.kinds(), user.acting_on
    is_cpmo = PostKind.CPMO in kinds
    if NAMED_IN_PROGRAMMES.isdisjoint(kinds) or on is None:
        return Reader(is_cpmo=is_cpmo)
    if kinds.isdisjoint({PostKind.SAO, PostKind.RDL}):  # what else names them, their pages read too
        return Reader(is_cpmo=is_cpmo, programmes=named_for(user).refs)
    held = {holding.post.title for holding in user.holdings_on(on)}
    posts, is_chief = posts_in_reserve(user)
    rows = rows_of(_named, is_chief, on=on, posts=posts)
    return Reader(
        is_cpmo=is_cpmo,
        programmes=frozenset(
            ref for ref, title, parts in rows if not held.isdisjoint([title, *parts])
        )
        | refs_in_reserve(user, may_wait=any(not title for _, title, _ in rows)),
    )


def _named(is_chief: bool, *, on: date, posts: Collection[int]) -> QuerySet[Programme, Any]:
    """Return programmes with the titles of every post that each names on a day, rows' once.

    No post has the title under which those stand that one of `posts` may sign for in reserve.
    """
    programmes = Programme.objects.order_by()
    return programmes.values_list("ref", "sao__title", "sao__part_titles").union(
        programmes.filter(rdl__isnull=False).values_list("ref", "rdl__title", "rdl__part_titles"),
        _own(on).values_list("programme__ref", "own_sao__title", "own_sao__part_titles").distinct(),
        _preparers(on).values_list("programme__ref", "post__title", "post__part_titles"),
        leads_of_rows_in_force(on)
        .values_list("milestone__programme__ref", "post__title", "post__part_titles")
        .distinct(),
        may_wait_for_reserve(is_chief, posts=posts).values_list(
            "programme__ref", Value(""), "programme__sao__part_titles"
        ),
        all=True,
    )


def reader_in(user: User, programme: Programme) -> Reader:
    """Return the reader that a person is of one programme, as `reader_of` does of all.

    In one statement for an SAO, RDL or officer who is not the programme's, in none for others.
    """
    kinds, on = user.kinds(), user.acting_on
    inside = user.holds(programme.sao) or user.holds(programme.rdl)
    if not inside and PostKind.SAO in kinds and on is not None:
        rows = _own(on).filter(programme=programme).select_related("own_sao")
        inside = any(user.holds(row.own_sao) for row in rows)
    if not inside:
        named = named_for(user)
        inside = programme.pk in {*named.programmes, *named.rows.values()}
    if not inside:
        inside = programme.ref in refs_in_reserve(user)
    return Reader(
        is_cpmo=PostKind.CPMO in kinds,
        programmes=frozenset({programme.ref} if inside else ()),
    )


def _preparers(on: date) -> NamingQuerySet:
    return Preparer.objects.in_force(on=on).order_by()


def _own(on: date) -> MilestoneQuerySet:
    """Return the rows in force that name an SAO of their own."""
    return Milestone.objects.in_force(on=on).filter(own_sao__isnull=False).order_by()
