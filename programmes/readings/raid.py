"""The register of RAID as facts: whole, or slim for counts (Rule 28)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, Value

from irp.models import Post
from irp.readings import Source
from programmes.facts.raid import (
    ActionFacts,
    AssumptionFacts,
    DecisionFacts,
    IssueFacts,
    RaidFacts,
    RaidPosition,
    RiskFacts,
    RiskStepFacts,
    Score,
    Scores,
    ScoringFacts,
)
from programmes.models import (
    Action,
    Assumption,
    Decision,
    Issue,
    Milestone,
    Programme,
    Risk,
    RiskScore,
    RiskStep,
)
from programmes.models.risks import SCORES, scores_of
from programmes.words import (
    Answer,
    EntryState,
    Ladder,
    Proximity,
    RaidKind,
    Response,
    RiskAct,
)

MODELS: dict[RaidKind, Any] = {
    RaidKind.RISK: Risk,
    RaidKind.ISSUE: Issue,
    RaidKind.ACTION: Action,
    RaidKind.ASSUMPTION: Assumption,
    RaidKind.DECISION: Decision,
}


@dataclass(frozen=True, kw_only=True)
class _Names:
    """What rows of the register are put together with, by keys."""

    programmes: dict[int, str]
    posts: dict[int, str]
    risks: dict[int, str]
    issues: dict[int, str]

    def common(self, row: Any) -> dict[str, Any]:
        """Return what every kind of entry says."""
        return {
            "ref": row.ref,
            "programme": self.programmes.get(row.programme_id),
            "title": row.title,
            "description": row.description,
        }

    def owned(self, row: Any) -> dict[str, Any]:
        """Return what every entry says that somebody owns until it ends."""
        return {
            **self.common(row),
            "owner": self.posts.get(row.owner_id),
            "state": EntryState(row.state),
            "raised_on": row.raised_on,
            "closed_on": row.closed_on,
        }

    def comes_from(self, row: Any) -> str | None:
        """Return the reference of the risk or issue that an entry belongs to."""
        return self.risks.get(row.risk_id) or self.issues.get(row.issue_id)


def register(source: Source) -> RaidFacts:
    """Return the whole register, each kind in the order of programmes, the overarching first.

    In eleven statements; as at a day in twelve. None grows with the register.
    """
    programmes = {row.id: row for row in source.rows(Programme)}

    def place(row: Any) -> tuple[int, int]:
        own = programmes.get(row.programme_id)
        return (own.number if own else 0, row.number)

    rows = {kind: sorted(source.rows(model), key=place) for kind, model in MODELS.items()}
    names = _Names(
        programmes={key: row.ref for key, row in programmes.items()},
        posts={post.id: post.title for post in source.rows(Post)},
        risks={row.id: row.ref for row in rows[RaidKind.RISK]},
        issues={row.id: row.ref for row in rows[RaidKind.ISSUE]},
    )
    return RaidFacts(
        risks=tuple(_risks(source, rows[RaidKind.RISK], names)),
        issues=tuple(_issue(row, names) for row in rows[RaidKind.ISSUE]),
        actions=tuple(_action(row, names) for row in rows[RaidKind.ACTION]),
        assumptions=tuple(_assumption(row, names) for row in rows[RaidKind.ASSUMPTION]),
        decisions=tuple(_decision(row, names) for row in rows[RaidKind.DECISION]),
    )


def _risks(source: Source, rows: list[Any], names: _Names) -> Iterable[RiskFacts]:
    ties = source.ties(Risk, "milestones", [row.id for row in rows])
    refs = dict(source.columns(Milestone, "id", "ref"))
    scorings: dict[int, list[ScoringFacts]] = defaultdict(list)
    for act in source.acts(RiskScore):
        scorings[act.risk_id].append(scoring(act))
    steps: dict[int, list[RiskStepFacts]] = defaultdict(list)
    for act in source.acts(RiskStep):
        steps[act.risk_id].append(_step(act))
    same = ("mitigation", "cause", "event", "effect", "controls", "review_on", "gate_at_risk")
    for row in rows:
        yield RiskFacts(
            **names.owned(row),
            **{name: getattr(row, name) for name in same},
            scores=scores_of(row),
            response=Response(row.response) if row.response else None,
            proximity=Proximity(row.proximity) if row.proximity else None,
            milestones=tuple(sorted(refs[key] for key in ties.get(row.id, ()) if key in refs)),
            requirements=tuple(row.requirements),
            forum=Ladder(row.forum) if row.forum else None,
            scorings=tuple(scorings[row.id]),
            steps=tuple(steps[row.id]),
        )


def _by(act: Any) -> dict[str, Any]:
    names = ("reason", "by_name", "by_post", "at")
    return {name: getattr(act, name) for name in names}


def scoring(act: Any) -> ScoringFacts:
    """Return an act of scoring as facts."""
    return ScoringFacts(scores=act.scores, **_by(act))


def _step(act: Any) -> RiskStepFacts:
    return RiskStepFacts(
        act=RiskAct(act.what),
        forum=Ladder(act.forum) if act.forum else None,
        answer=Answer(act.answer) if act.answer else None,
        minute=act.minute,
        **_by(act),
    )


def _issue(row: Any, names: _Names) -> IssueFacts:
    return IssueFacts(
        **names.owned(row),
        impact=row.impact,
        due_on=row.due_on,
        risk=names.risks.get(row.risk_id),
        outcome=row.outcome,
    )


def _action(row: Any, names: _Names) -> ActionFacts:
    return ActionFacts(
        **names.owned(row), due_on=row.due_on, comes_from=names.comes_from(row), outcome=row.outcome
    )


def _assumption(row: Any, names: _Names) -> AssumptionFacts:
    return AssumptionFacts(**names.owned(row), review_on=row.review_on, outcome=row.outcome)


def _decision(row: Any, names: _Names) -> DecisionFacts:
    same = ("forum", "minute", "decided_by", "decided_on")
    return DecisionFacts(
        **names.common(row),
        **{name: getattr(row, name) for name in same},
        comes_from=names.comes_from(row),
    )


_NONE = Value(None, output_field=IntegerField())
# Of each kind that is counted: its day, and the sides of its score.
_SLIM: dict[RaidKind, tuple[Any, ...]] = {
    RaidKind.RISK: ("review_on", "current_impact", "current_likelihood"),
    RaidKind.ISSUE: ("due_on", "impact", _NONE),
    RaidKind.ACTION: ("due_on", _NONE, _NONE),
}


# The columns of each kind of entry that is counted, as many of each.
RAID_PARTS: tuple[tuple[Any, tuple[Any, ...]], ...] = tuple(
    (MODELS[kind], (Value(kind.value), "ref", "title", "programme_id", "state", *columns))
    for kind, columns in _SLIM.items()
)


def raid_position(row: tuple[Any, ...]) -> RaidPosition:
    """Return an entry slim from its columns."""
    kind, ref, title, programme, state, due_on, impact, likelihood = row
    return RaidPosition(
        kind=RaidKind(kind),
        ref=ref,
        title=title,
        programme=programme,
        state=EntryState(state),
        due_on=due_on,
        current=Score(impact=impact, likelihood=likelihood) if likelihood else None,
    )


def raid_positions(source: Source, **scope: Any) -> list[RaidPosition]:
    """Return risks, issues and actions slim, in one statement; `scope` is by `programme_id`.

    `programme` is the key of each one's programme.
    """
    return [raid_position(row) for row in source.columns_of(RAID_PARTS, **scope)]


def steps_of(risk: Risk) -> list[RiskStepFacts]:
    """Return the acts on a risk beside its scorings, oldest first."""
    return [_step(act) for act in RiskStep.objects.filter(risk=risk).order_by("at", "pk")]


RaidRow = Risk | Issue | Action | Assumption | Decision


def kind_of(row: RaidRow) -> RaidKind:
    """Return what kind of entry a row is."""
    return next(kind for kind, model in MODELS.items() if isinstance(row, model))


def score_columns(scores: Scores) -> dict[str, int | None]:
    """Return scores by the columns that hold them."""
    found: dict[str, int | None] = {}
    for name in SCORES:
        score = getattr(scores, name)
        found[f"{name}_impact"] = score.impact if score else None
        found[f"{name}_likelihood"] = score.likelihood if score else None
    return found
