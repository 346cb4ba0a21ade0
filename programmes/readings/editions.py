"""The plan's editions as facts, and what a new edition is read against (Rule 18b)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, DateField, IntegerField, Value

from irp.models import PlanSettings
from irp.readings import Source
from irp.rules.plan_dates import PlanDate, QuarterConvention, deciding_date, milestone_kind
from programmes.facts.editions import EditionFacts, EditionsFacts, FateFacts, FirstDates
from programmes.models import Baseline, Descent, EditionRow, Milestone, PlanEdition, Programme
from programmes.readings.change_basis import stands_of
from programmes.rules.edition_rows import PlanBefore
from programmes.words import Fate

SAME = ("number", "name", "approver", "approved_on", "minute", "note", "by_name", "by_post")
_NO_WORDS = Value("", output_field=CharField())
_NO_DAY = Value(None, output_field=DateField())
_NO_NUMBER = Value(None, output_field=IntegerField())
# Fates and descents in the columns of an edition, so that all are read at once.
AS_A_FATE = ("number", "milestone__ref", "fate", _NO_DAY, "reason", *[_NO_WORDS] * 3, "edition_id")
AS_A_DESCENT = (
    "pk", "parent__ref", "child__ref", _NO_DAY, *[_NO_WORDS] * 4, "edition_id",
)  # fmt: skip


def editions(source: Source, *, whole: bool = False) -> EditionsFacts:
    """Return the editions and what they did in one statement, in two once there are two.

    With `whole` the rows are read also while there is one edition alone.
    """
    parts: tuple[list[Any], list[Any], list[Any]] = ([], [], [])
    for at, key, place, *row in source.acts_of(
        [(PlanEdition, (*SAME, _NO_NUMBER)), (EditionRow, AS_A_FATE), (Descent, AS_A_DESCENT)]
    ):
        parts[place].append((at, key, row))
    found = sorted(parts[0], key=lambda part: part[2][0])
    facts = tuple(EditionFacts(**dict(zip(SAME, row, strict=False)), at=at) for at, _, row in found)
    if len(facts) < 2 and not whole:
        return EditionsFacts(editions=facts, fates=(), rows=(), descents=())
    numbers = {key: row[0] for _, key, row in found}
    fates, descents = _deeds([row for *_, row in parts[1]], [row for *_, row in parts[2]], numbers)
    firsts = _firsts(source, numbers)
    return EditionsFacts(editions=facts, fates=fates, rows=firsts, descents=descents)


Pairs = tuple[tuple[str, str], ...]


def _deeds(
    fates: Iterable[Any], descents: Iterable[Any], numbers: dict[int, int]
) -> tuple[tuple[FateFacts, ...], Pairs]:
    """Return every fate, and what splits and merges put in whose place."""
    heirs: dict[tuple[int, str], list[str]] = defaultdict(list)
    others = []
    for _, parent, child, *_, edition in sorted(descents, key=lambda row: row[0]):
        if edition in numbers:
            heirs[edition, parent].append(child)
        else:
            others.append((parent, child))
    rows = sorted(fates, key=lambda row: (numbers[row[-1]], row[0]))
    found = tuple(
        FateFacts(
            edition=numbers[edition],
            milestone=ref,
            fate=Fate(fate),
            reason=reason,
            heirs=tuple(heirs.get((edition, ref), ())),
        )
        for _, ref, fate, _, reason, *_, edition in rows
    )
    return found, tuple(others)


def _firsts(source: Source, numbers: dict[int, int]) -> tuple[FirstDates, ...]:
    """Return each milestone's original date, and with which edition it came."""
    rows = Baseline.objects.filter(number=0, at__lte=source.at).select_related("milestone")
    return tuple(
        FirstDates(
            milestone=row.milestone.ref,
            edition=numbers.get(row.edition_id or 0, 0 if row.change_id else 1),
            kind=milestone_kind(row.start, row.end),
            latest=deciding_date(row.start, row.end).latest,
        )
        for row in rows.order_by("milestone__ref")
    )


def before_edition(settings: PlanSettings, *, on: date) -> PlanBefore:
    """Return what the file of an edition is read against, in three statements."""
    every = list(Milestone.objects.select_related("programme"))
    rows = [row for row in every if row.is_in_force(on=on)]
    open_programmes = Programme.objects.filter(closed_on=None).order_by("number")
    return PlanBefore(
        stands=stands_of(rows, on=on),
        programmes={row.ref: row.programme.ref for row in rows},
        known=tuple(open_programmes.values_list("ref", flat=True)),
        taken=frozenset(row.ref for row in every),
        quarters=QuarterConvention(settings.irp_quarters),
        window=settings.window,
        on=on,
    )


def next_edition_number() -> int:
    """Return the number of the next edition: the plan as published is the first."""
    newest = PlanEdition.objects.order_by("number").last()
    return newest.number + 1 if newest else 2


def dates_given(
    editions: Collection[int], refs: Collection[str], *, until: datetime
) -> dict[str, PlanDate]:
    """Return the dates that some editions, by number, gave some milestones, by reference."""
    given = Baseline.objects.filter(
        edition__number__in=editions, milestone__ref__in=refs, at__lte=until
    )
    return {row.milestone.ref: row.end for row in given.select_related("milestone")}
