"""Snapshot in, frozen dataclasses out: what the templates print. Pure: no database, no clock."""

from dataclasses import dataclass
from datetime import date

from assurance.facts import TestFacts
from irp.facts import ErratumFacts
from packs.contents import CONTENTS, Section
from packs.context.changes import Changes, changes
from packs.context.delivery import (
    HighlightReport,
    RatingCount,
    by_aim,
    rating_counts,
    reports,
)
from packs.context.frame import Calendar, Control, Edition, control
from packs.context.milestones import Counts, MilestoneLine, count
from packs.context.outcomes import (
    OutcomePage,
    counted,
    due_by,
    outcomes,
    passed,
)
from packs.context.requirements import VOICES, RequirementLine
from packs.facts import KeyFacts, PlanFacts

WORST_NAMED = 5

__all__ = ["Edition", "PackContext", "compose"]


@dataclass(frozen=True, kw_only=True)
class Headline:
    """What page 1 says on its own: counts, then the worst by name (Rule 6)."""

    missing: tuple[HighlightReport, ...]
    sao: tuple[RatingCount, ...]
    cpmo: tuple[RatingCount, ...]
    unrated: tuple[HighlightReport, ...]
    apart: tuple[HighlightReport, ...]
    milestones: Counts
    worst: tuple[MilestoneLine, ...]
    voices: tuple[tuple[str, str], ...]
    passed: tuple[RequirementLine, ...]


@dataclass(frozen=True, kw_only=True)
class DataConfidence:
    """What a reader should know of the figures before leaning on them."""

    stale: tuple[MilestoneLine, ...]
    never: int
    rebaselined: tuple[MilestoneLine, ...]
    errata: tuple[ErratumFacts, ...]


@dataclass(frozen=True, kw_only=True)
class PackContext:
    """Everything one pack prints."""

    forum: str
    control: Control
    sections: tuple[Section, ...]
    headline: Headline
    changes: Changes | None
    reports: tuple[HighlightReport, ...]
    aims: tuple[tuple[str, tuple[HighlightReport, ...]], ...]
    tests: tuple[TestFacts, ...]
    outcomes: tuple[OutcomePage, ...]
    due: tuple[RequirementLine, ...]
    due_until: date
    passed: tuple[RequirementLine, ...]
    confidence: DataConfidence


def compose(
    plan: PlanFacts, edition: Edition, *, sha256: str, before: KeyFacts | None
) -> PackContext:
    """Return what one edition of a snapshot prints.

    `sha256` is the snapshot's hash; `before` is what the pack is compared with, None for the first.
    """
    calendar = Calendar.of(plan)
    rows, pages = reports(plan, calendar, before), outcomes(plan, calendar)
    return PackContext(
        forum=edition.forum,
        control=control(plan, edition, sha256=sha256),
        sections=CONTENTS[edition.forum],
        headline=_headline(rows, pages),
        changes=changes(plan, before, reports=rows, outcomes=pages, calendar=calendar)
        if before
        else None,
        reports=rows,
        aims=by_aim(rows),
        tests=plan.tests,
        outcomes=pages,
        due=tuple(due_by(pages, calendar.two_quarters_on())),
        due_until=calendar.two_quarters_on(),
        passed=tuple(passed(pages)),
        confidence=_confidence(plan, rows),
    )


def _headline(rows: tuple[HighlightReport, ...], pages: tuple[OutcomePage, ...]) -> Headline:
    lines = [line for row in rows for line in row.lines]
    missed = [line for line in lines if line.is_missed]
    worst = sorted(missed, key=lambda line: (-(line.late_against_b0 or 0), line.ref))
    requirements = [line for page in pages for line in page.requirements]
    return Headline(
        missing=tuple(row for row in rows if not row.is_received),
        sao=rating_counts((row.name, row.sao_rating) for row in rows),
        cpmo=rating_counts((row.name, row.cpmo_rating) for row in rows if not row.is_unrated),
        unrated=tuple(row for row in rows if row.is_unrated),
        apart=tuple(row for row in rows if row.divergence.startswith("CPMO")),
        milestones=count(lines),
        worst=tuple(worst[:WORST_NAMED]),
        voices=tuple(
            (name, counted([line.voices[place] for line in requirements]))
            for place, name in enumerate(VOICES.values())
        ),
        passed=tuple(passed(pages)[:WORST_NAMED]),
    )


def _confidence(plan: PlanFacts, rows: tuple[HighlightReport, ...]) -> DataConfidence:
    lines = [line for row in rows for line in row.lines]
    return DataConfidence(
        stale=tuple(line for line in lines if line.is_stale),
        never=sum(line.reported_for is None for line in lines),
        rebaselined=tuple(line for line in lines if line.baseline_number),
        errata=plan.errata,
    )
