"""What of assurance differs from the last pack: judgements, and official words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from assurance.facts.hidden import HiddenResults
from assurance.words import SPEAKERS, Judgement, Speaker
from packs.facts import KeyFacts, PlanFacts


@dataclass(frozen=True, kw_only=True)
class JudgementMove:
    """A speaker's judgement on a requirement that differs; met and then not is a regression.

    None is no judgement in force: none was given, or it was withdrawn since.
    """

    ref: str
    title: str
    speaker: Speaker
    was: Judgement | None
    now: Judgement | None

    @property
    def is_regression(self) -> bool:
        """Tell whether what was met is not any more (Rule 21)."""
        return self.was is Judgement.MET


@dataclass(frozen=True, kw_only=True)
class JudgedAgain:
    """A judgement given anew since the last pack, with the same result."""

    ref: str
    title: str
    speaker: Speaker
    judgement: Judgement
    at: datetime


@dataclass(frozen=True, kw_only=True)
class NewWords:
    """What has new official words since the last pack: "outcome 10", "PO10-T1-2" (Rule 24d)."""

    about: str
    version: int


def judgements_moved(
    plan: PlanFacts, before: KeyFacts, not_shown: HiddenResults
) -> Iterator[JudgementMove]:
    """Yield the judgements that differ, of those that are shown."""
    for row in plan.requirements:
        issued = {assessment.speaker: assessment.judgement for assessment in row.assessments}
        for speaker in SPEAKERS:
            if not_shown.hides(row.ref, speaker):
                continue
            was = before.judgements.get(row.ref, {}).get(speaker)
            now = issued.get(speaker)
            if was is not now:
                yield JudgementMove(ref=row.ref, title=row.title, speaker=speaker, was=was, now=now)


def judged_again(
    plan: PlanFacts, before: KeyFacts, not_shown: HiddenResults
) -> Iterator[JudgedAgain]:
    """Yield what was judged anew with the result that the last pack had."""
    for row in plan.requirements:
        was = before.judgements.get(row.ref, {})
        for assessment in row.assessments:
            if not_shown.hides(row.ref, assessment.speaker) or assessment.at <= before.taken_at:
                continue
            if was.get(assessment.speaker) is assessment.judgement:
                yield JudgedAgain(
                    ref=row.ref,
                    title=row.title,
                    speaker=assessment.speaker,
                    judgement=assessment.judgement,
                    at=assessment.at,
                )


def new_words(plan: PlanFacts, *, since: datetime) -> Iterator[NewWords]:
    """Yield the tests, outcomes and requirements that were given official words after a moment."""
    for test in plan.tests:
        if test.official and test.official.at > since:
            yield NewWords(about=f"test {test.number}", version=test.official.version)
    for outcome in plan.outcomes:
        if outcome.official and outcome.official.at > since:
            yield NewWords(about=f"outcome {outcome.number}", version=outcome.official.version)
        for row in outcome.requirements:
            if row.official and row.official.at > since:
                yield NewWords(about=row.ref, version=row.official.version)
