"""The register of RAID as people see it: a line an entry, its order, its counts (Rule 28)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from irp.rules.measuring import Measured
from programmes.facts.raid import RaidFacts, RiskFacts, Scores
from programmes.rules.raid import (
    Owed,
    awaits_answer,
    band,
    is_due,
    is_overdue,
    owed_escalation,
    severity,
)
from programmes.words import Band, EntryState, Ladder, RaidKind
from programmes.words.raid import NOT_SCORED

PRINCIPAL = (Band.TOP, Band.HIGH)


@dataclass(frozen=True, kw_only=True)
class RaidLine:
    """One entry of the register, whatever its kind; `owed` is None for all but risks."""

    kind: RaidKind
    ref: str
    title: str
    programme: str | None
    owner: str | None
    state: EntryState
    due_on: date | None
    is_overdue: bool
    is_due: bool  # within 30 days
    scores: Scores
    impact: int | None  # of an issue
    forum: Ladder | None
    awaits: Ladder | None  # the forum that has not answered
    owed: Owed | None
    raised_on: date | None
    closed_on: date | None
    comes_from: str | None
    words: str  # the outcome, the evidence, or who decided it

    @property
    def band(self) -> Band | None:
        """Return the band of the current score."""
        return band(self.scores.current)

    @property
    def is_principal(self) -> bool:
        """Tell whether it is a risk that a board reads of: in the top or high band."""
        return self.kind is RaidKind.RISK and self.band in PRINCIPAL

    @property
    def score_words(self) -> str:
        """Return the current score in words: "Top 5 × 5", "Not scored", "" for no risk."""
        if self.kind is not RaidKind.RISK:
            return f"Impact {self.impact}" if self.impact else ""
        return f"{self.band.label} {self.scores.current}" if self.band else NOT_SCORED

    @property
    def is_open(self) -> bool:
        """Tell whether something is still to come of it."""
        return self.state is EntryState.OPEN


@dataclass(frozen=True, kw_only=True)
class JudgedBy:
    """What lines are judged by: the day, the newest freeze and the bank holidays."""

    measured: Measured
    last_freeze: datetime | None
    holidays: frozenset[date]


def raid_lines(facts: RaidFacts, judged: JudgedBy) -> list[RaidLine]:
    """Return a line for every entry: open before ended, the most serious, then the longest due."""
    line = partial(_line, judged=judged)
    lines = [risk_line(risk, judged) for risk in facts.risks]
    lines += [
        line(RaidKind.ISSUE, issue, due_on=issue.due_on, impact=issue.impact, comes_from=issue.risk)
        for issue in facts.issues
    ]
    lines += [
        line(RaidKind.ACTION, action, due_on=action.due_on, comes_from=action.comes_from)
        for action in facts.actions
    ]
    lines += [
        line(RaidKind.ASSUMPTION, assumption, due_on=assumption.review_on)
        for assumption in facts.assumptions
    ]
    lines += [
        line(
            RaidKind.DECISION,
            decision,
            owner=None,
            state=EntryState.DECIDED,
            due_on=decision.decided_on,
            raised_on=decision.decided_on,
            closed_on=None,
            comes_from=decision.comes_from,
            words="; ".join(filter(None, (decision.forum, decision.decided_by, decision.minute))),
        )
        for decision in facts.decisions
    ]
    return sorted(lines, key=entry_urgency)


def risk_line(risk: RiskFacts, judged: JudgedBy) -> RaidLine:
    """Return the line of a risk, with the forum that must still hear of it."""
    return _line(
        RaidKind.RISK,
        risk,
        judged=judged,
        due_on=risk.review_on,
        scores=risk.scores,
        forum=risk.forum,
        awaits=awaits_answer(risk.steps),
        owed=owed_escalation(
            state=risk.state,
            scores=risk.scores,
            scorings=risk.scorings,
            steps=risk.steps,
            forum=risk.forum,
            gate_at_risk=risk.gate_at_risk,
            last_freeze=judged.last_freeze,
            measured=judged.measured,
            holidays=judged.holidays,
        ),
        words=risk.mitigation or risk.controls,
    )


def _line(
    kind: RaidKind, facts: Any, *, judged: JudgedBy, due_on: date | None, **own: Any
) -> RaidLine:
    same = ("ref", "title", "programme", "owner", "state", "raised_on", "closed_on")
    shared = {name: getattr(facts, name) for name in same if name not in own}
    empty: dict[str, Any] = {
        "scores": Scores(),
        "impact": None,
        "forum": None,
        "awaits": None,
        "owed": None,
    }
    empty |= {"comes_from": None, "words": getattr(facts, "outcome", "")}
    values = {**empty, **shared, **own}
    asked: Any = {"state": values["state"], "due_on": due_on, "measured": judged.measured}
    late, soon = is_overdue(**asked), is_due(**asked)
    return RaidLine(kind=kind, due_on=due_on, is_overdue=late, is_due=soon, **values)


def entry_urgency(line: RaidLine) -> tuple[Any, ...]:
    """Return the place of an entry in a list; those of one place keep their order."""
    found, impact, likelihood = severity(line.scores.current)
    kinds = list(RaidKind)
    due = line.due_on or date.max
    return (
        not line.is_open,
        kinds.index(line.kind),
        *(-found, -impact, -likelihood),
        -(line.impact or 0),
        due.toordinal() if line.is_open else -due.toordinal(),
    )


@dataclass(frozen=True, kw_only=True)
class RaidCounts:
    """How many entries of a list are open, and how many of them ask for somebody to act."""

    risks: int
    issues: int
    actions: int
    reviews_overdue: int
    actions_overdue: int
    escalations_owed: int


def raid_counts(lines: Iterable[RaidLine]) -> RaidCounts:
    """Return the counts of some lines."""
    rows = [line for line in lines if line.is_open]

    def of(kind: RaidKind, *, late: bool = False) -> int:
        return sum(line.kind is kind and (line.is_overdue or not late) for line in rows)

    return RaidCounts(
        risks=of(RaidKind.RISK),
        issues=of(RaidKind.ISSUE),
        actions=of(RaidKind.ACTION),
        reviews_overdue=of(RaidKind.RISK, late=True),
        actions_overdue=of(RaidKind.ACTION, late=True),
        escalations_owed=sum(line.owed is not None for line in rows),
    )
