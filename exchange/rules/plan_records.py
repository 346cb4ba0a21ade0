"""The whole plan as its files say it, and which file says which part."""

from dataclasses import dataclass, field

from exchange.rules.cap_records import (
    AssuranceTestRecord,
    LinkRecord,
    PriorityOutcomeRecord,
    QuestionRecord,
    TimelineRecord,
)
from exchange.rules.irp_records import (
    AimRecord,
    BoardRecord,
    DependencyRecord,
    ErratumRecord,
    IndicatorRecord,
    PlanFigureRecord,
    PostRecord,
    ProgrammeRecord,
    ReceiptRecord,
    RecommendationRecord,
    RiskRecord,
    SavingRecord,
)
from exchange.rules.shared_records import StatementRecord


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Everything the files say, checked; each list stands in the order of its file."""

    posts: tuple[PostRecord, ...] = field(metadata={"file": "irp/posts.json"})
    aims: tuple[AimRecord, ...] = field(metadata={"file": "irp/aims.json"})
    boards: tuple[BoardRecord, ...] = field(metadata={"file": "irp/boards.json"})
    savings: tuple[SavingRecord, ...] = field(metadata={"file": "irp/savings.json"})
    receipts: tuple[ReceiptRecord, ...] = field(metadata={"file": "irp/receipts.json"})
    plan_figures: tuple[PlanFigureRecord, ...] = field(metadata={"file": "irp/plan_figures.json"})
    indicators: tuple[IndicatorRecord, ...] = field(metadata={"file": "irp/kpis.json"})
    recommendations: tuple[RecommendationRecord, ...] = field(
        metadata={"file": "irp/recommendations.json"}
    )
    risks: tuple[RiskRecord, ...] = field(metadata={"file": "irp/risks.json"})
    dependencies: tuple[DependencyRecord, ...] = field(metadata={"file": "irp/dependencies.json"})
    errata: tuple[ErratumRecord, ...] = field(metadata={"file": "irp/errata.json"})
    irp_statements: tuple[StatementRecord, ...] = field(metadata={"file": "irp/statements.json"})
    cap_statements: tuple[StatementRecord, ...] = field(metadata={"file": "cap/statements.json"})
    tests: tuple[AssuranceTestRecord, ...] = field(metadata={"file": "cap/tests.json"})
    questions: tuple[QuestionRecord, ...] = field(metadata={"file": "cap/questions.json"})
    timeline: tuple[TimelineRecord, ...] = field(metadata={"file": "cap/timeline.json"})
    links: tuple[LinkRecord, ...] = field(metadata={"file": "cap/links.json"})
    programmes: tuple[ProgrammeRecord, ...] = field(metadata={"folder": "irp/programmes"})
    priority_outcomes: tuple[PriorityOutcomeRecord, ...] = field(
        metadata={"folder": "cap/outcomes"}
    )


def programme_file(programme: ProgrammeRecord) -> str:
    """Return the file of a programme, as faults and history name it."""
    return f"irp/programmes/{programme.number:02}-{programme.ref}.json"


def outcome_file(outcome: PriorityOutcomeRecord) -> str:
    """Return the file of a priority outcome, as faults and history name it."""
    return f"cap/outcomes/{outcome.number:02}.json"
