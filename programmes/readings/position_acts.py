"""Acts that positions rest on: baselines, what was taken over, steps on completions (DESIGN 2a)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from django.db.models import CharField, DateField, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Cast

from irp.querysets import Keys, keys_in
from irp.readings import Source, rows_of
from programmes.models import Baseline, CompletionAct, OpeningRow
from programmes.readings.reported import SlimReport
from programmes.rules.completion import StepOnCompletion
from programmes.words import RECEIVED, CompletionStep, ReturnState

_NO_DAY = Value(None, output_field=DateField())
_NO_WORD = Value("", output_field=CharField())
_NO_KEY = Value(0, output_field=IntegerField())
_OF_ONE = Cast("milestone_id", TextField())
AS_DATED = ("keys", "number", _NO_WORD, _NO_DAY, "end_latest", _NO_KEY, _NO_WORD)
AS_OPENED = (_OF_ONE, "pk", "delivery", "actual_on", "forecast_latest", _NO_KEY, _NO_WORD)
AS_DONE = (_OF_ONE, "pk", "what", "actual_on", _NO_DAY, "ret_id", "ret__state")
STEPS = {step.value: step for step in CompletionStep}


@dataclass
class PositionActs:
    """What acts say, by milestone: the last days of its baselines, B0 first; the newest others."""

    ends: dict[int, tuple[date | None, ...]] = field(default_factory=dict)
    openings: dict[int, SlimReport] = field(default_factory=dict)  # of earlier trackers
    steps: dict[int, StepOnCompletion] = field(default_factory=dict)  # on completions


def position_acts(
    source: Source,
    scope: Mapping[str, Any],
    inside: frozenset[int] | None,
    states: Mapping[int, str] | None,
) -> PositionActs:
    """Return baselines, what was taken over and acts on completions, the newest; one statement.

    `states` are those of returns at a past moment, None for now. An act in a return that was
    written down later counts as signed, as a report does not.
    """
    found = PositionActs()
    rows = rows_of(_dates_and_acts, until=source.at, **scope)
    for joined, _, word, actual_on, latest, ret, state in sorted(rows, key=itemgetter(1)):
        keys = keys_in(joined)
        if word in STEPS:
            was = state if states is None else states.get(ret, ReturnState.SIGNED)
            if inside is None or keys[0] in inside or was in RECEIVED:
                found.steps[keys[0]] = StepOnCompletion(STEPS[word], actual_on)
        elif word:
            found.openings[keys[0]] = SlimReport(None, word, actual_on, latest)
        else:
            alone = (latest,)
            for key in keys:
                found.ends[key] = (*found.ends[key], latest) if key in found.ends else alone
    return found


def _dates_and_acts(*, until: datetime, **scope: Any) -> QuerySet[CompletionAct, Any]:
    """Return each act of one milestone, and of baselines those of one day and number together."""
    every = Baseline.objects.filter(at__lte=until, **scope).order_by()
    dated = every.values("number", "end_latest").annotate(keys=Keys("milestone_id"))
    opened = OpeningRow.objects.filter(at__lte=until, **scope).order_by()
    done = CompletionAct.objects.filter(at__lte=until, **scope).order_by()
    others = (dated.values_list(*AS_DATED), opened.values_list(*AS_OPENED))
    # First the acts: they have a number in each column of numbers, where the ORM would else
    # make one of every row's.
    return done.values_list(*AS_DONE).union(*others, all=True)
