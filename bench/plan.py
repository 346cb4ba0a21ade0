"""A plan of any size for the benchmarks: the real one, its rows multiplied, through the pen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from assurance.actions.visits import note_visit
from assurance.models import Assessment, PriorityOutcome, Requirement
from assurance.words import Judgement, Speaker
from bench.months import report_months, reported_months
from bench.people import BY, KNOWN, people_of_all_posts, people_of_before
from bench.plan_evidence import add_links, multiply_evidence
from bench.plan_money import multiply_lots, multiply_savings
from bench.twins import twin, write_rows
from exchange.actions import load_plan
from exchange.rules.plan_files import read_plan
from irp.history import act, record, write_acts
from irp.models import User
from kpis.models import Indicator, Reading
from kpis.words import Figure
from programmes.models import (
    Baseline,
    Milestone,
    Programme,
    Risk,
)

NOW = datetime(2026, 11, 9, 10, tzinfo=UTC)
QUARTERS = 8  # in which the three voices have assessed every requirement
MOST_OUTCOMES = 9  # their numbers end at 99


@dataclass(frozen=True)
class BenchSize:
    """How often the plan is taken: rows within each part of it, and the parts themselves."""

    rows: int
    parts: int


SIZES = {1: BenchSize(1, 1), 10: BenchSize(10, 1)}


def fill_with_plan(size: BenchSize) -> dict[str, User]:
    """Migrate, fill an empty database with the plan at this size, and return its people.

    "bench" holds a post of every kind that a council has; the others hold one post each.
    """
    call_command("migrate", interactive=False, verbosity=0)
    if Programme.objects.exists():
        return people_of_before()
    with transaction.atomic():
        load_plan(read_plan(settings.ROOT / "fixtures"), by=BY, at=NOW)
        add_links(at=NOW)
        multiply(size)
        people = people_of_all_posts()
        note_visit(people["commissioner"], at=NOW + timedelta(days=1))  # after all was judged
        report_months(by=people["bench"])
    return people


def multiply(size: BenchSize) -> None:
    """Take what stands in the database at this size, all of it judged and read."""
    _multiply_programmes(size)
    _multiply_requirements(size)
    _multiply_indicators(size)
    _multiply_risks(size)
    multiply_savings(size.rows * size.parts)
    multiply_lots(size.rows * size.parts)
    multiply_evidence(size.rows * size.parts, at=NOW)


def _multiply_programmes(size: BenchSize) -> None:
    programmes = list(Programme.objects.all())
    for times in range(1, size.parts):
        for row in programmes:
            again = twin(
                row,
                ref=f"{row.ref}{times}",
                name=f"{row.name} {times}",
                number=row.number + times * len(programmes),
            )
            _copy_rows(row, record(again, by=BY, at=KNOWN), times)
    for row in Programme.objects.prefetch_related("milestones"):
        rows = list(row.milestones.all())
        last = max(milestone.number for milestone in rows)
        _copy_milestones(
            (milestone, {"ref": f"{milestone.ref}+{n}", "number": milestone.number + n * last})
            for n in range(1, size.rows)
            for milestone in rows
        )


def _copy_rows(programme: Programme, again: Programme, times: int) -> None:
    """Give a copied programme the workstreams and milestones of the one it was copied from."""
    streams = list(programme.workstreams.all())
    copies = write_rows(twin(stream, programme_id=again.pk) for stream in streams)
    copied = {stream.pk: copy.pk for stream, copy in zip(streams, copies, strict=True)}
    _copy_milestones(
        (
            milestone,
            {
                "ref": f"{milestone.ref}.{times}",
                "programme_id": again.pk,
                "workstream_id": copied.get(milestone.workstream_id),
            },
        )
        for milestone in programme.milestones.all()
    )


def _copy_milestones(wanted: Iterable[tuple[Milestone, dict[str, Any]]]) -> None:
    pairs = list(wanted)
    copies = write_rows(twin(milestone, **changes) for milestone, changes in pairs)
    dates: dict[int, list[Baseline]] = {}
    for baseline in Baseline.objects.filter(milestone__in={milestone.pk for milestone, _ in pairs}):
        dates.setdefault(baseline.milestone_id, []).append(baseline)
    write_acts(
        [
            twin(baseline, milestone_id=copy.pk)
            for (milestone, _), copy in zip(pairs, copies, strict=True)
            for baseline in dates.get(milestone.pk, [])
        ]
    )


def _multiply_requirements(size: BenchSize) -> None:
    _copy_requirements(
        (row, {"ref": f"{row.ref}+{n}", "number": row.number + 9 * n})
        for n in range(1, size.rows)
        for row in Requirement.objects.all()
    )
    outcomes = list(PriorityOutcome.objects.all())
    for times in range(1, min(size.parts, MOST_OUTCOMES)):
        for row in outcomes:
            again = record(twin(row, number=row.number + 10 * times), by=BY, at=NOW)
            _copy_requirements(
                (requirement, {"ref": f"{requirement.ref}.{times}", "outcome_id": again.pk})
                for requirement in row.requirements.all()
            )
    judged = [
        act(
            Assessment,
            by=BY,
            at=NOW - timedelta(days=91 * quarter),
            requirement=row,
            speaker=speaker.value,
            judgement=Judgement.PARTLY.value,
            rationale="Part of it is in place; the rest is planned for the spring.",
            considered=[
                {"number": 1, "words": "It is in use", "missing": "Nothing seen yet", "result": ""}
            ],
            issued=True,
        )
        for quarter in reversed(range(QUARTERS))
        for row in Requirement.objects.all()
        for speaker in Speaker
    ]
    write_acts(judged)


def _copy_requirements(wanted: Iterable[tuple[Requirement, dict[str, Any]]]) -> None:
    pairs = list(wanted)
    copies = write_rows((twin(row, **changes) for row, changes in pairs), at=NOW)
    gates = (
        twin(gate, requirement_id=copy.pk)
        for (row, _), copy in zip(pairs, copies, strict=True)
        for gate in row.gates.all()
    )
    write_rows(gates, at=NOW)


def _multiply_indicators(size: BenchSize) -> None:
    originals = list(Indicator.objects.prefetch_related("outcomes"))
    link = Indicator.outcomes.through
    for times in range(1, size.rows * size.parts):
        copies = write_rows(twin(row, ref=f"{row.ref}+{times}") for row in originals)
        link.objects.bulk_create(
            link(indicator_id=copy.pk, outcome_id=outcome.pk)
            for row, copy in zip(originals, copies, strict=True)
            for outcome in row.outcomes.all()
        )
    readings = [
        act(
            Reading,
            by=BY,
            at=NOW,
            indicator=row,
            month=month,
            value=month.month,
            figure=Figure.PROVISIONAL.value,
        )
        for row in Indicator.objects.all()
        for month in reported_months()
    ]
    write_acts(readings)


def _multiply_risks(size: BenchSize) -> None:
    """Take the register as often, each copied risk with the scorings of its own."""
    risks = list(Risk.objects.prefetch_related("scorings"))
    if not risks:
        return
    last = max(row.number for row in risks)
    for times in range(1, size.rows * size.parts):
        changes = [
            {"ref": f"{row.ref}+{times}", "number": row.number + times * last} for row in risks
        ]
        copies = write_rows(twin(row, **change) for row, change in zip(risks, changes, strict=True))
        write_acts(
            [
                twin(scoring, risk_id=copy.pk)
                for row, copy in zip(risks, copies, strict=True)
                for scoring in row.scorings.all()
            ]
        )
