"""What a post owns: requirements with what commissioners judged of them, concerns to respond to."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast

from assurance.models import (
    Assessment,
    AssessmentWithdrawal,
    Concern,
    ConcernResponse,
    OwnerAnswer,
    OwnerNaming,
    PriorityOutcome,
    Requirement,
)
from assurance.rules.owners import in_force_on
from assurance.words import Judgement, Speaker
from irp.readings import Among

OUTCOME, REQUIREMENT, NAMING, CONCERN = "outcome", "requirement", "naming", "concern"
_number = Value(None, output_field=IntegerField())
_day = Value(None, output_field=DateField())
_newest = Assessment.objects.filter(
    requirement=OuterRef("pk"), speaker=Speaker.COMMISSIONER.value, issued=True
).order_by("-at", "-pk")
_withdrawn = Exists(AssessmentWithdrawal.objects.filter(assessment=OuterRef("pk")))
_answered = Exists(OwnerAnswer.objects.filter(assessment=OuterRef("pk")))
_responded = Exists(ConcernResponse.objects.filter(concern=OuterRef("pk")))


def _told(found: Exists) -> Case:
    return Case(When(found, then=1), default=0, output_field=IntegerField())


# In eight columns of the types that a page's other lists have, so that a page that reads those
# reads these with them. The numbers of the priority outcomes:
OUTCOME_PARTS: tuple[tuple[Any, tuple[Any, ...]], ...] = (
    (
        PriorityOutcome,
        (Value(OUTCOME), Value(""), Value(""), "number", Value(""), _day, _number, _number),
    ),
)
# A requirement with commissioners' judgement in force and whether its owner answered; a naming of
# an owner with its last day and its post; a concern and whether the council responded. Of the
# requirements, and of their namings, those are read that ever named one of the `posts` asked for.
OWNED_PARTS: tuple[tuple[Any, tuple[Any, ...]], ...] = (
    (
        Among(Requirement, "namings__post__in", "posts"),
        (
            *(Value(REQUIREMENT), "ref", "title", "outcome__number"),
            Subquery(
                _newest.values(
                    in_force=Case(
                        When(_withdrawn, then=None),
                        default=F("judgement"),
                        output_field=CharField(),
                    )
                )[:1]
            ),
            *("retired_on", Subquery(_newest.values(told=_told(_answered))[:1]), _number),
        ),
    ),
    (
        Among(OwnerNaming, "requirement__namings__post__in", "posts"),
        (
            *(Value(NAMING), "requirement__ref", "post_title", "id"),
            *(Cast("ends_on", TextField()), "starts_on", "post_id", _number),
        ),
    ),
    (
        Concern,
        (
            *(Value(CONCERN), "ref", Cast("summary", TextField()), "outcome__number"),
            *(Value(""), _day, _told(_responded), _number),
        ),
    ),
)


class OwnedRequirement(NamedTuple):
    """A requirement that a post owns; `judgement` None while commissioners have none in force."""

    ref: str
    title: str
    outcome: int
    judgement: Judgement | None
    is_answered: bool  # the owner answered that judgement (Rule 24a)


class OpenConcern(NamedTuple):
    """A concern of commissioners that the council has not responded to."""

    ref: str
    words: str
    outcome: int


class _Naming(NamedTuple):
    key: int
    post: int | None
    starts_on: date
    ends_on: date | None


def outcome_numbers_in(rows: Iterable[Sequence[Any]]) -> list[int]:
    """Return the numbers of the priority outcomes in order, from `OUTCOME_PARTS`."""
    return sorted(row[3] for row in rows if row[0] == OUTCOME)


def owned_by(
    rows: Iterable[Sequence[Any]], posts: Collection[int], *, on: date
) -> tuple[list[OwnedRequirement], list[OpenConcern]]:
    """Return the requirements that posts own on a day, and the concerns in their outcomes.

    From `OWNED_PARTS`; a concern that has a response is left out.
    """
    namings: dict[str, list[_Naming]] = defaultdict(list)
    requirements, concerns = set(), []  # one that named a post twice is read as often
    for kind, ref, words, number, text, day, key, _ in rows:
        if kind == NAMING:
            ends_on = date.fromisoformat(text) if text else None
            namings[ref].append(_Naming(number, key, day, ends_on))
        elif kind == REQUIREMENT and (day is None or on < day):
            judgement = Judgement(text) if text else None
            requirements.add(OwnedRequirement(ref, words, number, judgement, bool(key)))
        elif kind == CONCERN and not key:
            concerns.append(OpenConcern(ref, words, number))
    own = [row for row in requirements if _is_of(namings[row.ref], posts, on=on)]
    outcomes = {row.outcome for row in own}
    own.sort(key=lambda row: (row.outcome, row.ref))
    return own, sorted(concern for concern in concerns if concern.outcome in outcomes)


def _is_of(namings: Iterable[_Naming], posts: Collection[int], *, on: date) -> bool:
    naming = in_force_on(sorted(namings), on=on)
    return naming is not None and naming.post in posts
