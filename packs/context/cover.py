"""What page 1 says by itself, and how far its figures reach (PAGES 6)."""

from dataclasses import dataclass

from assurance.figures.outcomes import PassedDates, passed_dates, tallies
from assurance.figures.requirements import RequirementLine
from assurance.rules import Tally
from assurance.words import Speaker
from irp.rules.financial_years import financial_year
from packs.context.delivery import HighlightReport
from packs.context.frame import Calendar
from packs.facts import PlanFacts
from packs.figures.headline import latest_against_b0
from packs.figures.not_received import NotReceived, not_received
from packs.figures.returns import count_signed_late
from programmes.facts.savings import YearFacts
from programmes.figures.counts import MilestoneCounts, count
from programmes.figures.milestones import MilestoneLine
from programmes.figures.programmes import (
    ProgrammeLine,
    ReturnsSigned,
    differing,
    returns_signed,
)
from programmes.figures.ratings import RatingGroup, RatingLine, rating_groups
from programmes.words import Rating, Silence

WORST_NAMED = 5


@dataclass(frozen=True, kw_only=True)
class Headline:
    """What page 1 says on its own: counts, then the worst by name (Rule 6)."""

    returns: ReturnsSigned
    missing: tuple[HighlightReport, ...]
    late: int  # returns signed after the sign-off day (Rule 17)
    not_received: NotReceived
    sao: tuple[RatingGroup[ProgrammeLine], ...]
    cpmo: tuple[RatingGroup[ProgrammeLine], ...]
    differing: tuple[ProgrammeLine, ...]
    milestones: MilestoneCounts
    worst: tuple[MilestoneLine, ...]
    judgements: tuple[tuple[Speaker, Tally], ...]
    dates_passed: PassedDates


def headline_of(
    plan: PlanFacts,
    calendar: Calendar,
    rows: tuple[HighlightReport, ...],
    requirements: list[RequirementLine],
) -> Headline:
    """Return what page 1 says."""
    lines = [line for row in rows for line in row.milestones]
    programmes = [row.line for row in rows]
    return Headline(
        returns=returns_signed(line.state for line in programmes),
        missing=tuple(row for row in rows if not row.line.is_received),
        late=count_signed_late(row.is_signed_late for row in rows),
        not_received=not_received(
            [(row.line, row.vacant) for row in rows], requirements, _savings_of(plan)
        ),
        sao=rating_groups(programmes, says=lambda line: _rating_or_silence(line.sao_rating)),
        cpmo=rating_groups(programmes, says=lambda line: _rating_or_silence(line.cpmo_rating)),
        differing=tuple(differing(programmes)),
        milestones=count(plan.milestones, measured=calendar.measured, month=plan.period.month),
        worst=tuple(latest_against_b0(lines, most=WORST_NAMED)),
        judgements=tallies(requirements),
        dates_passed=passed_dates(requirements),
    )


def _savings_of(plan: PlanFacts) -> YearFacts | None:
    """Return the savings of the month's financial year, None where nothing is kept of them."""
    year = financial_year(plan.period.month)
    every = plan.money.years if plan.money else ()
    return next((savings for savings in every if savings.year == year), None)


def _rating_or_silence(line: RatingLine | None) -> Rating | Silence | None:
    return (line.rating or line.silence) if line else None
