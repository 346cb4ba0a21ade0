"""Facts in, frozen dataclasses out: what one edition prints. Pure: no database, no clock.

Figures are made by the apps' `figures`; a context adds order, sections and charts.
"""

from dataclasses import dataclass
from datetime import date

from assurance.facts import TestFacts
from assurance.figures.outcomes import due_by, passed, tallies
from assurance.figures.requirements import RequirementLine
from assurance.rules import Tally
from assurance.words import Speaker
from irp.facts import ErratumFacts
from packs.contents import (
    CHANGE_CONTROL,
    CONTENTS,
    DECISIONS,
    KPIS,
    MONEY,
    RISKS,
    RUNWAY,
    STEP_DOWN,
    Section,
)
from packs.context.change_control import ChangeControlPage, change_control_page
from packs.context.delivery import HighlightReport, by_aim, reports
from packs.context.dependencies import DependenciesPage, dependencies_page, network_of
from packs.context.frame import Calendar, Control, Edition, control
from packs.context.kpis import FACT as KPI_TARGETS
from packs.context.kpis import KpisPage, kpis_page
from packs.context.money import MoneyPage, money_page
from packs.context.outcomes import OutcomePage, outcome_pages
from packs.context.points import DecisionsPage, decisions_page
from packs.context.risks import RisksPage, risks_page
from packs.context.runway import RunwayPage, runway_page
from packs.context.stands import Picture, pictures
from packs.context.step_down import StepDownPage, step_down_page
from packs.facts import KeyFacts, PlanFacts
from packs.figures.changes import PackChanges, pack_changes
from packs.figures.headline import differing, latest_against_b0
from packs.figures.returns import outside_of
from programmes.figures.counts import MilestoneCounts, count
from programmes.figures.editions import SideBySide, side_by_side
from programmes.figures.milestones import MilestoneLine
from programmes.figures.occurrences import OccurrenceCounts, count_occurrences
from programmes.figures.positions import position_of
from programmes.figures.programmes import ProgrammeLine, programmes_in_words
from programmes.figures.ratings import RatingGroup, RatingLine, rating_groups
from programmes.words import Rating, Silence

WORST_NAMED = 5

__all__ = ["Edition", "PackContext", "compose"]


@dataclass(frozen=True, kw_only=True)
class Headline:
    """What page 1 says on its own: counts, then the worst by name (Rule 6)."""

    missing: tuple[HighlightReport, ...]
    sao: tuple[RatingGroup[ProgrammeLine], ...]
    cpmo: tuple[RatingGroup[ProgrammeLine], ...]
    differing: tuple[ProgrammeLine, ...]
    milestones: MilestoneCounts
    worst: tuple[MilestoneLine, ...]
    judgements: tuple[tuple[Speaker, Tally], ...]
    passed: tuple[RequirementLine, ...]


@dataclass(frozen=True, kw_only=True)
class DataConfidence:
    """What a reader should know of the figures before leaning on them."""

    stale: tuple[MilestoneLine, ...]
    never: int
    before: tuple[MilestoneLine, ...]  # never reported here, and taken over from an earlier tracker
    rebaselined: tuple[MilestoneLine, ...]
    errata: tuple[ErratumFacts, ...]


@dataclass(frozen=True, kw_only=True)
class PackContext:
    """Everything one pack prints."""

    forum: str
    control: Control
    calendar: Calendar
    sections: tuple[Section, ...]
    headline: Headline
    changes: PackChanges | None
    reports: tuple[HighlightReport, ...]
    keeps_dimensions: bool  # of the reports; an older snapshot kept none of them
    stands: tuple[Picture, ...]  # where the plan stands, drawn
    programmes: str  # how many report and how many do not, "" where all of them do
    aims: tuple[tuple[str, tuple[HighlightReport, ...]], ...]
    tests: tuple[TestFacts, ...]
    outcomes: tuple[OutcomePage, ...]
    due: tuple[RequirementLine, ...]
    due_until: date
    passed: tuple[RequirementLine, ...]
    confidence: DataConfidence
    kpis: KpisPage | None  # None where the snapshot kept nothing of their targets
    decisions: DecisionsPage | None  # None where the snapshot kept nothing of asks
    risks: RisksPage | None  # None where the snapshot kept nothing of them
    change_control: ChangeControlPage | None  # the same
    money: MoneyPage | None  # the same
    step_down: StepDownPage | None  # None where the snapshot kept nothing of it
    runway: RunwayPage | None  # the same
    dependencies: DependenciesPage | None  # as the risks
    editions: SideBySide | None  # None while the plan has one edition, and where it kept none

    @property
    def occurrences(self) -> OccurrenceCounts | None:
        """Return the counts of all occurrences of recurring milestones, None where none recurs.

        So it is in a body of before schema 4, which kept nothing of them.
        """
        lines = (line for row in self.reports for line in row.milestones)
        return count_occurrences(line.recurring for line in lines)

    @property
    def has_requirements(self) -> bool:
        """Tell whether any requirement stands in the plan."""
        return any(page.requirements for page in self.outcomes)


