"""The plan's editions as facts, and what a new edition is read against (Rule 18b)."""

from collections import defaultdict
from datetime import date

from django.db.models import CharField, Value

from irp.models import PlanSettings
from irp.readings import Source
from irp.rules.plan_dates import QuarterConvention, deciding_date, milestone_kind
from programmes.facts.editions import EditionFacts, EditionsFacts, FateFacts, FirstDates
from programmes.models import Baseline, Descent, EditionRow, Milestone, PlanEdition, Programme
from programmes.readings.changes import stands_of
from programmes.rules.editions import Before
from programmes.words import Fate

SAME = ("number", "name", "approver", "approved_on", "minute", "note", "by_name", "by_post", "at")


def editions(source: Source, *, whole: bool = False) -> EditionsFacts:
    """Return the editions in one statement, and what they did in two more once there are two.

    With `whole` the rows are read also while there is one edition alone.
    """
    found = sorted(source.acts(PlanEdition), key=lambda row: row.number)
    said = tuple(EditionFacts(**{name: getattr(row, name) for name in SAME}) for row in found)
    if len(said) < 2 and not whole:
        return EditionsFacts(editions=said, fates=(), rows=(), descents=())
    numbers = {row.pk: row.number for row in found}
    fates, descents = _deeds(source, numbers)
    firsts = _firsts(source, numbers)
    return EditionsFacts(editions=said, fates=fates, rows=firsts, descents=descents)


Pairs = tuple[tuple[str, str], ...]


def _deeds(source: Source, numbers: dict[int, int]) -> tuple[tuple[FateFacts, ...], Pairs]:
    """Return every fate, and what splits and merges put in whose place, in one statement."""
    fates = EditionRow.objects.filter(at__lte=source.at).order_by()
    descents = Descent.objects.filter(at__lte=source.at).order_by()
    none = Value("", output_field=CharField())
    said = fates.values_list("edition_id", "milestone__ref", "number", "fate", "reason").union(
        descents.values_list("edition_id", "parent__ref", "pk", none, "child__ref"), all=True
    )
    rows = sorted(said, key=lambda row: (numbers.get(row[0], 0), row[2]))
    heirs: dict[tuple[int, str], list[str]] = defaultdict(list)
    others = []
    for edition, parent, _, fate, child in rows:
        if not fate and edition in numbers:
            heirs[edition, parent].append(child)
        elif not fate:
            others.append((parent, child))
    found = tuple(
        FateFacts(
            edition=numbers[edition],
            milestone=ref,
            fate=Fate(fate),
            reason=reason,
            heirs=tuple(heirs.get((edition, ref), ())),
        )
        for edition, ref, _, fate, reason in rows
        if fate
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


def before_edition(settings: PlanSettings, *, on: date) -> Before:
    """Return what the file of an edition is read against, in six statements."""
    rows = list(Milestone.objects.in_force(on=on).select_related("programme"))
    return Before(
        stands=stands_of(rows, on=on),
        programmes={row.ref: row.programme.ref for row in rows},
        known=tuple(Programme.objects.order_by("number").values_list("ref", flat=True)),
        taken=frozenset(Milestone.objects.values_list("ref", flat=True)),
        quarters=QuarterConvention(settings.irp_quarters),
        window=settings.window,
        on=on,
    )


def next_number() -> int:
    """Return the number of the next edition: the plan as published is the first."""
    newest = PlanEdition.objects.order_by("number").last()
    return newest.number + 1 if newest else 2
