"""What a committee is given of a frozen month: facts in, facts out, as in `withhold`.

The Audit Committee and the co-ordinating one have the whole month, of which their contents print a
part. Another committee has its programmes and what is theirs: every record of another programme,
and every record that names one, is left out before any figure is made.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assurance.facts import PriorityOutcomeFacts
from assurance.words.links import LinkKind
from irp.words import Oversight
from packs.facts import PlanFacts
from packs.facts.classification import ClassedFacts, ClosedFacts, WithheldCount
from packs.facts.edition import ExtractFacts, PinnedFacts
from packs.snapshot.codec import plan_in, values_of
from packs.snapshot.withhold import not_public
from packs.words import ItemKind
from programmes.facts import ProgrammeFacts

OF_THE_COUNCIL = ("resolved",)  # what Council set for a year is of no programme
OF_A_BOARD = {ItemKind.TEXT, ItemKind.ITEM, ItemKind.DECISION, ItemKind.ACTION}
IN_RISKS = {ItemKind.RISK, ItemKind.DEPENDENCY}
IN_COUNTS = {ItemKind.MILESTONE}  # counted by how far the figures reach, and taking others along
Rows = Sequence[Mapping[str, Any]]
SERVES = {LinkKind.PROGRAMME, LinkKind.MILESTONE, LinkKind.SAVING}


def for_committee(plan: PlanFacts, extract: ExtractFacts) -> PlanFacts:
    """Return the facts of a committee's extract; a programme that is not in the month adds none."""
    if extract.oversight is not Oversight.PROGRAMMES:
        return plan
    own = [programme for programme in plan.programmes if programme.ref in extract.refs]
    others = [programme for programme in plan.programmes if programme.ref not in extract.refs]
    values = values_of(plan)
    outside = frozenset(ref for programme in others for ref in _refs(programme))
    values["plan"] = _without(values["plan"], outside)
    _keep_own(values["plan"], {programme.ref for programme in own})
    shown = plan_in(values)
    outcomes = _outcomes_served(shown.outcomes, _served(shown))
    theirs = {row.ref for outcome in outcomes for row in outcome.requirements}
    return replace(
        shown,
        indicators=tuple(indicator for indicator in shown.indicators if _measures(indicator, own)),
        outcomes=outcomes,
        evidence=shown.evidence
        and tuple(piece for piece in shown.evidence if theirs.intersection(piece.requirements)),
        published=tuple(ref for ref in shown.published if ref in _known(own)),
        # What these say is said of the whole plan.
        editions=None,
        runway=None,
        boards=None,
    )


def withheld_from(plan: PlanFacts, pinned: PinnedFacts) -> tuple[WithheldCount, ...]:
    """Return what of a whole month is withheld from an extract, as far as its contents reach."""
    assert pinned.extract
    classes, closed = concerning(pinned)
    theirs = for_committee(plan, pinned.extract)
    if pinned.extract.oversight is Oversight.AUDIT:
        theirs = replace(theirs, evidence=None)
        classes += tuple(classed for classed in pinned.classes if classed.kind in IN_COUNTS)
    found = not_public(theirs, classes, closed=closed, along=pinned)
    if pinned.extract.oversight is Oversight.AUDIT:
        return tuple(count for count in found if not count.along or count.kind in IN_RISKS)
    return found


def concerning(
    pinned: PinnedFacts,
) -> tuple[tuple[ClassedFacts, ...], tuple[ClosedFacts, ...]]:
    """Return what is not public of what an extract prints, as far as its contents reach.

    None prints what was written for the board, or what the board was asked, decided and gave. The
    Audit Committee's prints no programme's words, dates or money: of what can be classified its
    risks and dependencies alone.
    """
    if pinned.extract is None:
        return pinned.classes, pinned.closed
    if pinned.extract.oversight is Oversight.AUDIT:
        return tuple(classed for classed in pinned.classes if classed.kind in IN_RISKS), ()
    return tuple(
        classed for classed in pinned.classes if classed.kind not in OF_A_BOARD
    ), pinned.closed


def prints_of(kind: ItemKind | None, extract: ExtractFacts) -> bool:
    """Tell whether an extract prints anything of a kind: twin of `concerning`."""
    if extract.oversight is Oversight.AUDIT:
        return kind in IN_RISKS
    return kind not in OF_A_BOARD