def compose(
    plan: PlanFacts, edition: Edition, *, sha256: str, before: KeyFacts | None
) -> PackContext:
    """Return what one edition of a snapshot prints.

    `sha256` is the snapshot's hash; `before` is what the pack is compared with, None for the first.
    """
    calendar = Calendar.of(plan)
    found = network_of(plan, calendar)
    rows = reports(plan, calendar, before, found.lines if found else None)
    pages = outcome_pages(plan, calendar)
    requirements = [line for page in pages for line in page.requirements]
    return PackContext(
        forum=edition.forum,
        control=control(plan, edition, sha256=sha256),
        calendar=calendar,
        sections=_sections(plan, edition),
        headline=_headline(plan, calendar, rows, requirements),
        changes=pack_changes(plan, before) if before else None,
        reports=rows,
        keeps_dimensions=plan.keeps_dimensions,
        stands=pictures(plan, calendar),
        programmes=programmes_in_words(map(outside_of, plan.programmes)),
        aims=by_aim(rows),
        tests=plan.tests,
        outcomes=pages,
        due=tuple(due_by(requirements, calendar.two_quarters_on())),
        due_until=calendar.two_quarters_on(),
        passed=tuple(passed(requirements)),
        confidence=_confidence(plan, rows),
        kpis=kpis_page(plan, calendar),
        decisions=decisions_page(
            plan, forum=edition.forum, since=before.taken_at if before else None
        ),
        risks=risks_page(plan, calendar, since=before.taken_at if before else None),
        change_control=change_control_page(
            plan, calendar, since=before.taken_at if before else None
        ),
        money=money_page(plan, calendar),
        runway=runway_page(plan, calendar),
        step_down=step_down_page(plan, requirements, since=before.taken_at if before else None),
        dependencies=dependencies_page(found),
        editions=_editions(plan, calendar),
    )


def _sections(plan: PlanFacts, edition: Edition) -> tuple[Section, ...]:
    """Return a forum's sections, without those that the snapshot kept nothing of."""
    left_out = {RISKS} if plan.raid is None else set()
    left_out |= {DECISIONS} if plan.points is None else set()
    left_out |= {CHANGE_CONTROL} if plan.changes is None else set()
    left_out |= {RUNWAY} if plan.runway is None else set()
    left_out |= {STEP_DOWN} if plan.judged is None else set()
    left_out |= {MONEY} if plan.money is None else set()
    left_out |= {KPIS} if KPI_TARGETS in plan.not_kept else set()
    return tuple(section for section in CONTENTS[edition.forum] if section not in left_out)


def _editions(plan: PlanFacts, calendar: Calendar) -> SideBySide | None:
    """Return the plan's editions side by side (Rule 18b)."""
    if plan.editions is None:
        return None
    rows = [position_of(row) for row in plan.milestones]
    return side_by_side(plan.editions, rows, measured=calendar.measured)


def _headline(
    plan: PlanFacts,
    calendar: Calendar,
    rows: tuple[HighlightReport, ...],
    requirements: list[RequirementLine],
) -> Headline:
    lines = [line for row in rows for line in row.milestones]
    programmes = [row.line for row in rows]
    return Headline(
        missing=tuple(row for row in rows if not row.line.is_received),
        sao=rating_groups(programmes, said=lambda line: _said(line.sao_rating)),
        cpmo=rating_groups(programmes, said=lambda line: _said(line.cpmo_rating)),
        differing=tuple(differing(programmes)),
        milestones=count(plan.milestones, measured=calendar.measured, month=plan.period.month),
        worst=tuple(latest_against_b0(lines, most=WORST_NAMED)),
        judgements=tallies(requirements),
        passed=tuple(passed(requirements)[:WORST_NAMED]),
    )


def _said(line: RatingLine | None) -> Rating | Silence | None:
    return (line.rating or line.silence) if line else None


def _confidence(plan: PlanFacts, rows: tuple[HighlightReport, ...]) -> DataConfidence:
    lines = [line for row in rows for line in row.milestones]
    return DataConfidence(
        stale=tuple(line for line in lines if line.is_stale),
        never=sum(line.month is None and line.opening is None for line in lines),
        before=tuple(line for line in lines if line.opening),
        rebaselined=tuple(line for line in lines if line.baseline_number),
        errata=plan.errata,
    )
