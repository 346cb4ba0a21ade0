"""One entry of the register: what it says, what belongs to it, and everything done to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from irp.presenters import Change, Entry, act_entry, changed, history_entries
from irp.readings.versions import row_versions
from programmes.facts.raid import RiskFacts, RiskStepFacts, Score, Scores, ScoringFacts
from programmes.figures.raid import RaidLine
from programmes.models.risks import SCORES
from programmes.presenters.raid import Register
from programmes.rules.raid import band
from programmes.words import Answer, Band, RaidKind, RiskAct
from programmes.words.raid import NOT_SCORED

COLUMNS = {
    RaidKind.RISK: (
        *("title", "cause", "event", "effect", "response", "controls", "owner", "proximity"),
        *("review_on", "gate_at_risk"),
    ),
    RaidKind.ISSUE: ("title", "description", "impact", "owner", "due_on", "state", "outcome"),
    RaidKind.ACTION: ("title", "description", "owner", "due_on", "state", "outcome"),
    RaidKind.ASSUMPTION: ("title", "description", "owner", "review_on", "state", "outcome"),
    RaidKind.DECISION: (
        "title", "description", "forum", "decided_by", "decided_on", "minute",
    ),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class EntryPage:
    """Everything that the page of an entry shows."""

    line: RaidLine
    facts: Any
    linked: tuple[RaidLine, ...]  # what belongs to it
    parent: RaidLine | None  # what it belongs to
    timeline: tuple[Entry, ...]

    def band_of(self, score: Score | None) -> Band | None:
        """Return the band of one of a risk's scores."""
        return band(score)


def entry_page(found: Register, row: Any, kind: RaidKind, *, until: datetime) -> EntryPage | None:
    """Return the page of an entry; None where the record had no such entry then.

    In one statement after the register's.
    """
    by_ref = {line.ref: line for line in found.lines}
    line = by_ref.get(row.ref)
    if line is None:
        return None
    facts = next(entry for entry in getattr(found.facts, f"{kind.value}s") if entry.ref == row.ref)
    return EntryPage(
        line=line,
        facts=facts,
        linked=tuple(other for other in found.lines if other.comes_from == row.ref),
        parent=by_ref.get(line.comes_from or ""),
        timeline=tuple(_timeline(row, facts, kind, until=until)),
    )


def _timeline(row: Any, facts: Any, kind: RaidKind, *, until: datetime) -> list[Entry]:
    """Return what was done to an entry, the newest first; an act is told once, by itself."""
    history = row_versions(type(row), until=until, id=row.pk)
    if kind is not RaidKind.DECISION:
        history = history.select_related("owner")
    told = [*_acts(facts)][::-1] if isinstance(facts, RiskFacts) else []
    moments = {entry.at for entry in told}
    changes = history_entries(list(history), type(row), COLUMNS[kind])
    told += [entry for entry in changes if entry.changes or entry.at not in moments]
    return sorted(told, key=lambda entry: entry.at, reverse=True)


def _acts(risk: RiskFacts) -> Iterable[Entry]:
    before = Scores()
    for scoring in risk.scorings:
        yield _act(scoring, "Scored", _scored(before, scoring.scores))
        before = scoring.scores
    for step in risk.steps:
        yield _act(step, risk_step_words(step), ())


def _act(act: ScoringFacts | RiskStepFacts, what: str, changes: tuple[Change, ...]) -> Entry:
    return act_entry(act, what=what, changes=changes, why=act.reason)


def _scored(before: Scores, now: Scores) -> tuple[Change, ...]:
    return tuple(
        change
        for name in SCORES
        for change in changed(
            f"{name.capitalize()} score",
            _score(getattr(before, name)),
            _score(getattr(now, name)),
        )
    )


def _score(score: Score | None) -> str:
    found = band(score)
    return f"{found.label} {score}" if found else NOT_SCORED


def risk_step_words(step: RiskStepFacts) -> str:
    """Return an act on a risk in words: "Escalated to TIB", "Taken by IRB (minute 4.2)"."""
    forum = step.forum.label if step.forum else "its programme"
    minute = f" (minute {step.minute})" if step.minute else ""
    if step.act is RiskAct.ANSWERED and step.answer:
        by = "back to" if step.answer is Answer.RETURNED else "by"
        return f"{step.answer.label} {by} {forum}{minute}"
    if step.act in {RiskAct.ESCALATED, RiskAct.DE_ESCALATED}:
        return f"{step.act.label} to {forum}"
    return step.act.label
