"""Which requirements milestones lead to by their dependencies and risks, with the dates (18)."""

from collections.abc import Collection, Iterable, Mapping

from irp.readings import Source
from programmes.models import Dependency, Risk
from programmes.readings.assured import requirement_dates
from programmes.rules.change_gates import GateTies, Tie, ties_by_milestone
from programmes.words import EntryState


def gate_ties(
    source: Source,
    milestones: Mapping[int, str],
    dependencies: Iterable[Dependency],
    named: Collection[str],
) -> GateTies:
    """Return what milestones lead to, in five statements at most; `milestones` are refs by key.

    `dependencies` are those of the milestones; `named` are requirements whose dates are asked for
    besides.
    """
    risks = _risks(source, milestones) if milestones else []
    return _ties(source, milestones, dependencies, risks, named)


def firm_ties(
    source: Source,
    milestones: Mapping[int, str],
    dependencies: Iterable[Dependency],
    named: Collection[str],
) -> GateTies:
    """Return what milestones lead to by dependencies alone, in three statements at most.

    Of what a risk ties to them a request need not say that it overtakes it.
    """
    return _ties(source, milestones, dependencies, (), named)


def _ties(
    source: Source,
    milestones: Mapping[int, str],
    dependencies: Iterable[Dependency],
    risks: Iterable[Tie],
    named: Collection[str],
) -> GateTies:
    ends = [(row.ref, _ends(row, milestones), row.requirements) for row in dependencies]
    by = ties_by_milestone(ends, risks)
    refs = {ref for some in by.values() for ref in some} | set(named)
    return GateTies(by=by, dates=requirement_dates(source, refs) if refs else {})


def _ends(row: Dependency, milestones: Mapping[int, str]) -> list[str]:
    keys = (row.giver_milestone_id, row.taker_milestone_id)
    return [milestones[key] for key in keys if key is not None and key in milestones]


def _risks(source: Source, milestones: Mapping[int, str]) -> list[Tie]:
    """Return the open risks that tie some of the milestones to requirements, by their numbers."""
    found = {
        key: (ref, refs)
        for key, ref, state, refs in source.columns(Risk, "id", "ref", "state", "requirements")
        if state == EntryState.OPEN and refs
    }
    ties = source.ties(Risk, "milestones", sorted(found)) if found else {}
    return [
        (
            ref,
            [milestones[milestone] for milestone in ties.get(key, ()) if milestone in milestones],
            refs,
        )
        for key, (ref, refs) in sorted(found.items())
    ]
