"""Facts in, frozen dataclasses out: what one edition prints. Pure: no database, no clock.

Figures are made by the apps' `figures`; a context adds order, sections and charts. Longer than
most, since every part of a pack is named here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from string import ascii_uppercase

from assurance.facts import TestFacts
from assurance.facts.hidden import ALL_SHOWN, HiddenResults
from assurance.figures.outcomes import due_by, passed
from assurance.figures.requirements import RequirementLine
from kpis.figures import IndicatorLine
from packs.contents import OF_PART, Contents, Section, contents_of
from packs.context.actions import ActionsPage, actions_page
from packs.context.change_control import ChangeControlPage, change_control_page
from packs.context.cover import Headline, headline_of
from packs.context.delivery import HighlightReport, by_aim, reports
from packs.context.dependencies import DependenciesPage, dependencies_page, network_of
from packs.context.due import (
    DueGroup,
    ReadinessPage,
    due_groups,
    longest_first,
    passed_groups,
    readiness_page,
)
from packs.context.edition import EditionPage, edition_page
from packs.context.exempt import ExemptPage, exempt_page
from packs.context.extract import ExtractPage, extract_page
from packs.context.forward import Coming, ForwardPage, forward_page
from packs.context.frame import Calendar, Control, Edition, commissioners_in_words, control
from packs.context.heat import HeatPage, heat_page
from packs.context.kpis import SCORECARD, KpisPage, kpis_page
from packs.context.linked import delivery_of
from packs.context.milestones import MilestonesPage, milestones_page
from packs.context.money import MoneyPage, money_page
from packs.context.news import NewsPage, news_page
from packs.context.onward import OnwardPage, onward_page
from packs.context.outcomes import OutcomePage, outcome_pages, wording_of
from packs.context.points import DecisionsPage, decisions_page
from packs.context.questions import QuestionsPage, questions_page
from packs.context.recommendations import RecommendationsPage, recommendations_page
from packs.context.requests import RequestsPage, requests_page
from packs.context.risks import RisksPage, risks_page
from packs.context.runway import RunwayPage, runway_page
from packs.context.shown import Shown, shown_of
from packs.context.stands import Picture, pictures
from packs.context.step_down import StepDownPage, step_down_page
from packs.context.tables import TablesPage, tables_page
from packs.facts import KeyFacts, PlanFacts
from packs.facts.classification import NOTHING_HIDDEN, HiddenTotals, WithheldCount
from packs.facts.edition import PinnedFacts
from packs.figures.changes import PackChanges, pack_changes
from packs.figures.confidence import DataConfidence, confidence_of
from packs.figures.held import Held, withheld_page
from packs.figures.returns import outside_of
from packs.words import PackFile
from programmes.figures.editions import SideBySide, side_by_side
from programmes.figures.occurrences import OccurrenceCounts, count_occurrences
from programmes.figures.positions import position_of
from programmes.figures.programmes import programmes_in_words

__all__ = ["Edition", "PackContext", "compose"]


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
        return self._kept(self.contents.body)

    @property
    def annex(self) -> list[Section]:
        """Return its annexes without those that the snapshot kept nothing of."""
        return self._kept(self.contents.annex)

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

    def _kept(self, sections: Iterable[Section]) -> list[Section]:
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


def compose(
    plan: PlanFacts,
    edition: Edition,
    *,
    sha256: str,
    before: KeyFacts | None,
    last: PlanFacts | None = None,
    pinned: PinnedFacts | None = None,
    held: Sequence[WithheldCount] = (),
    hidden: HiddenTotals = NOTHING_HIDDEN,
    not_shown: HiddenResults = ALL_SHOWN,
) -> PackContext:
    """Return what one edition of a snapshot prints.

    `sha256` is the snapshot's hash; `before` is what the pack is compared with, None for the first,
    and `last` that whole month, None where key facts alone were kept; `pinned` is what the edition
    prints beside its snapshot, None of a pack from before anything was; `held` is what of the month
    is not public, and a public edition is made of a plan without it; `hidden` is what then cannot
    be added up, `not_shown` the results that it leaves out.
    """
    calendar = Calendar.of(plan)
    found = network_of(plan, calendar)
    rows = reports(plan, calendar, before, found.lines if found else None)
    milestones = [line for row in rows for line in row.milestones]
    withheld = withheld_page(held, edition.audience)
    shown = shown_of(held if withheld else ())
    delivery = delivery_of(plan, milestones, calendar)
    pages = outcome_pages(plan, calendar, delivery, not_shown, lacks_evidence=shown.lacks_evidence)
    requirements = [line for page in pages for line in page.requirements]
    changes = pack_changes(plan, before, not_shown) if before else None
    since = before.taken_at if before else None
    due = due_by(requirements, calendar.two_quarters_on())
    actions = actions_page(plan, forum=edition.forum)
    decisions = decisions_page(plan, forum=edition.forum, since=since)
    control_page = change_control_page(plan, calendar, since=since)
    late, part = milestones_page(rows, calendar), edition.extract and edition.extract.is_part
    money = money_page(plan, calendar, hidden, is_part=bool(part))
    requests = requests_page(plan, calendar, since=since)
    exempt = exempt_page(plan, pinned, edition.audience)
    marking = exempt.marking if exempt else ""
    document = control(plan, edition, sha256=sha256, held=held, marking=marking)
    return PackContext(
        forum=edition.forum,
        control=document,
        calendar=calendar,
        headline=headline_of(plan, calendar, rows, requirements),
        changes=changes,
        news=news_page(plan, changes, last, requirements, hidden, not_shown),
        edition=edition_page(pinned, rows, calendar),
        extract=extract_page(edition.extract, document, rows),
        exempt=exempt,
        held=Held(counts=tuple(held)),
        withheld=withheld,
        hidden=hidden,
        shown=shown,
        reports=rows,
        keeps_dimensions=plan.keeps_dimensions,
        milestones=late,
        stands=pictures(plan, calendar),
        programmes=programmes_in_words(map(outside_of, plan.programmes)),
        aims=by_aim(rows),
        tests=plan.tests,
        outcomes=pages,
        wording=wording_of(requirements) if plan.keeps_official_words else "",
        due=tuple(due),
        due_groups=due_groups(due, calendar),
        passed_groups=passed_groups(passed(requirements), calendar),
        due_until=calendar.two_quarters_on(),
        passed=tuple(passed(requirements)),
        confidence=confidence_of(plan, [line for row in rows for line in row.milestones]),
        kpis=kpis_page(plan, calendar),
        actions=actions,
        decisions=decisions,
        risks=risks_page(plan, calendar, since=since),
        change_control=control_page,
        money=money,
        runway=runway_page(plan, calendar, not_shown),
        heat=heat_page(plan, requirements, calendar, not_shown),
        questions=questions_page(plan),
        requests=requests,
        recommendations=recommendations_page(plan, calendar),
        step_down=step_down_page(
            plan,
            since=since,
            passed=[line.ref for line in passed(requirements)],
            lacks_evidence=shown.lacks_evidence,
            not_shown=not_shown,
        ),
        dependencies=dependencies_page(found),
        commissioners=commissioners_in_words(plan),
        onward=onward_page(
            plan,
            calendar,
            asks=decisions_page(plan, forum="irb", since=since),
            changes=control_page,
            requests=requests,
        ),
        forward=forward_page(
            Coming(
                milestones=late,
                lines=milestones,
                due=due,
                actions=actions,
                asks=decisions,
                requests=requests,
                money=money,
                handovers=found.lines if found else (),
            ),
            calendar,
        ),
        editions=_editions(plan, calendar),
    )


def _editions(plan: PlanFacts, calendar: Calendar) -> SideBySide | None:
    """Return the plan's editions side by side (Rule 18b)."""
    if plan.editions is None:
        return None
    rows = [position_of(row) for row in plan.milestones]
    return side_by_side(plan.editions, rows, measured=calendar.measured)
