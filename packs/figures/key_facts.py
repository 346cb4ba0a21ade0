"""What the next pack compares with, made of a snapshot, and what the last one said of ratings."""

from packs.facts import KeyFacts, PlanFacts, StoodAt
from packs.figures.returns import outside_of
from programmes.facts import MilestoneFacts, ProgrammeFacts
from programmes.figures.milestones import newest_that_counts
from programmes.figures.ratings import RatingLine, counted_ratings
from programmes.words import Silence, Voice


def key_facts(plan: PlanFacts, *, sha256: str) -> KeyFacts:
    """Return what the next pack compares with, of a snapshot by its hash."""
    returns = [(row.ref, row.ret) for row in reporting(plan)]
    return KeyFacts(
        month=plan.period.month,
        taken_at=plan.taken_at,
        sha256=sha256,
        received={ref: ret is not None and ret.state.is_received for ref, ret in returns},
        ratings={
            ref: {voice: rating.rating for voice, rating in counted_ratings(ret).items()}
            if ret
            else {}
            for ref, ret in returns
        },
        milestones={row.ref: _stood(row) for row in plan.milestones},
        judgements={
            row.ref: {assessment.speaker: assessment.judgement for assessment in row.assessments}
            for row in plan.requirements
        },
    )


def _stood(row: MilestoneFacts) -> StoodAt:
    report = newest_that_counts(row.reports) or row.opening
    return StoodAt(
        delivery=report.delivery if report else None,
        forecast=report.forecast if report else None,
        baseline_number=row.baselines[-1].number if row.baselines else None,
    )


def reporting(plan: PlanFacts) -> list[ProgrammeFacts]:
    """Return the programmes that owed the month a return: what is closed changes no more (18d)."""
    return [row for row in plan.programmes if outside_of(row) is None]


def ratings_before(before: KeyFacts | None, ref: str) -> dict[Voice, RatingLine]:
    """Return what each voice said of a programme in the last pack; nothing where it had none."""
    if before is None or ref not in before.received:
        return {}
    why = Silence.NOT_RATED if before.received[ref] else Silence.NOT_REPORTED
    given = before.ratings.get(ref, {})
    return {
        voice: RatingLine(
            voice=voice,
            rating=given.get(voice),
            silence=None if voice in given else why,
            month=before.month,
        )
        for voice in Voice
    }
