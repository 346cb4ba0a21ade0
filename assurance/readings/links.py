"""Links from delivery to requirements, now or as at a moment, and what people name in them.

What serves a requirement is read by key from its own table: a join from history would show today's.
"""

from collections.abc import Collection, Iterable
from typing import Any

from assurance.facts.links import CoveredFacts, LinkFacts
from assurance.models import AssuranceTest, DeliveryLink, PriorityOutcome, Requirement
from assurance.words.links import LinkKind, LinkState
from irp.readings import Source
from irp.rules.calendar import london_day
from irp.rules.texts import cited
from kpis.models import Indicator
from programmes.models import Milestone, Programme, Risk, Saving

MODELS: dict[LinkKind, Any] = {
    LinkKind.PROGRAMME: Programme,
    LinkKind.MILESTONE: Milestone,
    LinkKind.KPI: Indicator,
    LinkKind.SAVING: Saving,
    LinkKind.RISK: Risk,
}
READ: dict[LinkKind, tuple[str, ...]] = {
    LinkKind.PROGRAMME: ("id", "ref", "name", "id"),
    LinkKind.MILESTONE: ("id", "ref", "title", "programme_id"),
    LinkKind.KPI: ("id", "ref", "name"),
    LinkKind.SAVING: ("id", "ref", "title", "programme_id", "milestone_id"),
    LinkKind.RISK: ("id", "ref", "title", "programme_id"),
}
Named = dict[tuple[LinkKind, int], tuple[str, str, str]]  # reference, title, programme's reference


def links(source: Source, *, requirement: str | None = None) -> tuple[LinkFacts, ...]:
    """Return every link, or those of one requirement, by number, in eight statements at most."""
    scope = {} if requirement is None else {"ref": requirement}
    refs = dict(source.columns(Requirement, "id", "ref", **scope))
    of = {} if requirement is None else {"requirement_id__in": sorted(refs)}
    rows = sorted(source.rows(DeliveryLink, **of), key=lambda row: row.number)
    named = _named(source, rows)
    return tuple(_link(row, refs[row.requirement_id], named) for row in rows)


def covered(source: Source) -> tuple[CoveredFacts, ...]:
    """Return the requirements in force as far as coverage goes, in the plan's order."""
    on = london_day(source.at)
    outcomes = dict(source.columns(PriorityOutcome, "id", "number"))
    tests = dict(source.columns(AssuranceTest, "id", "number"))
    names = ("outcome_id", "test_id", "number", "ref", "title", "retired_on")
    found = sorted(
        (outcomes[outcome], tests[test], number, ref, title)
        for outcome, test, number, ref, title, retired_on in source.columns(Requirement, *names)
        if retired_on is None or on < retired_on
    )
    return tuple(
        CoveredFacts(ref=ref, title=title, outcome=outcome, test=test)
        for outcome, test, _, ref, title in found
    )


def _named(source: Source, rows: Iterable[Any]) -> Named:
    """Return what the links name, by kind and key."""
    keys: dict[LinkKind, set[int]] = {kind: set() for kind in LinkKind}
    for row in rows:
        kind = LinkKind(row.kind)
        keys[kind].add(getattr(row, f"{kind.column}_id"))
    read = {
        kind: source.columns(MODELS[kind], *READ[kind], id__in=sorted(rows_linked))
        for kind, rows_linked in keys.items()
        if rows_linked
    }
    within = {row[4] for row in read.get(LinkKind.SAVING, ()) if row[3] is None}
    homes = dict(source.columns(Milestone, "id", "programme_id", id__in=sorted(within)))
    every = dict(source.columns(Programme, "id", "ref")) if read else {}
    found: Named = {}
    for kind, rows_read in read.items():
        for key, ref, title, *of in rows_read:
            home = of[0] if of else None
            if kind is LinkKind.SAVING and home is None:
                home = homes.get(of[1])
            found[kind, key] = (ref, title, every.get(home, ""))
    return found


def _link(row: Any, requirement: str, named: Named) -> LinkFacts:
    kind = LinkKind(row.kind)
    ref, title, programme = named[kind, getattr(row, f"{kind.column}_id")]
    return LinkFacts(
        number=row.number,
        requirement=requirement,
        kind=kind,
        ref=ref,
        title=title,
        programme=programme,
        state=LinkState(row.state),
        reason=row.reason,
        source=cited(row.source_document, row.source_section, row.source_row),
        proposed_by=row.proposed_name,
        proposed_in=row.proposed_post,
        proposed_at=row.proposed_at,
        confirmed_by=row.confirmed_name,
        confirmed_in=row.confirmed_post,
        confirmed_at=row.confirmed_at,
        ended_by=row.ended_name,
        ended_in=row.ended_post,
        ended_at=row.ended_at,
        ended_reason=row.ended_reason,
    )


def serving(refs: Collection[str]) -> dict[str, tuple[LinkKind, Any]]:
    """Return the rows that people name by reference, whatever they are; unknown ones are left out.

    A milestone that was retired serves nothing any more.
    """
    wanted, found = list(refs), {}
    for kind, model in MODELS.items():
        for row in model._default_manager.filter(ref__in=wanted):
            if getattr(row, "retired_on", None) is None:
                found[row.ref] = (kind, row)
    return found


def links_with_rows(**scope: Any) -> Any:
    """Return links with the rows that they name and the posts that rights ask for."""
    saos = ("programme__sao", "milestone__programme__sao", "risk__programme__sao")
    savings = ("saving__programme__sao", "saving__milestone__programme__sao")
    rows = DeliveryLink.objects.filter(**scope)
    return rows.select_related("requirement", "indicator", "proposed_by", *saos, *savings)


def link_of(number: int) -> DeliveryLink | None:
    """Return a link by its number."""
    found: DeliveryLink | None = links_with_rows(number=number).first()
    return found
