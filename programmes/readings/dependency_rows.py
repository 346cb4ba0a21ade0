"""Rows of dependencies as acts and their pages need them: with their ends, and what stands (28)."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from irp.models import Post
from programmes.facts.dependencies import ConfirmationFacts
from programmes.models import ChangeRequest, ChangeRow, Dependency, Milestone, Programme
from programmes.readings.change_basis import stands_of
from programmes.rules.dependencies import Edge, confirmed_sides
from programmes.rules.dependency_file import Handover, Registered
from programmes.words import Delivery, DependencyState, Side

# The posts at both ends, which rights are judged by and people are asked in.
POSTS = [
    f"{side}_{path}"
    for side in Side
    for path in (
        "milestone__own_sao",
        "milestone__programme__sao",
        "milestone__programme__rdl",
        "programme__sao",
        "programme__rdl",
    )
]


def of_two_ends() -> QuerySet[Dependency]:
    """Return the dependencies that name their ends, with the posts that rights are judged by."""
    return Dependency.objects.filter(days_set_at__isnull=False).select_related(*POSTS)


def dependencies_of(request: ChangeRequest) -> list[Dependency]:
    """Return the open dependencies that a change of a request's milestones touches."""
    named = ChangeRow.objects.filter(request=request, milestone__isnull=False)
    return dependencies_at(named.order_by().values("milestone"))


def dependencies_at(keys: Any) -> list[Dependency]:
    """Return the open dependencies that give from or to milestones, in one statement.

    With the posts of both ends.
    """
    found = Dependency.objects.filter(Q(giver_milestone__in=keys) | Q(taker_milestone__in=keys))
    return list(found.filter(state=DependencyState.OPEN).select_related(*POSTS).order_by("number"))


def confirmed_of(row: Dependency) -> dict[Side, ConfirmationFacts]:
    """Return the confirmations of a dependency's days that stand."""
    given = [
        ConfirmationFacts(side=Side(act.side), by_name=act.by_name, by_post=act.by_post, at=act.at)
        for act in row.confirmations.order_by("at", "pk")
    ]
    return confirmed_sides(given, days_set_at=row.days_set_at)


def open_edges(*, besides: Dependency | None = None) -> list[Edge]:
    """Return giver and taker of every open dependency, or of all but one, by reference."""
    rows = Dependency.objects.filter(state=DependencyState.OPEN.value, days_set_at__isnull=False)
    if besides:
        rows = rows.exclude(pk=besides.pk)
    ends = (Coalesce(f"{side}_milestone__ref", f"{side}_programme__ref") for side in Side)
    return list(rows.order_by("number").values_list(*ends))


def complete_among(ends: Iterable[Milestone | Programme], *, on: date) -> set[str]:
    """Return the references of the milestones that are complete, in one statement."""
    rows = {end.pk: end for end in ends if isinstance(end, Milestone)}
    stands = stands_of(list(rows.values()), on=on) if rows else {}
    return {ref for ref, row in stands.items() if row.delivery is Delivery.COMPLETE}


def ends_now(ends: Collection[Milestone | Programme]) -> dict[str, Milestone | Programme]:
    """Return ends as they stand, by reference, rows held: one may have been retired or moved."""
    keys = [end.pk for end in ends if isinstance(end, Milestone)]
    held = Milestone.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    rows = held.select_related("own_sao", "programme__sao", "programme__rdl").filter(pk__in=keys)
    return {end.ref: end for end in ends} | {row.ref: row for row in (rows if keys else ())}


def end_named(ref: str) -> Milestone | Programme | None:
    """Return the milestone or the programme of a reference."""
    rows = Milestone.objects.select_related("own_sao", "programme__sao", "programme__rdl")
    milestone = rows.filter(ref=ref).first()
    return milestone or Programme.objects.select_related("sao", "rdl").filter(ref=ref).first()


def ends_named(refs: Collection[str]) -> dict[str, Milestone | Programme]:
    """Return the milestones and programmes of some references, in two statements."""
    rows = Milestone.objects.select_related("own_sao", "programme__sao", "programme__rdl")
    whole = Programme.objects.select_related("sao", "rdl").filter(ref__in=refs)
    return {row.ref: row for row in whole} | {row.ref: row for row in rows.filter(ref__in=refs)}


def registered(row: Dependency) -> Registered:
    """Return a dependency of two ends as a file's rows are compared with it."""
    giver, taker = row.end(Side.GIVER), row.end(Side.TAKER)
    assert giver and taker
    says = Handover(
        giver_ref=giver.ref,
        taker_ref=taker.ref,
        title=row.title,
        description=row.description,
        give_by=row.give_by,
        need_by=row.need_by,
        requirements=tuple(row.requirements),
    )
    return Registered(ref=row.ref, state=DependencyState(row.state), says=says)


def takers_among(
    dependencies: Iterable[Dependency], milestones: Collection[int]
) -> list[Dependency]:
    """Return those of some dependencies whose giver is one of these milestones, by their keys.

    Whoever moves the milestones asks each taker's SAO (Rule 28).
    """
    given = (row for row in dependencies if row.giver_milestone_id in milestones)
    return [row for row in given if row.days_set_at is not None]  # it names both ends then


def sao_of_side(row: Dependency, side: Side) -> Post:
    """Return the SAO of the giver or the taker: a row's own where it names one."""
    own: Post | None = getattr(row.end(side), "own_sao", None)
    programme = row.programme_at(side)
    assert programme is not None  # it names both ends
    return own or programme.sao
