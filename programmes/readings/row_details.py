"""What hangs on milestone rows besides their reports, tables alike read in one statement."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    Field,
    IntegerField,
    Value,
)

from irp.readings import Source
from irp.rules.plan_dates import plan_date
from programmes.facts import BaselineFacts
from programmes.facts.takeover import OpeningFacts
from programmes.models import Baseline, CompletionAct, Occurrence, OpeningRow, RowLead
from programmes.readings.occurrences import COLUMNS as OCCURRENCE
from programmes.words import Delivery


def _none(kind: type[Field]) -> Value:
    return Value(None, output_field=kind())


_NO_WORDS = Value("", output_field=CharField())
_NO_DAY, _NO_KEY = _none(DateField), _none(IntegerField)
BASELINE = (
    "milestone_id", "number", _NO_KEY, "reason", "by_name", "by_post", "change__ref",
    "start_earliest", "start_latest", "end_earliest", "end_latest",
    "start_raw", "start_precision", "end_raw", "end_precision",
    "decided_by", "decided_on", "minute",
)  # fmt: skip
AS_A_BASELINE = (
    "milestone_id", "period_id", "ret_id", "reason", "by_name", "by_post", "what",
    "actual_on", *[_NO_DAY] * 3, *[_NO_WORDS] * 5, _NO_DAY, _NO_WORDS,
)  # fmt: skip
# What an earlier tracker said of a milestone, in the same columns.
OPENING_AS_A_BASELINE = (
    "milestone_id", "takeover_id", _NO_KEY, "said", "by_name", "by_post", "delivery",
    "actual_on", "takeover__position_on", "forecast_earliest", "forecast_latest",
    "forecast_raw", "forecast_precision", "takeover__tracker", *[_NO_WORDS] * 2, _NO_DAY,
    _NO_WORDS,
)  # fmt: skip
# A lead in the columns of an occurrence; whether it answers for the row comes last.
AS_AN_OCCURRENCE = (
    "id", "milestone_id", "starts_on", _NO_WORDS, "ended_on", _NO_WORDS, "post_id",
    _NO_KEY, _NO_KEY, _none(DateTimeField), "accountable",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class RowActs:
    """What was decided and done about milestones besides their reports, by their keys.

    Completions are by the columns of `completions`, oldest first; of openings the newest counts.
    """

    baselines: dict[int, list[BaselineFacts]]  # by number
    completions: list[tuple[Any, ...]]
    openings: dict[int, OpeningFacts]


PARTS = (
    (Baseline, BASELINE),
    (CompletionAct, AS_A_BASELINE),
    (OpeningRow, OPENING_AS_A_BASELINE),
)


def row_acts(source: Source, keys: Collection[int]) -> RowActs:
    """Return the acts about some milestones, in one statement."""
    baselines: dict[int, list[BaselineFacts]] = defaultdict(list)
    acts, openings = [], {}
    for at, _, part, milestone, *row in source.acts_of(PARTS, milestone_id__in=keys):
        if part == 0:
            baselines[milestone].append(_baseline(at, row))
        elif part == 1:
            acts.append((at, milestone, *row[:7]))
        else:
            openings[milestone] = _opening(at, row)
    for of_row in baselines.values():
        of_row.sort(key=lambda baseline: baseline.number)
    return RowActs(baselines=baselines, completions=acts, openings=openings)


def _opening(at: Any, row: list[Any]) -> OpeningFacts:
    _, _, text, by_name, by_post, delivery, actual_on, position_on, first, last, *words = row
    raw, precision, tracker, *_ = words
    return OpeningFacts(
        delivery=Delivery(delivery),
        forecast=plan_date(raw, precision, first, last),
        actual_on=actual_on,
        said=text,
        tracker=tracker,
        position_on=position_on,
        by_name=by_name,
        by_post=by_post,
        at=at,
    )


def _baseline(at: Any, row: list[Any]) -> BaselineFacts:
    number, _, reason, by_name, by_post, change, *days = row
    starts, ends, first, last, start, start_is, end, end_is, decided_by, decided_on, minute = days
    return BaselineFacts(
        number=number,
        start=plan_date(start, start_is, starts, ends),
        end=plan_date(end, end_is, first, last),
        reason=reason,
        at=at,
        by_name=by_name,
        by_post=by_post,
        change=change or "",
        decided_by=decided_by,
        decided_on=decided_on,
        minute=minute,
    )


def leads_and_occurrences(
    source: Source, keys: Collection[int]
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Return who is named to lead milestones, and what was reported of their occurrences.

    By the columns `LEAD` and those of an occurrence, in one statement.
    """
    named, reported = [], []
    parts = [(Occurrence, (*OCCURRENCE, _none(BooleanField))), (RowLead, AS_AN_OCCURRENCE)]
    for *row, accountable in source.columns_of(parts, milestone_id__in=keys):
        if accountable is None:
            reported.append(tuple(row))
        else:
            _, milestone, starts_on, _, ended_on, _, post, *_ = row
            named.append((milestone, post, bool(accountable), starts_on, ended_on))
    reported.sort(key=lambda row: row[0])
    return named, reported
