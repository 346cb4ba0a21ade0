"""Preparers and row leads as facts, and the rows that a person leads (Rule 15)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.db.models import IntegerField, Sum, Value

from irp.models import Post, User
from irp.querysets import not_retired
from irp.readings import Source
from irp.rules.calendar import london_day
from programmes.facts.owners import LeadFacts
from programmes.models import Milestone, Preparer, Programme, RowLead
from programmes.querysets import MilestoneQuerySet, NamingQuerySet
from programmes.rules.owners import NAMED_KINDS

LEAD = ("milestone_id", "post_id", "accountable", "starts_on", "ended_on")


def leads(
    source: Source, keys: Collection[int], titles: Mapping[int, str]
) -> dict[int, tuple[LeadFacts, ...]]:
    """Return the leads of rows in force at the source's moment, by the row's key.

    The one that answers for the row comes first. In one statement.
    """
    return leads_in_force(
        source.columns(RowLead, *LEAD, milestone_id__in=keys), titles, on=london_day(source.at)
    )


def leads_in_force(
    rows: Iterable[tuple[Any, ...]], titles: Mapping[int, str], *, on: date
) -> dict[int, tuple[LeadFacts, ...]]:
    """Return the leads in force on a day as `leads` does, of namings read by `LEAD`."""
    found = defaultdict(list)
    for key, post, accountable, starts_on, ended_on in rows:
        if starts_on <= on and (ended_on is None or on < ended_on):
            lead = LeadFacts(post=titles[post], accountable=accountable, since=starts_on)
            found[key].append(lead)
    return {
        key: tuple(sorted(named, key=lambda lead: (not lead.accountable, lead.post)))
        for key, named in found.items()
    }


def preparers(source: Source, titles: Mapping[int, str]) -> dict[int, tuple[str, ...]]:
    """Return the preparers of programmes at the source's moment, by the programme's key.

    In one statement.
    """
    on, found = london_day(source.at), defaultdict(list)
    names = ("programme_id", "post_id", "starts_on", "ended_on")
    for key, post, starts_on, ended_on in source.columns(Preparer, *names):
        if starts_on <= on and (ended_on is None or on < ended_on):
            found[key].append(titles[post])
    return {key: tuple(sorted(named)) for key, named in found.items()}


def version_of(namings: Any) -> int:
    """Return a number that grows with every change of what is named for one thing, 0 for none."""
    total: int | None = namings.aggregate(total=Sum("version"))["total"]
    return total or 0


def posts_to_name() -> list[Post]:
    """Return the posts that an RDL may name, by title."""
    return list(Post.objects.filter(kind__in=NAMED_KINDS).order_by("title"))


@dataclass(frozen=True)
class Named:
    """What a person was named for, by keys: programmes to prepare, and rows by programme."""

    programmes: frozenset[int] = frozenset()
    rows: Mapping[int, int] = field(default_factory=dict)  # programmes by row
    refs: frozenset[str] = frozenset()  # of all those programmes


def named_for(user: User) -> Named:
    """Return what a person is named for on the day they act, in one statement; read once a day.

    In none for who holds no post that can be named. Rows that are retired are left out.
    """
    on = user.acting_on
    if on is None or not user.holds_kind(*NAMED_KINDS):
        return Named()
    known: tuple[date, Named] | None = getattr(user, "known_namings", None)
    if known and known[0] == on:
        return known[1]
    held = {holding.post_id for holding in user.holdings_on(on)}
    preparing = Preparer.objects.in_force(on=on).filter(post__in=held).order_by()
    leading = leads_of_rows_in_force(on).filter(post__in=held)
    nothing = Value(None, output_field=IntegerField())
    pairs = preparing.values_list("programme_id", nothing, "programme__ref").union(
        leading.values_list("milestone__programme_id", "milestone_id", "milestone__programme__ref"),
        all=True,
    )
    found = list(pairs)
    named = Named(
        programmes=frozenset(programme for programme, row, _ in found if row is None),
        rows={row: programme for programme, row, _ in found if row is not None},
        refs=frozenset(ref for *_, ref in found),
    )
    cast(Any, user).known_namings = (on, named)
    return named


def leads_of_rows_in_force(on: date) -> NamingQuerySet:
    """Return who is named on a day to lead rows that are not retired on it, in no order.

    They are few, and SQLite looks up their rows; of the rows in force it made a list first.
    """
    named = RowLead.objects.in_force(on=on)
    return named.filter(not_retired("milestone__retired_on", on=on)).order_by()


def rows_led(user: User) -> MilestoneQuerySet:
    """Return the rows in force that a person leads on the day they act."""
    return Milestone.objects.filter(pk__in=list(named_for(user).rows))


def count_preparers(programme: Programme) -> int:
    """Return how many posts are named to prepare a programme's return."""
    return Preparer.objects.filter(programme=programme, ended_on=None).count()
