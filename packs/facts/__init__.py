"""Everything a frozen month says, as facts: what its snapshot keeps and its packs are drawn from.

Frozen records without a rule applied (DESIGN 2a). A snapshot written in an older schema is lifted
to these records; `not_kept` then names what that schema kept nothing of, so that a blank is never
read as "nothing said".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from assurance.facts import (
    PriorityOutcomeFacts,
    QuestionFacts,
    RequirementFacts,
    TestFacts,
    TimelineFacts,
)
from assurance.facts.cells import JudgedFacts
from assurance.facts.evidence import IndexedFacts
from assurance.facts.kept import AssuranceKept
from assurance.facts.runway import RunwayKept
from assurance.words import Judgement, Speaker
from irp.facts import AimFacts, CommissionerFacts, ErratumFacts, PeriodFacts, SettingsFacts
from irp.rules.plan_dates import PlanDate
from kpis.facts import IndicatorFacts
from packs.facts.meetings import BoardsFacts
from programmes.facts import MilestoneFacts, ProgrammeFacts
from programmes.facts.benefits import BenefitRecord
from programmes.facts.budgets import BudgetOf
from programmes.facts.changes import ChangeFacts, DescentFacts
from programmes.facts.dependencies import DependencyFacts
from programmes.facts.editions import EditionsFacts
from programmes.facts.money import MoneyFacts
from programmes.facts.plan_money import ReceiptFacts, SavingFacts
from programmes.facts.points import PointFacts
from programmes.facts.raid import RaidFacts
from programmes.facts.restructuring import RestructuringFacts
from programmes.words import Delivery, Rating, Voice


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanFacts:
    """The whole plan as it stood when a month was frozen (Rules 16 and 23)."""

    taken_at: datetime
    settings: SettingsFacts
    period: PeriodFacts
    aims: tuple[AimFacts, ...]
    programmes: tuple[ProgrammeFacts, ...]  # in the plan's order
    savings: tuple[SavingFacts, ...]
    receipts: tuple[ReceiptFacts, ...]
    indicators: tuple[IndicatorFacts, ...]
    tests: tuple[TestFacts, ...]
    outcomes: tuple[PriorityOutcomeFacts, ...]
    questions: tuple[QuestionFacts, ...]
    timeline: tuple[TimelineFacts, ...]
    errata: tuple[ErratumFacts, ...]
    raid: RaidFacts | None = None  # None where the snapshot kept nothing of it
    points: tuple[PointFacts, ...] | None = None  # asks and challenges; None as above
    changes: tuple[ChangeFacts, ...] | None = None  # the same
    descents: tuple[DescentFacts, ...] = ()
    published: tuple[str, ...] = ()  # references of the rows that the plan was published with
    dependencies: tuple[DependencyFacts, ...] | None = None  # as the register
    editions: EditionsFacts | None = None  # the same
    restructurings: tuple[RestructuringFacts, ...] = ()  # programmes begun, closed, rows moved
    money: MoneyFacts | None = None  # savings by year and sales of assets; None as the register
    benefits: tuple[BenefitRecord, ...] | None = None  # each with every reading; None the same
    judged: JudgedFacts | None = None  # what commissioners judged of tests; None the same
    runway: RunwayKept | None = None  # what the runway needs beside requirements; None the same
    budgets: tuple[BudgetOf, ...] | None = None  # of every programme; None the same
    evidence: tuple[IndexedFacts, ...] | None = None  # an index of what is in use; None the same
    assurance: AssuranceKept | None = None  # what was said around requirements; None the same
    boards: BoardsFacts | None = None  # the last meetings and their actions; None the same
    commissioners: tuple[CommissionerFacts, ...] | None = None  # who they are; None the same
    not_kept: tuple[str, ...] = ()  # dotted names, such as "programmes.ret_before"

    @property
    def keeps_dimensions(self) -> bool:
        """Tell whether it kept what SAOs judge beside their ratings: schema 7 was the first."""
        return "programmes.ret.ratings.dimensions" not in self.not_kept

    @property
    def keeps_official_words(self) -> bool:
        """Tell whether it kept the official words of the Assurance Plan, none loaded included."""
        return "outcomes.requirements.official" not in self.not_kept

    @property
    def milestones(self) -> list[MilestoneFacts]:
        """Return the milestones in force, in the plan's order."""
        return [row for programme in self.programmes for row in programme.milestones]

    @property
    def requirements(self) -> list[RequirementFacts]:
        """Return the commissioners' requirements, by outcome."""
        return [row for outcome in self.outcomes for row in outcome.requirements]


@dataclass(frozen=True, kw_only=True, slots=True)
class StoodAt:
    """What the last pack said of one milestone, as far as a change of it is told."""

    delivery: Delivery | None
    forecast: PlanDate | None
    baseline_number: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyFacts:
    """What "changes since the last pack" compares with: of a snapshot, and by reference."""

    month: date
    taken_at: datetime
    sha256: str  # of that snapshot
    received: Mapping[str, bool]
    ratings: Mapping[str, Mapping[Voice, Rating]]  # those that counted
    milestones: Mapping[str, StoodAt]
    judgements: Mapping[str, Mapping[Speaker, Judgement]]
