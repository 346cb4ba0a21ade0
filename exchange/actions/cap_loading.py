"""Load the Commissioners' Assurance Plan: tests, outcomes, concerns, requirements, gates, links."""

from typing import Any

from assurance.models import (
    Amendment,
    AssuranceTest,
    Concern,
    ContextualQuestion,
    DeliveryLink,
    Gate,
    PriorityOutcome,
    Requirement,
    TimelineEntry,
)
from assurance.readings.links import MODELS
from assurance.words.links import FROM_DOCUMENTS, LinkKind
from exchange.actions.row_loading import Loading, Wanted, sourced_columns
from exchange.rules.gate_dates import gate_date
from exchange.rules.plan_records import Plan, outcome_file
from irp.readings.numbers import next_number


def load_assurance_plan(plan: Plan, loading: Loading) -> None:
    """Load the CAP whole."""
    _frame(plan, loading)
    _timeline(plan, loading)
    _concerns(plan, loading)
    _requirements(plan, loading)
    _gates(plan, loading)
    _links(plan, loading)


def _frame(plan: Plan, loading: Loading) -> None:
    file, names = "cap/tests.json", ("name", "question")
    tests = [
        Wanted(file, {"number": test.number}, sourced_columns(test, *names)) for test in plan.tests
    ]
    loading.rows(AssuranceTest, tests)
    file, names = "cap/questions.json", ("name", "text")
    loading.rows(
        ContextualQuestion,
        [
            Wanted(file, {"number": question.number}, sourced_columns(question, *names))
            for question in plan.questions
        ],
    )
    outcomes = []
    for outcome in plan.priority_outcomes:
        strands = [vars(strand) for strand in outcome.strands]
        columns = sourced_columns(outcome, "title", "outcome", "progress", strands=strands)
        outcomes.append(Wanted(outcome_file(outcome), {"number": outcome.number}, columns))
    loading.rows(PriorityOutcome, outcomes)


def _timeline(plan: Plan, loading: Loading) -> None:
    wanted = []
    for number, event in enumerate(plan.timeline, 1):
        dates = {"start": loading.cap_date(event.start), "end": loading.cap_date(event.end)}
        columns = sourced_columns(event, "title", "summary", dates_as_written=event.raw, **dates)
        wanted.append(Wanted("cap/timeline.json", {"number": number}, columns))
    loading.rows(TimelineEntry, wanted)


def _concerns(plan: Plan, loading: Loading) -> None:
    wanted = []
    for outcome in plan.priority_outcomes:
        belongs = {"outcome_id": loading.pk(PriorityOutcome, outcome.number)}
        for concern in outcome.concerns:
            columns = sourced_columns(concern, "strand", "summary", **belongs)
            wanted.append(Wanted(outcome_file(outcome), {"ref": concern.ref}, columns))
    loading.rows(Concern, wanted)


def _requirements(plan: Plan, loading: Loading) -> None:
    wanted, amended = [], _amended("requirement__ref", gate=None)
    for outcome in plan.priority_outcomes:
        belongs = {"outcome_id": loading.pk(PriorityOutcome, outcome.number)}
        for requirement in outcome.requirements:
            columns = sourced_columns(
                requirement,
                *("number", "title", "strand", "flag"),
                test_id=loading.pk(AssuranceTest, requirement.test),
                considerations=list(requirement.considerations),
                dates_as_written=requirement.raw,
                **belongs,
            )
            file, first = outcome_file(outcome), {}
            if requirement.ref in amended:
                first = {name: columns.pop(name) for name in ("title", "considerations")}
            wanted.append(Wanted(file, {"ref": requirement.ref}, columns, first=first))
    loading.rows(Requirement, wanted)


def _amended(*names: str, **scope: Any) -> set[Any]:
    """Return what commissioners amended: a later load leaves it as they agreed it."""
    rows = Amendment.objects.filter(**scope)
    flat = len(names) == 1
    return set(rows.values_list(*names, flat=flat))


def _gates(plan: Plan, loading: Loading) -> None:
    wanted, amended = [], _amended("gate__requirement_id", "gate__number")
    for outcome in plan.priority_outcomes:
        for requirement in outcome.requirements:
            belongs = loading.pk(Requirement, requirement.ref)
            for number, gate in enumerate(requirement.gates, 1):
                columns = {
                    "purpose": gate.purpose,
                    "words": gate.raw,
                    "due": gate_date(gate, quarters=loading.cap_quarters),
                    "ongoing": gate.ongoing,
                }
                key = {"requirement_id": belongs, "number": number}
                first = {"due": columns.pop("due")} if (belongs, number) in amended else {}
                wanted.append(Wanted(outcome_file(outcome), key, columns, first))
    loading.rows(Gate, wanted)


def _links(plan: Plan, loading: Loading) -> None:
    """Propose what the documents suggest; what people made of it since stays as it is."""
    file, at = "cap/links.json", loading.known_from("cap")
    names = ("requirement_id", "kind", *(f"{kind.column}_id" for kind in LinkKind))
    there = set(DeliveryLink.objects.values_list(*names))
    number = next_number(DeliveryLink.objects.all())
    wanted = []
    for link in plan.links:
        kind = LinkKind(link.kind)
        key: dict[str, Any] = dict.fromkeys(names)
        key["requirement_id"] = loading.pk(Requirement, link.requirement)
        key["kind"] = kind.value
        key[f"{kind.column}_id"] = loading.pk(MODELS[kind], link.ref)
        first = sourced_columns(link, "reason", number=number, proposed_at=at)
        number += tuple(key.values()) not in there
        wanted.append(Wanted(file, key, {}, first | {"proposed_name": FROM_DOCUMENTS}))
    loading.rows(DeliveryLink, wanted)
