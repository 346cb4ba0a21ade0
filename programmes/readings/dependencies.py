"""Dependencies as facts, and as the network they make with what is reported of their ends (28).

As they are now all of it is one statement, for many pages show some of it; as at a past moment each
table is read by itself, as history holds it. `tests` hold both to one answer.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from irp.holidays import england_holidays
from irp.readings import Now, Source
from irp.rules.measuring import Measured
from programmes.facts.dependencies import (
    ConfirmationFacts,
    DependencyFacts,
    EndFacts,
    EndReportFacts,
)
from programmes.figures.dependencies import Basis, dependency_lines
from programmes.figures.dependency_chains import Network
from programmes.figures.positions import one_by_one
from programmes.models import Dependency, DependencyConfirmation, Programme, Risk
from programmes.models.dependencies import ref_of
from programmes.readings.assured import requirement_dates
from programmes.readings.dependencies_now import rows_now
from programmes.readings.positions import positions_of, titled_rows
from programmes.rules.withheld import Reader
from programmes.words import DependencyState, EntryState, Side


@dataclass(frozen=True, kw_only=True)
class _Ends:
    """The milestones that dependencies name, and what all programmes are called, by key."""

    milestones: dict[int, tuple[Any, ...]]  # by `COLUMNS`, and the title
    programmes: dict[int, Any]  # rows

    def end(self, row: Any, side: Side) -> EndFacts | None:
        """Return one end of a dependency's row."""
        named = self.milestones.get(getattr(row, f"{side}_milestone_id"))
        if named:
            return EndFacts(milestone=named[1], programme=self.programmes[named[2]].ref)
        programme = self.programmes.get(getattr(row, f"{side}_programme_id"))
        return EndFacts(milestone=None, programme=programme.ref) if programme else None


@dataclass(frozen=True, kw_only=True)
class _Read:
    """What a network is made of."""

    facts: tuple[DependencyFacts, ...]
    reported: dict[str, EndReportFacts]
    names: dict[str, str]  # of programmes by reference
    keys: dict[int, str]  # references of milestones by key


def dependencies(source: Source) -> tuple[DependencyFacts, ...]:
    """Return every dependency by its number, the plan's own among them, in four statements."""
    rows = source.rows(Dependency)
    return _facts(source, rows, _ends(source, rows))


def network(source: Source, *, measured: Measured, reader: Reader) -> Network:
    """Return the dependencies with the newest reports of their ends, as a person may read them.

    In one statement; as at a past moment in eight. Forecasts that nobody has signed count for a
    reader who may read them (Rule 15).
    """
    read = _now(reader) if isinstance(source, Now) else _as_at(source, reader)
    basis = Basis(
        measured=measured,
        holidays=england_holidays(),
        reported=read.reported,
        programmes=read.names,
    )
    return Network(dependency_lines(read.facts, basis), basis, keys=read.keys)


def with_requirements(source: Source, found: Network) -> Network:
    """Return a network that knows the requirements its ends lead to, in five statements more.

    A dependency names some itself; a risk ties those it threatens to the milestones it threatens.
    """
    threatened = _threatened(source, found)
    refs = {ref for refs in threatened.values() for ref in refs}
    refs |= {ref for line in found.lines for ref in line.requirements}
    return replace(found, threatened=threatened, requirements=requirement_dates(source, refs))


def _now(reader: Reader) -> _Read:
    facts, reported, names, keys = [], {}, {}, {}
    for row in rows_now(reader):
        ends = {side: _end_now(row, side) for side in Side}
        for side, end in ends.items():
            names[end.programme] = row[f"{side}_name"]
            if end.milestone:
                keys[row[f"{side}_milestone_id"]] = end.milestone
                report = row[f"{side}_reported"] or {}
                reported[end.milestone] = EndReportFacts(
                    ref=end.milestone,
                    title=row[f"{side}_milestone__title"],
                    forecast=_day(report.get("forecast_latest")),
                    actual_on=_day(report.get("actual_on")),
                    baseline=row[f"{side}_baseline"],
                )
        given = [
            _confirmed_now(row[f"{side}_confirmed"], side)
            for side in Side
            if row[f"{side}_confirmed"]
        ]
        facts.append(_fact(row, ends[Side.GIVER], ends[Side.TAKER], given))
    return _Read(facts=tuple(facts), reported=reported, names=names, keys=keys)


