"""What changed since the last pack of a board, as packs print it: bad news first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from assurance.facts.hidden import HiddenResults
from assurance.facts.narrative import AmendmentFacts
from assurance.figures.assessments import within
from assurance.figures.requirements import RequirementLine
from irp.rules.numbers import count_in
from packs.context.frame import Calendar
from packs.context.money import YEAR_HIDDEN
from packs.context.outcomes import requirements_of
from packs.facts import PlanFacts
from packs.facts.classification import HiddenTotals
from packs.figures.changes import PackChanges
from packs.figures.measures_changed import (
    RULINGS,
    DatesMove,
    IndicatorsMove,
    SavingsMove,
    StatusMove,
    dates_moved,
    indicators_moved,
    savings_moved,
    statuses_moved,
)
from packs.figures.programme_news import (
    ProgrammeLeft,
    ProgrammeNews,
    programme_news,
    programmes_left,
)
from packs.figures.words_changed import TextChange, words_changed


@dataclass(frozen=True, kw_only=True)
class NewsPage:
    """What a pack says of changes beside the moves of single rows."""

    changed: tuple[ProgrammeNews, ...]
    unchanged: tuple[ProgrammeNews, ...]
    words: tuple[TextChange, ...] | None  # None where the last pack's facts were not kept
    left: tuple[ProgrammeLeft, ...]  # in the last pack, and owing no return any more
    statuses: tuple[StatusMove, ...]
    indicators: IndicatorsMove | None
    savings: SavingsMove | None
    savings_hidden: str  # what is said in the place of amounts that are not shown; "" otherwise
    dates: DatesMove | None
    amended: tuple[AmendmentFacts, ...] | None  # by time; None where they were not kept

    @property
    def late(self) -> int:
        """Return how many milestones are late that were not in the last pack."""
        return count_in(row.late for row in self.changed)

    @property
    def rewritten(self) -> int:
        """Return how many programmes changed the words of their returns."""
        return len({change.ref for change in self.words or ()})

    @property
    def words_by_programme(self) -> tuple[tuple[TextChange, ...], ...]:
        """Return the changes of words, those of one programme after the other."""
        groups = groupby(self.words or (), key=lambda change: change.ref)
        return tuple(tuple(changes) for _, changes in groups)


def news_page(
    plan: PlanFacts,
    changes: PackChanges | None,
    last: PlanFacts | None,
    requirements: Sequence[RequirementLine],
    hidden: HiddenTotals,
    not_shown: HiddenResults,
) -> NewsPage | None:
    """Return what changed; None in the first pack.

    `last` is the month that the pack is compared with, None where only key facts of it were kept;
    amounts of a year of `hidden`, and the results of `not_shown`, are not shown.
    """
    if changes is None:
        return None
    news = programme_news(plan, changes, last)
    moved = savings_moved(plan, last) if last else None
    before: list[RequirementLine] = []
    if last is not None:
        calendar = Calendar.of(last)
        before = [
            line
            for outcome in last.outcomes
            for line in requirements_of(outcome, last, calendar, not_shown)
        ]
    return NewsPage(
        changed=tuple(row for row in news if not row.is_unchanged),
        unchanged=tuple(row for row in news if row.is_unchanged),
        words=words_changed(plan, last) if last else None,
        left=programmes_left(plan, last) if last else (),
        statuses=statuses_moved(plan, last) if last else (),
        indicators=indicators_moved(plan, last) if last else None,
        savings=moved,
        savings_hidden=YEAR_HIDDEN if moved and moved.year in hidden.years else "",
        dates=dates_moved(requirements, before, keeps_rulings=_keep_rulings(plan, last))
        if last
        else None,
        amended=_amended(plan, since=changes.taken_at),
    )


def _amended(plan: PlanFacts, *, since: datetime) -> tuple[AmendmentFacts, ...] | None:
    """Return how commissioners amended the Assurance Plan since the last pack, of what is shown."""
    if plan.assurance is None:
        return None
    # By outcome, of which an extract has some: one that was retired is no requirement any more.
    here = tuple(f"PO{outcome.number}-" for outcome in plan.outcomes)
    found = [amendment for amendment in plan.assurance.amendments if amendment.at > since]
    rows = (
        replace(amendment, was=within(amendment.was), becomes=within(amendment.becomes))
        for amendment in found
        if amendment.requirement.startswith(here)
    )
    return tuple(sorted(rows, key=lambda amendment: (amendment.at, amendment.number)))


def _keep_rulings(*months: PlanFacts) -> bool:
    return all(RULINGS not in month.not_kept for month in months)