def is_of_extract(
    plan: PlanFacts, extract: ExtractFacts, kind: ItemKind | None, ref: str, rows: Rows
) -> bool:
    """Tell whether an extract holds an item of a month: `for_committee` and `prints_of` for one.

    `rows` are the records of the item, as plain values; an item of words has none.
    """
    if not prints_of(kind, extract):
        return False
    if extract.oversight is not Oversight.PROGRAMMES:
        return True
    own = [programme for programme in plan.programmes if programme.ref in extract.refs]
    if kind is ItemKind.RETURN:
        return ref in {programme.ref for programme in own}
    outside = _outside(plan, extract)
    if kind is ItemKind.INDICATOR:
        return any(
            indicator.ref == ref and _measures(indicator, own) for indicator in plan.indicators
        )
    if rows:
        refs = {programme.ref for programme in own}
        left = [row for row in rows if _without(row, outside) is not _GONE]
        if kind is ItemKind.RISK:
            return any(row["programme"] in refs for row in left)
        return any(kind is not ItemKind.DEPENDENCY or row["giver"] for row in left)
    outcomes = _outcomes_served(plan.outcomes, _served(plan, outside))
    theirs = {row.ref for outcome in outcomes for row in outcome.requirements}
    if kind is ItemKind.RESPONSE:
        return ref in {concern.ref for outcome in outcomes for concern in outcome.concerns}
    pieces = (piece for piece in plan.evidence or () if piece.ref == ref)
    return ref in theirs or any(theirs.intersection(piece.requirements) for piece in pieces)


def _refs(programme: ProgrammeFacts) -> set[str]:
    rows = {row.ref for row in programme.milestones}
    return {programme.ref, *rows, *programme.retired}


def _known(own: list[ProgrammeFacts]) -> set[str]:
    return {ref for programme in own for ref in _refs(programme)}


class _Gone:
    """Stands for a value that is left out."""


_GONE = _Gone()


def _without(value: Any, outside: frozenset[str]) -> Any:
    """Return a value without every record that has or names one of the references."""
    if isinstance(value, str):
        return _GONE if value in outside else value
    if isinstance(value, list):
        pairs = ((inner, _without(inner, outside)) for inner in value)
        # A list in a list is a record of two references, as of a row and where it went.
        return [now for was, now in pairs if now is not _GONE and not _is_shorter(was, now)]
    if not isinstance(value, dict):
        return value
    found = {key: _without(inner, outside) for key, inner in value.items()}
    return _GONE if _GONE in found.values() else found


def _is_shorter(was: Any, now: Any) -> bool:
    return isinstance(was, list) and len(now) < len(was)


def _keep_own(plan: dict[str, Any], refs: set[str]) -> None:
    """Leave what is of no programme out of the registers and of the money, in place."""
    for rows in (plan["raid"] or {}).values():
        rows[:] = [row for row in rows if row["programme"] in refs]
    if plan["dependencies"]:
        plan["dependencies"] = [
            dependency for dependency in plan["dependencies"] if dependency["giver"]
        ]
    if plan["money"]:
        plan["money"] |= {"figures": [], "thresholds": [], "fund": None}
        for year in plan["money"]["years"]:
            year |= dict.fromkeys(OF_THE_COUNCIL)


def _outside(plan: PlanFacts, extract: ExtractFacts) -> frozenset[str]:
    """Return the references of the programmes that a committee does not take, and of their rows."""
    others = (programme for programme in plan.programmes if programme.ref not in extract.refs)
    return frozenset(ref for programme in others for ref in _refs(programme))


def _served(plan: PlanFacts, outside: frozenset[str] = frozenset()) -> set[str]:
    """Return the requirements that the programmes serve, by links that have not ended."""
    links = plan.assurance.links if plan.assurance else ()
    return {
        link.requirement
        for link in links
        if link.is_open and link.kind in SERVES and outside.isdisjoint({link.ref, link.programme})
    }


def _outcomes_served(
    outcomes: Iterable[PriorityOutcomeFacts], served: set[str]
) -> tuple[PriorityOutcomeFacts, ...]:
    return tuple(
        outcome for outcome in outcomes if any(row.ref in served for row in outcome.requirements)
    )


def _measures(indicator: Any, own: list[ProgrammeFacts]) -> bool:
    """Tell whether an indicator measures an outcome that one of the programmes serves.

    A programme of which nobody has said what it serves is measured by those of its aim.
    """
    return any(
        bool(set(programme.outcomes) & set(indicator.outcomes))
        if programme.outcomes
        else programme.aim == indicator.aim
        for programme in own
    )