def _end_now(row: dict[str, Any], side: Side) -> EndFacts:
    return EndFacts(milestone=row[f"{side}_milestone__ref"], programme=row[f"{side}_ref"])


def _confirmed_now(given: dict[str, str], side: Side) -> ConfirmationFacts:
    at = datetime.fromisoformat(given["at"])  # SQLite keeps moments of UTC without saying so
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return ConfirmationFacts(side=side, by_name=given["by_name"], by_post=given["by_post"], at=at)


def _day(spelt: str | None) -> date | None:
    return date.fromisoformat(spelt) if spelt else None


def _as_at(source: Source, reader: Reader) -> _Read:
    rows = [row for row in source.rows(Dependency) if row.days_set_at is not None]
    ends = _ends(source, rows)
    titles = {row[1]: row[-1] for row in ends.milestones.values()}
    found = positions_of(
        source,
        [row[:-1] for row in ends.milestones.values()],
        programmes={key: row.ref for key, row in ends.programmes.items()},
        reader=reader,
    )
    return _Read(
        facts=_facts(source, rows, ends),
        reported={
            position.ref: EndReportFacts(
                ref=position.ref,
                title=titles[position.ref],
                forecast=position.forecast_latest,
                actual_on=position.actual_on,
                baseline=position.baseline_latest,
            )
            for position in one_by_one(found)
        },
        names={row.ref: row.name for row in ends.programmes.values()},
        keys={row[0]: row[1] for row in ends.milestones.values()},
    )


def _ends(source: Source, rows: Iterable[Any]) -> _Ends:
    keys = {key for row in rows for key in (row.giver_milestone_id, row.taker_milestone_id) if key}
    return _Ends(
        milestones={row[0]: row for row in titled_rows(source, keys)},
        programmes={row.id: row for row in source.rows(Programme)},
    )


def _facts(source: Source, rows: Iterable[Any], ends: _Ends) -> tuple[DependencyFacts, ...]:
    given: dict[int, list[ConfirmationFacts]] = defaultdict(list)
    for act in source.acts(DependencyConfirmation):
        who = {name: getattr(act, name) for name in ("by_name", "by_post", "at")}
        given[act.dependency_id].append(ConfirmationFacts(side=Side(act.side), **who))
    return tuple(
        _fact(vars(row), ends.end(row, Side.GIVER), ends.end(row, Side.TAKER), given[row.id])
        for row in sorted(rows, key=lambda row: row.number)
    )


SAME = (
    *("title", "description", "give_by", "need_by", "days_set_at", "raised_on", "closed_on"),
    "outcome",
)


def _fact(
    row: dict[str, Any],
    giver: EndFacts | None,
    taker: EndFacts | None,
    given: Iterable[ConfirmationFacts],
) -> DependencyFacts:
    return DependencyFacts(
        ref=ref_of(row["number"]),
        **{name: row[name] for name in SAME},
        giver=giver,
        taker=taker,
        requirements=tuple(row["requirements"]),
        confirmations=tuple(given),
        state=DependencyState(row["state"]),
    )


def _threatened(source: Source, network: Network) -> dict[str, tuple[str, ...]]:
    """Return the requirements that open risks tie to the network's milestones, by reference."""
    risks = {
        key: refs
        for key, state, refs in source.columns(Risk, "id", "state", "requirements")
        if state == EntryState.OPEN and refs
    }
    ties = source.ties(Risk, "milestones", sorted(risks))
    found: dict[str, list[str]] = defaultdict(list)
    for risk, milestones in ties.items():
        for key in milestones:
            if key in network.keys:
                found[network.keys[key]] += risks[risk]
    return {ref: tuple(dict.fromkeys(refs)) for ref, refs in found.items()}
