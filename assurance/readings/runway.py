"""What the runway is worked out from, now or as at a moment, and how late delivery reaches it.

Only what confirmed links and confirmed dependencies tie together is read: a few milestones, however
long the plan.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from assurance.facts.runway import (
    LateFacts,
    NeedFacts,
    ReachFacts,
    RunwayFacts,
    RunwayKept,
    whole,
)
from assurance.models import DeliveryLink, SustainedEvidence
from assurance.readings.owners import owning_posts
from assurance.readings.positions import requirement_positions
from assurance.words import Speaker
from assurance.words.evidence import Cadence
from assurance.words.links import LinkState
from irp.readings import Source
from irp.rules.measuring import Measured
from programmes.figures.dependencies import DependencyLine
from programmes.figures.dependency_chains import Network
from programmes.figures.positions import one_by_one
from programmes.models import Programme
from programmes.readings.dependencies import network
from programmes.readings.positions import positions_of, titled_rows
from programmes.rules.withheld import Reader
from programmes.words import CLOSED

Ties = Mapping[str, list[tuple[str, str]]]  # by milestone: requirement and link


def runway_facts(source: Source, *, measured: Measured, reader: Reader) -> RunwayFacts:
    """Return what the runway shows, in as many statements whatever the plan's length."""
    beside = runway_kept(source, measured=measured, reader=reader)
    rows = requirement_positions(source, speakers=[Speaker.COMMISSIONER])
    return whole(rows, beside, owners=owning_posts(source))


def runway_kept(source: Source, *, measured: Measured, reader: Reader) -> RunwayKept:
    """Return what the runway needs beside the requirements: a frozen month keeps it."""
    ties, keys = _links(source)
    found = network(source, measured=measured, reader=reader)
    reaches = tuple(_reaches(ties, found))
    ends = {key for key, ref in found.keys.items() if ref in {reach.milestone for reach in reaches}}
    late = _late(source, keys | ends, measured=measured, reader=reader)
    return RunwayKept(
        needs=tuple(needs(source).values()),
        late=tuple(late[ref] for ref in sorted(late)),
        reaches=reaches,
    )


def needs(source: Source) -> dict[str, NeedFacts]:
    """Return what commissioners ask of sustained evidence, by requirement, in one statement."""
    rows = SustainedEvidence.objects.filter(at__lte=source.at).order_by("at", "pk")
    return {
        ref: NeedFacts(requirement=ref, periods=periods, cadence=Cadence(cadence))
        for ref, periods, cadence in rows.values_list("requirement__ref", "periods", "cadence")
    }


def _links(source: Source) -> tuple[Ties, set[int]]:
    """Return which requirements milestones serve by confirmed links, and the milestones' keys.

    References never change: they may be joined.
    """
    names = ("number", "requirement__ref", "milestone_id", "milestone__ref", "state")
    ties: dict[str, list[tuple[str, str]]] = defaultdict(list)
    keys = set()
    for number, requirement, key, ref, state in source.columns(
        DeliveryLink, *names, milestone_id__isnull=False
    ):
        if state == LinkState.CONFIRMED:
            ties[ref].append((requirement, f"L-{number:03}"))
            keys.add(key)
    return ties, keys


def _reaches(ties: Ties, found: Network) -> Iterable[ReachFacts]:
    """Yield each way from a milestone to a requirement: its own links, then by dependencies."""
    for milestone, serves in ties.items():
        for requirement, link in serves:
            yield ReachFacts(milestone=milestone, requirement=requirement, via=(link,))
    for start in found.lines:
        if not (start.giver.milestone and start.days_late and _is_confirmed(start)):
            continue
        passing = [link.line for link in found.chain(start).links if link.passed]
        yield from _onward(start.giver.milestone, [start], passing, ties)


def _onward(
    milestone: str, path: list[DependencyLine], passing: list[DependencyLine], ties: Ties
) -> Iterable[ReachFacts]:
    """Yield what the end of a path serves, and go on by the dependencies that pass the delay."""
    last = path[-1]
    refs = tuple(line.ref for line in path)
    for requirement in last.requirements:
        yield ReachFacts(milestone=milestone, requirement=requirement, via=refs)
    for requirement, link in ties.get(last.taker.milestone or "", ()):
        yield ReachFacts(milestone=milestone, requirement=requirement, via=(*refs, link))
    for line in passing:
        if line.giver.ref == last.taker.ref and line not in path and _is_confirmed(line):
            yield from _onward(milestone, [*path, line], passing, ties)


def _is_confirmed(line: DependencyLine) -> bool:
    return line.is_open and not line.unconfirmed


def _late(
    source: Source, keys: set[int], *, measured: Measured, reader: Reader
) -> dict[str, LateFacts]:
    """Return which of these milestones are late or forecast to be, by reference."""
    if not keys:
        return {}
    rows = [row for row in titled_rows(source, keys) if row[5] is None or measured.on < row[5]]
    titles = {row[1]: row[-1] for row in rows}
    programmes = {row.id: row.ref for row in source.rows(Programme)}
    late = {}
    slim = [row[:-1] for row in rows]
    alike = positions_of(source, slim, programmes=programmes, reader=reader)
    for milestone in one_by_one(alike):
        baseline = milestone.baseline_latest
        if milestone.kind != "dated" or baseline is None or milestone.delivery in CLOSED:
            continue
        expected = _expected(milestone.forecast_latest, baseline, measured=measured)
        if expected > baseline:
            row = LateFacts(
                ref=milestone.ref, title=titles[milestone.ref], baseline=baseline, expected=expected
            )
            late[milestone.ref] = row
    return late


def _expected(forecast: date | None, baseline: date, *, measured: Measured) -> date:
    """Return when a milestone is expected: by its forecast, and never before the measured day.

    One that is neither past its baseline nor forecast after it is expected by it.
    """
    expected = forecast or baseline
    return max(expected, measured.on) if measured.has_passed(expected) else expected
