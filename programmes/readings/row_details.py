"""What hangs on milestone rows besides their reports, tables alike read in one statement."""

from collections import defaultdict
from collections.abc import Collection
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
from irp.rules.plan_dates import PlanDate, Precision
from programmes.facts import BaselineFacts
from programmes.models import Baseline, CompletionAct, Occurrence, RowLead
from programmes.readings.occurrences import COLUMNS as OCCURRENCE


def _none(kind: type[Field]) -> Value:
    return Value(None, output_field=kind())


_NO_WORDS = Value("", output_field=CharField())
_NO_DAY, _NO_KEY = _none(DateField), _none(IntegerField)
BASELINE = (
    "milestone_id", "number", _NO_KEY, "reason", "by_name", "by_post", "change__ref",
    "start_earliest", "start_latest", "end_earliest", "end_latest",
    "start_raw", "start_precision", "end_raw", "end_precision",
)  # fmt: skip
AS_A_BASELINE = (
    "milestone_id", "period_id", "ret_id", "reason", "by_name", "by_post", "what",
    "actual_on", *[_NO_DAY] * 3, *[_NO_WORDS] * 4,
)  # fmt: skip
# A lead in the columns of an occurrence; whether it answers for the row comes last.
AS_AN_OCCURRENCE = (
    "id", "milestone_id", "starts_on", _NO_WORDS, "ended_on", _NO_WORDS, "post_id",
    _NO_KEY, _NO_KEY, _none(DateTimeField), "accountable",
)  # fmt: skip


def baselines_and_completions(
    source: Source, keys: Collection[int]
) -> tuple[dict[int, list[BaselineFacts]], list[tuple[Any, ...]]]:
    """Return the baselines of milestones by their keys, and the acts on their completions.

    The acts are by the columns of `completions`, oldest first. In one statement.
    """
    baselines, acts = defaultdict(list), []
    parts = [(Baseline, BASELINE), (CompletionAct, AS_A_BASELINE)]
    for at, _, is_act, milestone, *row in source.acts_of(parts, milestone_id__in=keys):
        if is_act:
            acts.append((at, milestone, *row[:7]))
        else:
            baselines[milestone].append(_baseline(at, row))
    for of_row in baselines.values():
        of_row.sort(key=lambda one: one.number)
    return baselines, acts


def _baseline(at: Any, row: list[Any]) -> BaselineFacts:
    number, _, reason, by_name, by_post, change, *days = row
    starts, ends, first, last, start, start_is, end, end_is = days
    return BaselineFacts(
        number=number,
        start=PlanDate(start, Precision(start_is), starts, ends),
        end=PlanDate(end, Precision(end_is), first, last),
        reason=reason,
        at=at,
        by_name=by_name,
        by_post=by_post,
        change=change or "",
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
