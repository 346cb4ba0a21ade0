"""What was done on the returns of some months, as far as outlines need it (Rule 15)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import CharField, QuerySet, Value

from irp.readings import Source, rows_of
from programmes.facts.dimensions import Dimensions
from programmes.models import Confidence, ReturnStep
from programmes.readings.dimensions import JUDGED, WHY, dimensions_in
from programmes.readings.frames import ReturnFrame
from programmes.rules.ratings import ratings_that_stand
from programmes.rules.returns import submitted_at
from programmes.rules.withheld import is_unanswered
from programmes.words import ReturnState, Voice

STARTS = (ReturnState.DRAFT.value, ReturnState.SUBMITTED.value)  # from which ratings count anew


NONE = Value("", output_field=CharField())


class _Step(NamedTuple):
    from_state: str
    to_state: str
    at: datetime


class GivenRating(NamedTuple):
    """A rating that was given on a return, with what was judged beside it."""

    voice: str
    rating: str
    at: datetime
    judged: str
    why: str


class ReturnActs(NamedTuple):
    """What was done on the returns of the months shown, by their keys."""

    steps: dict[int, list[_Step]]  # those from which ratings count anew
    given: dict[int, list[GivenRating]]

    def counted(self, ret: ReturnFrame) -> dict[Voice, GivenRating]:
        """Return the ratings of a return that count."""
        if ret.key not in self.given:
            return {}
        submitted = submitted_at(self.steps.get(ret.key, ()))
        given = self.given[ret.key]
        return ratings_that_stand(state=ret.state, submitted_at=submitted, given=given)

    def judged(self, ret: ReturnFrame | None) -> Dimensions | None:
        """Return what the SAO judged beside the rating of a return that counts."""
        given = self.counted(ret).get(Voice.SAO) if ret else None
        return dimensions_in(given.judged, given.why) if given else None

    def unanswered(self, ret: ReturnFrame) -> bool:
        """Tell whether CPMO has not rated since the SAO gave the rating that counts."""
        sao = self.counted(ret).get(Voice.SAO)
        return sao is not None and is_unanswered(sao, ratings=self.given[ret.key])


def return_acts(source: Source, shown: Collection[int]) -> ReturnActs:
    """Return what was done on the returns of the months shown, in one statement."""
    every = rows_of(_steps_and_ratings, period__in=shown, at__lte=source.at)
    steps, given = defaultdict(list), defaultdict(list)
    for at, _, ret, is_step, was, now, judged, why in sorted(every, key=lambda row: row[:2]):
        if is_step:
            steps[ret].append(_Step(was, now, at))
        else:
            given[ret].append(GivenRating(was, now, at, judged, why))
    return ReturnActs(steps, given)


def _steps_and_ratings(**scope: Any) -> QuerySet[ReturnStep, Any]:
    moved = ReturnStep.objects.filter(**scope, to_state__in=STARTS).order_by()
    rated = Confidence.objects.filter(**scope).order_by()
    columns = ("at", "pk", "ret_id")
    step, rating = ("from_state", "to_state", NONE, NONE), ("voice", "rating", JUDGED, WHY)
    return moved.values_list(*columns, Value(True), *step).union(
        rated.values_list(*columns, Value(False), *rating), all=True
    )
