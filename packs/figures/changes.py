"""Changes since the last pack: a pure function of two frozen months' facts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from assurance.facts.hidden import ALL_SHOWN, HiddenResults
from assurance.words import SPEAKERS, Judgement, Speaker
from irp.rules.plan_dates import PlanDate, slip_days
from packs.facts import KeyFacts, PlanFacts
from packs.figures.key_facts import ratings_before, reporting
from programmes.facts import MilestoneFacts, ProgrammeFacts
from programmes.figures.milestones import newest_that_counts
from programmes.figures.ratings import RatingLine, rating_lines
from programmes.words import Delivery


@dataclass(frozen=True, kw_only=True)
class RatingMove:
    """A voice's rating that differs from the last pack's."""

    ref: str
    programme: str
    was: RatingLine
    now: RatingLine


@dataclass(frozen=True, kw_only=True)
class ForecastMove:
    """A forecast that moved; later is positive, None where a date names no day."""

    ref: str
    title: str
    was: PlanDate
    now: PlanDate
    days: int | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class DeliveryMove:
    """A milestone whose delivery status changed."""

    ref: str
    title: str
    was: Delivery | None
    now: Delivery | None


@dataclass(frozen=True, kw_only=True)
class BaselineMove:
    """A milestone held to a new baseline by an approved change (Rule 9)."""

    ref: str
    title: str
    was: int
    now: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReturnMove:
    """A programme that reported in one of the two periods only."""

    ref: str
    programme: str
    was_received: bool
    is_received: bool


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


@dataclass(frozen=True, kw_only=True)
class PackChanges:
    """Everything that differs from the pack before; `since` is that pack's month."""

    since: date
    taken_at: datetime
    sha256: str
    ratings: tuple[RatingMove, ...]
    forecasts: tuple[ForecastMove, ...]  # those that moved latest first
    deliveries: tuple[DeliveryMove, ...]
    baselines: tuple[BaselineMove, ...]
    returns: tuple[ReturnMove, ...]
    judgements: tuple[JudgementMove, ...]
    again: tuple[JudgedAgain, ...]  # by time
    wording: tuple[NewWords, ...]  # in the plan's order
    hidden: int = 0  # judgements of which it is not shown whether they changed (24e)

    def again_by(self, speaker: str) -> list[JudgedAgain]:
        """Return what one speaker judged anew with the same result."""
        return [judged for judged in self.again if judged.speaker == speaker]

    @property
    def later(self) -> int:
        """Return how many forecasts moved later."""
        return sum(1 for move in self.forecasts if (move.days or 0) > 0)

    @property
    def earlier(self) -> int:
        """Return how many forecasts moved earlier."""
        return sum(1 for move in self.forecasts if (move.days or 0) < 0)


def pack_changes(
    plan: PlanFacts, before: KeyFacts, not_shown: HiddenResults = ALL_SHOWN
) -> PackChanges:
    """Return what changed since the pack before, of what is shown."""
    milestones = plan.milestones
    return PackChanges(
        since=before.month,
        taken_at=before.taken_at,
        sha256=before.sha256,
        ratings=tuple(_ratings(plan, before)),
        forecasts=tuple(
            sorted(_forecasts(milestones, before), key=lambda move: (-(move.days or 0), move.ref))
        ),
        deliveries=tuple(_deliveries(milestones, before)),
        baselines=tuple(_baselines(milestones, before)),
        returns=tuple(_returns(reporting(plan), before)),
        judgements=tuple(_judgements(plan, before, not_shown)),
        again=tuple(
            sorted(_again(plan, before, not_shown), key=lambda judged: (judged.at, judged.ref))
        ),
        wording=tuple(_new_words(plan, since=before.taken_at)),
        hidden=sum(not_shown.hides(row.ref, who) for row in plan.requirements for who in SPEAKERS),
    )


def _ratings(plan: PlanFacts, before: KeyFacts) -> Iterator[RatingMove]:
    for row in reporting(plan):
        was = ratings_before(before, row.ref)
        for now in rating_lines(row.ret, month=plan.period.month, is_open=False) if was else ():
            if was[now.voice].rating != now.rating:
                yield RatingMove(ref=row.ref, programme=row.name, was=was[now.voice], now=now)


def _forecasts(rows: Iterable[MilestoneFacts], before: KeyFacts) -> Iterator[ForecastMove]:
    for row in rows:
        report, last = newest_that_counts(row.reports), before.milestones.get(row.ref)
        was = last.forecast if last else None
        if report is None or was is None or not report.delivery.is_open:
            continue
        if _spoken(was) != _spoken(report.forecast):
            yield ForecastMove(
                ref=row.ref,
                title=row.title,
                was=was,
                now=report.forecast,
                days=slip_days(was, report.forecast),
                reason=report.reason or report.narrative,
            )


def _spoken(day: PlanDate) -> object:
    """Return what makes two dates the same: their days, or their words where they have none."""
    return (day.earliest, day.latest) if day.is_dated else day.raw.casefold()


def _deliveries(rows: Iterable[MilestoneFacts], before: KeyFacts) -> Iterator[DeliveryMove]:
    for row in rows:
        last = before.milestones.get(row.ref)
        report = newest_that_counts(row.reports) or row.opening
        now = report.delivery if report else None
        if last is not None and last.delivery is not now:
            yield DeliveryMove(ref=row.ref, title=row.title, was=last.delivery, now=now)


def _baselines(rows: Iterable[MilestoneFacts], before: KeyFacts) -> Iterator[BaselineMove]:
    for row in rows:
        last = before.milestones.get(row.ref)
        was = last.baseline_number if last else None
        if was is not None and row.baselines and row.baselines[-1].number != was:
            now = row.baselines[-1]
            yield BaselineMove(
                ref=row.ref, title=row.title, was=was, now=now.number, reason=now.reason
            )


def _returns(rows: Iterable[ProgrammeFacts], before: KeyFacts) -> Iterator[ReturnMove]:
    for row in rows:
        was = before.received.get(row.ref)
        now = row.ret is not None and row.ret.state.is_received
        if was is not None and was != now:
            yield ReturnMove(ref=row.ref, programme=row.name, was_received=was, is_received=now)


def _judgements(
    plan: PlanFacts, before: KeyFacts, not_shown: HiddenResults
) -> Iterator[JudgementMove]:
    for row in plan.requirements:
        issued = {assessment.speaker: assessment.judgement for assessment in row.assessments}
        for speaker in SPEAKERS:
            if not_shown.hides(row.ref, speaker):
                continue
            was = before.judgements.get(row.ref, {}).get(speaker)
            now = issued.get(speaker)
            if was is not now:
                yield JudgementMove(ref=row.ref, title=row.title, speaker=speaker, was=was, now=now)


def _again(plan: PlanFacts, before: KeyFacts, not_shown: HiddenResults) -> Iterator[JudgedAgain]:
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


def _new_words(plan: PlanFacts, *, since: datetime) -> Iterator[NewWords]:
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
