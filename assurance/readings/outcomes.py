"""The Assurance Plan's outcomes, tests, questions and timeline, now or as at a moment."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from assurance.facts import (
    ConcernFacts,
    OutcomeHead,
    PriorityOutcomeFacts,
    QuestionFacts,
    RequirementFacts,
    StrandFacts,
    TestFacts,
    TimelineFacts,
)
from assurance.models import (
    AssuranceTest,
    Concern,
    ContextualQuestion,
    PriorityOutcome,
    TimelineEntry,
)
from assurance.readings.official import Words, official_words, test_words
from assurance.readings.requirements import requirements, test_facts
from irp.plan_date_columns import plan_date_of
from irp.readings import Source


def priority_outcomes(
    source: Source, *, words: Words | None = None
) -> tuple[PriorityOutcomeFacts, ...]:
    """Return the outcomes in order, each with its concerns and its requirements in force.

    `words` are the official ones where whoever asks has read them.
    """
    concerns, found = _concerns(source), requirements(source)
    rows = sorted(source.rows(PriorityOutcome), key=lambda row: row.number)
    worded = official_words(source) if words is None else words
    return tuple(_outcome(row, concerns, found, worded) for row in rows)


def priority_outcome(
    source: Source, number: int, *, words: Words | None = None
) -> PriorityOutcomeFacts | None:
    """Return one outcome, None where there was none of that number; `words` as of all of them."""
    row = next((row for row in source.rows(PriorityOutcome) if row.number == number), None)
    if row is None:
        return None
    concerns = _concerns(source, outcome_id=row.id)
    worded = official_words(source, outcome=row.id) if words is None else words
    return _outcome(row, concerns, requirements(source, outcome=row.id), worded)


def _outcome(
    row: Any,
    concerns: dict[int, list[Any]],
    found: dict[int, list[RequirementFacts]],
    words: Words,
) -> PriorityOutcomeFacts:
    return PriorityOutcomeFacts(
        number=row.number,
        title=row.title,
        strands=_strands(row.strands),
        outcome=row.outcome,
        progress=row.progress,
        erratum=row.erratum,
        concerns=tuple(
            ConcernFacts(
                ref=concern.ref,
                strand=concern.strand,
                summary=concern.summary,
                erratum=concern.erratum,
            )
            for concern in concerns.get(row.id, ())
        ),
        requirements=tuple(
            replace(requirement, official=words[requirement.ref])
            if requirement.ref in words
            else requirement
            for requirement in found.get(row.id, ())
        ),
        official=words.get(f"PO{row.number}"),
    )


def _strands(stored: Iterable[Mapping[str, str]]) -> tuple[StrandFacts, ...]:
    return tuple(StrandFacts(code=strand["code"], name=strand["name"]) for strand in stored)


def _concerns(source: Source, **scope: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in source.rows(Concern, **scope):
        found[row.outcome_id].append(row)
    return found


def outcome_heads(source: Source) -> list[OutcomeHead]:
    """Return what the outcomes are named by, in order."""
    rows = sorted(source.columns(PriorityOutcome, "number", "title", "strands"))
    return [OutcomeHead(number, title, _strands(strands)) for number, title, strands in rows]


def outcome_titles(source: Source) -> dict[int, str]:
    """Return the titles of the outcomes by number, in order."""
    return dict(sorted(source.columns(PriorityOutcome, "number", "title")))


def assurance_tests(source: Source, *, words: Words | None = None) -> tuple[TestFacts, ...]:
    """Return the commissioners' tests in order; `words` are the official ones, once read."""
    rows = sorted(source.rows(AssuranceTest), key=lambda row: row.number)
    worded = test_words(source) if words is None else words
    return tuple(replace(test_facts(row), official=worded.get(f"T{row.number}")) for row in rows)


def questions(source: Source) -> tuple[QuestionFacts, ...]:
    """Return the contextual questions in order: narrative, never a gate (Rule 21)."""
    rows = sorted(source.rows(ContextualQuestion), key=lambda row: row.number)
    return tuple(QuestionFacts(number=row.number, name=row.name, text=row.text) for row in rows)


def timeline(source: Source) -> tuple[TimelineFacts, ...]:
    """Return the intervention's timeline in order."""
    rows = sorted(source.rows(TimelineEntry), key=lambda row: row.number)
    return tuple(
        TimelineFacts(
            title=row.title,
            summary=row.summary,
            dates_as_written=row.dates_as_written,
            start=plan_date_of(row, "start"),
            end=plan_date_of(row, "end"),
        )
        for row in rows
    )
