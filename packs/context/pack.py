"""Everything that one edition prints, each part by its name, and its sections in their order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from string import ascii_uppercase

from assurance.facts import TestFacts
from assurance.figures.requirements import RequirementLine
from kpis.figures import IndicatorLine
from packs.contents import OF_PART, Contents, Section, contents_of
from packs.context.actions import ActionsPage
from packs.context.change_control import ChangeControlPage
from packs.context.cover import Headline
from packs.context.delivery import HighlightReport
from packs.context.dependencies import DependenciesPage
from packs.context.due import DueGroup, ReadinessPage, longest_first, readiness_page
from packs.context.edition import EditionPage
from packs.context.exempt import ExemptPage
from packs.context.extract import ExtractPage
from packs.context.forward import ForwardPage
from packs.context.frame import Calendar, Control
from packs.context.heat import HeatPage
from packs.context.kpis import SCORECARD, KpisPage
from packs.context.milestones import MilestonesPage
from packs.context.money import MoneyPage
from packs.context.news import NewsPage
from packs.context.onward import OnwardPage
from packs.context.outcomes import OutcomePage
from packs.context.points import DecisionsPage
from packs.context.questions import QuestionsPage
from packs.context.recommendations import RecommendationsPage
from packs.context.requests import RequestsPage
from packs.context.risks import RisksPage
from packs.context.runway import RunwayPage
from packs.context.shown import Shown
from packs.context.stands import Picture
from packs.context.step_down import StepDownPage
from packs.context.tables import TablesPage, tables_page
from packs.facts.classification import HiddenTotals
from packs.figures.changes import PackChanges
from packs.figures.confidence import DataConfidence
from packs.figures.held import Held
from packs.words import PackFile
from programmes.figures.editions import SideBySide
from programmes.figures.occurrences import OccurrenceCounts, count_occurrences


@dataclass(frozen=True, kw_only=True)
class PackContext:
    """Everything one pack prints."""

    forum: str
    control: Control
    calendar: Calendar
    headline: Headline
    changes: PackChanges | None
    news: NewsPage | None  # None in the first pack
    edition: EditionPage | None  # None of a pack from before anything was pinned
    extract: ExtractPage | None  # None of what is for a board or for everybody
    exempt: ExemptPage | None  # of the exempt part of an extract alone
    held: Held  # what of it is not public
    withheld: Held | None  # what a public edition leaves out; None of the whole edition
    hidden: HiddenTotals  # what it cannot add up
    shown: Shown  # what its counts are of
    reports: tuple[HighlightReport, ...]
    keeps_dimensions: bool  # of the reports; an older snapshot kept none of them
    milestones: MilestonesPage
    stands: tuple[Picture, ...]  # where the plan stands, drawn
    programmes: str  # how many report and how many do not, "" where all of them do
    aims: tuple[tuple[str, tuple[HighlightReport, ...]], ...]
    tests: tuple[TestFacts, ...]
    outcomes: tuple[OutcomePage, ...]
    wording: str  # how many requirements have official words; "" where none were kept (24d)
    due: tuple[RequirementLine, ...]
    due_groups: tuple[DueGroup, ...]
    passed_groups: tuple[DueGroup, ...]
    due_until: date
    passed: tuple[RequirementLine, ...]
    confidence: DataConfidence
    kpis: KpisPage | None  # None where the snapshot kept nothing of their targets
    actions: ActionsPage | None  # None where the snapshot kept nothing of meetings
    decisions: DecisionsPage | None  # None where the snapshot kept nothing of asks
    risks: RisksPage | None  # None where the snapshot kept nothing of them
    change_control: ChangeControlPage | None  # the same
    money: MoneyPage | None  # the same
    step_down: StepDownPage | None  # None where the snapshot kept nothing of it
    runway: RunwayPage | None  # the same
    heat: HeatPage
    questions: QuestionsPage | None  # None where the snapshot kept nothing of the answers
    requests: RequestsPage | None  # None where the snapshot kept nothing of them
    recommendations: RecommendationsPage | None  # the same
    dependencies: DependenciesPage | None  # as the risks
    commissioners: str | None  # who they are, in words; None where the snapshot did not keep it
    onward: OnwardPage | None  # as the risks
    forward: ForwardPage
    editions: SideBySide | None  # None while the plan has one edition, and where it kept none

    @property
    def contents(self) -> Contents:
        """Return what its board reads, or the committee that it is for."""
        oversight = self.extract.facts.oversight if self.extract else None
        return contents_of(self.forum, self.control.audience, oversight)

    @property
    def is_part(self) -> bool:
        """Tell whether it is of a committee's programmes, and so says nothing of the whole plan."""
        return self.extract is not None and self.extract.facts.is_part

    def scope(self, section: Section) -> str:
        """Return what a section of a part is of, "" where it is of the whole plan."""
        return OF_PART.get(section.key, "") if self.is_part else ""

    @property
    def subject(self) -> str:
        """Return what a sentence says has none: the plan, or what a committee is given of it."""
        return "This extract" if self.extract else "The plan"

    @property
    def files(self) -> tuple[PackFile, ...]:
        """Return the files that it is made of."""
        return self.contents.files

    @property
    def body(self) -> list[Section]:
        """Return its sections without those that the snapshot kept nothing of."""
        return self._filled(self.contents.body)

    @property
    def annex(self) -> list[Section]:
        """Return its annexes without those that the snapshot kept nothing of."""
        return self._filled(self.contents.annex)

    @cached_property
    def readiness(self) -> ReadinessPage:
        """Return the first of the requirements whose date has passed, and of those to come."""
        return readiness_page(self.passed_groups, self.due_groups)

    def longest_passed(self, most: int) -> tuple[tuple[tuple[str, ...], str, str], ...]:
        """Return the requirements whose date passed the longest ago: which, and what date."""
        return longest_first(self.passed_groups, most)

    @property
    def kpis_named(self) -> tuple[IndicatorLine, ...]:
        """Return the indicators of the body's table: TIB's is a scorecard, the others' an annex."""
        return self.kpis.lines[:SCORECARD] if self.kpis and self.forum == "tib" else ()

    @property
    def kpis_apart(self) -> tuple[tuple[IndicatorLine, ...], tuple[IndicatorLine, ...]]:
        """Return the indicators, with and without a reading, that the body does not name all of."""
        if self.kpis is None:
            return (), ()
        read, unread = self.kpis.lines, self.kpis.unread
        return (
            read if len(self.kpis_named) < len(read) else (),
            unread if len(self.kpis.unread_named) < len(unread) else (),
        )

    @cached_property
    def tables(self) -> TablesPage | None:
        """Return the tables that sections of the body print the first rows of, None for none."""
        return tables_page(
            self.kpis_apart,
            self.money,
            self.readiness,
            (self.passed_groups, self.due_groups),
            printed={section.key for section in self.body},
        )

    def _filled(self, sections: Iterable[Section]) -> list[Section]:
        return [
            section
            for section in sections
            if not section.needs or getattr(self, section.needs) is not None
        ]

    def printed(self, file: PackFile) -> list[Section]:
        """Return the sections of one of its files, in order."""
        if file is PackFile.ANNEX:
            return self.annex
        return self.body if self.contents.annex_apart else [*self.body, *self.annex]

    @cached_property
    def places(self) -> dict[str, str]:
        """Return what stands before the heading of each section: "3", "Annex B"."""
        numbers = {section.key: str(number) for number, section in enumerate(self.body, start=1)}
        letters = zip(self.annex, ascii_uppercase, strict=False)
        return numbers | {section.key: f"Annex {letter}" for section, letter in letters}

    @property
    def occurrences(self) -> OccurrenceCounts | None:
        """Return the counts of all occurrences of recurring milestones, None where none recurs.

        So it is in a body of before schema 4, which kept nothing of them.
        """
        lines = (line for row in self.reports for line in row.milestones)
        return count_occurrences(line.recurring for line in lines)

    @property
    def long_words(self) -> list[HighlightReport] | None:
        """Return the reports with words too long for their side; None where none has any."""
        return [row for row in self.reports if row.is_cut] or None

    @property
    def has_requirements(self) -> bool:
        """Tell whether any requirement stands in the plan."""
        return any(page.requirements for page in self.outcomes)
