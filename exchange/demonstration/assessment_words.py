"""What the demonstration’s assessments say: why, on what evidence, what is missing (Rule 24a)."""

from random import Random
from typing import Any

from assurance.models import (
    Requirement,
)
from assurance.rules import Considered
from assurance.rules.considered import ASKED_OF, kept_of, places_of
from assurance.words import Judgement
from exchange.demonstration.months import dice
from exchange.demonstration.sentences import lowered, month_name, short

WORDS = {
    Judgement.MET: (
        "‘{title}’ is in place and works as described; what was seen bears it out.",
        "In place since before {month}: ‘{title}’. No gap was found in what was checked.",
    ),
    Judgement.PARTLY: (
        "‘{title}’ is agreed and in part in use. Still to show: {point}.",
        "The design is sound. Evidence over several months is thin on one point: {point}.",
        "Most of ‘{title}’ is in place. What is missing has an owner and a date: {point}.",
    ),
    Judgement.NOT_MET: (
        "Work on ‘{title}’ has begun but nothing is in use yet.",
        "Plans were put forward for ‘{title}’, not working practice. Nothing shows: {point}.",
    ),
}


EVIDENCE = (
    "Paper to the TIB of {month}",
    "Return of {month} with its milestone table",
    "Sample of ten cases checked in {month}",
    "Internal audit follow-up, {month}",
    "Minutes of the Directorate Board, {month}",
)


MISSING = (  # under one of the considerations, where it is not met
    "Nothing was seen of it in {month}",
    "It is agreed and not yet in use",
    "Records of three months on end are awaited",
    "Shown in two directorates, not yet in the others",
)


EACH_JUDGED = 0.4  # of the assessments, those that give single considerations a result


def _words(
    requirement: Requirement, judgement: Judgement, month: int, chance: Random
) -> dict[str, str]:
    """Return why it is judged so, on what evidence, and the month that was looked at."""
    seen = month_name(month - chance.randint(0, 1))
    title = short(requirement.title)
    point = short(chance.choice(requirement.considerations or [requirement.title]))
    values = {"title": title, "month": seen, "point": lowered(point)}
    rationale = chance.choice(WORDS[judgement]).format(**values)
    cited = "; ".join(text.format(month=seen) for text in chance.sample(EVIDENCE, 2))
    return {"rationale": rationale, "evidence_cited": cited, "month": seen}


def assessment_columns(
    requirement: Requirement, judgement: Judgement, month: int, chance: Random
) -> dict[str, Any]:
    """Return the columns that say what is judged, why, on what evidence, and what is missing."""
    words = _words(requirement, judgement, month, chance)
    considered = _considered(requirement, judgement, words.pop("month"))
    stored = kept_of(considered, requirement.considerations)
    return {"judgement": judgement.value, "considered": stored, **words}


def _considered(
    requirement: Requirement, judgement: Judgement, month: str
) -> dict[int, Considered]:
    """Return what is missing under one or two considerations, and the results of some (24a)."""
    chance = dice("considered", requirement.ref, judgement, month)
    numbers = [number for number, _ in places_of(requirement.considerations)]
    lacking: set[int] = set()
    if judgement in ASKED_OF:
        lacking = set(chance.sample(numbers, min(len(numbers), chance.randint(1, 2))))
    judges = numbers != [0] and chance.random() < EACH_JUDGED
    return {
        number: Considered(
            missing=chance.choice(MISSING).format(month=month) if number in lacking else "",
            result=(judgement if number in lacking else Judgement.MET) if judges else None,
        )
        for number in numbers
    }
