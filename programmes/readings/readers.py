"""What of unsigned returns a person may read, from the posts they hold (Rules 2 and 15)."""

from datetime import date

from irp.models import User
from irp.words import PostKind
from programmes.models import Milestone, Programme
from programmes.querysets import MilestoneQuerySet
from programmes.rules.withheld import Reader

NAMED_IN_PROGRAMMES = {PostKind.SAO, PostKind.RDL}


def reader_of(user: User) -> Reader:
    """Return the reader that a person is on the day they act, in one statement.

    In none for who holds no post that programmes name. A programme is theirs whose SAO or RDL they
    are, and one of which they answer for a row in force.
    """
    kinds, on = user.kinds(), user.acting_on
    is_cpmo = PostKind.CPMO in kinds
    if NAMED_IN_PROGRAMMES.isdisjoint(kinds) or on is None:
        return Reader(is_cpmo=is_cpmo)
    held = {holding.post.title for holding in user.holdings_on(on)}
    programmes = Programme.objects.order_by()
    named = programmes.values_list("ref", "sao__title", "sao__part_titles").union(
        programmes.filter(rdl__isnull=False).values_list("ref", "rdl__title", "rdl__part_titles"),
        _own(on).values_list("programme__ref", "own_sao__title", "own_sao__part_titles"),
        all=True,
    )
    return Reader(
        is_cpmo=is_cpmo,
        programmes=frozenset(
            ref for ref, title, parts in named if not held.isdisjoint([title, *parts])
        ),
    )


def reader_in(user: User, programme: Programme) -> Reader:
    """Return the reader that a person is of one programme, as `reader_of` does of all.

    In one statement for an SAO who is not the programme's, in none for anybody else.
    """
    kinds, on = user.kinds(), user.acting_on
    inside = user.holds(programme.sao) or user.holds(programme.rdl)
    if not inside and PostKind.SAO in kinds and on is not None:
        rows = _own(on).filter(programme=programme).select_related("own_sao")
        inside = any(user.holds(row.own_sao) for row in rows)
    return Reader(
        is_cpmo=PostKind.CPMO in kinds,
        programmes=frozenset({programme.ref} if inside else ()),
    )


def _own(on: date) -> MilestoneQuerySet:
    """Return the rows in force that name an SAO of their own."""
    return Milestone.objects.in_force(on=on).filter(own_sao__isnull=False).order_by()
