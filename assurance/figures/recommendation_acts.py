"""What was said of recommendations, act by act: their history, and a quarter's changes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from assurance.facts.recommendations import (
    ExtensionFacts,
    ProgressFacts,
    RecommendationFacts,
    ViewFacts,
)
from assurance.figures.recommendations import RecommendationLine
from irp.rules.calendar import london_day
from irp.rules.texts import with_post


@dataclass(frozen=True, kw_only=True, slots=True)
class ActSaid:
    """One act on a recommendation: its fact, what it said in words, and the reason."""

    act: ViewFacts | ProgressFacts | ExtensionFacts
    what: str
    why: str


def acts_said(facts: RecommendationFacts) -> Iterator[ActSaid]:
    """Yield what the council, internal audit and the auditor said, view by view, then by action."""
    for view in facts.views:
        yield ActSaid(act=view, what=f"{view.viewer.label}: {view.opinion.label}", why=view.reason)
    for action in facts.actions:
        name = f"Action {action.number}"
        for report in action.reports:
            yield ActSaid(act=report, what=f"{name}: {report.progress.label}", why=report.words)
        for moved in action.extensions:
            what = f"{name}: due date set to {moved.due.raw}"
            yield ActSaid(act=moved, what=what, why=moved.reason)


@dataclass(frozen=True, kw_only=True, slots=True)
class QuarterChange:
    """What was said of recommendations in a quarter: one act."""

    on: date
    name: str
    ref: str
    what: str
    why: str
    who: str


def quarter_changes(
    lines: Iterable[RecommendationLine], *, begins: date, ends: date
) -> list[QuarterChange]:
    """Return what the council, internal audit and the auditor said in a quarter, oldest first."""
    found = [
        QuarterChange(
            on=london_day(entry.act.at),
            name=line.name,
            ref=line.facts.ref,
            what=entry.what,
            why=entry.why,
            who=with_post(entry.act.by_name, entry.act.by_post),
        )
        for line in lines
        for entry in acts_said(line.facts)
        if begins <= london_day(entry.act.at) <= ends
    ]
    return sorted(found, key=lambda change: change.on)
