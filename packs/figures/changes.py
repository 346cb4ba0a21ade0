"""Changes since the last pack: a pure function of two frozen months' facts."""

from dataclasses import dataclass
from datetime import date, datetime

from assurance.facts.hidden import ALL_SHOWN, HiddenResults
from assurance.words import SPEAKERS
from packs.facts import KeyFacts, PlanFacts
from packs.figures.delivery_changed import (
    BaselineMove,
    DeliveryMove,
    ForecastMove,
    RatingMove,
    ReturnMove,
    baselines_moved,
    deliveries_moved,
    forecasts_moved,
    ratings_moved,
    returns_moved,
)
from packs.figures.judgements_changed import (
    JudgedAgain,
    JudgementMove,
    NewWords,
    judged_again,
    judgements_moved,
    new_words,
)
from packs.figures.key_facts import reporting


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
        ratings=tuple(ratings_moved(plan, before)),
        forecasts=tuple(
            sorted(
                forecasts_moved(milestones, before), key=lambda move: (-(move.days or 0), move.ref)
            )
        ),
        deliveries=tuple(deliveries_moved(milestones, before)),
        baselines=tuple(baselines_moved(milestones, before)),
        returns=tuple(returns_moved(reporting(plan), before)),
        judgements=tuple(judgements_moved(plan, before, not_shown)),
        again=tuple(
            sorted(
                judged_again(plan, before, not_shown), key=lambda judged: (judged.at, judged.ref)
            )
        ),
        wording=tuple(new_words(plan, since=before.taken_at)),
        hidden=sum(not_shown.hides(row.ref, who) for row in plan.requirements for who in SPEAKERS),
    )
