"""Who owns each requirement on the day of a source (Rule 24a)."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from assurance.facts.owners import AnswerFacts, OwnerFacts
from assurance.models import OwnerAnswer, OwnerNaming, Requirement
from assurance.rules.owners import in_force_on
from assurance.words.owners import Answer
from irp.models import Post
from irp.readings import Now, Source, end_of_day
from irp.rules.calendar import london_day


def owners(source: Source, keys: Sequence[int] | None) -> dict[int, OwnerFacts]:
    """Return the owners of some requirements, or of all; one without an owner is left out."""
    return {
        key: OwnerFacts(
            post=row.post_title,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            by_name=row.by_name,
            by_post=row.by_post,
            at=row.at,
        )
        for key, row in _named(source, keys).items()
        if row.post_title
    }


def owning_posts(source: Source) -> dict[str, str]:
    """Return the titles of the posts that own requirements by reference, in one statement."""
    namings: dict[str, list[Named]] = defaultdict(list)
    parts = ((OwnerNaming, ("requirement__ref", "post_title", "starts_on", "ends_on")),)
    for _, _, _, ref, *naming in source.acts_of(parts):
        namings[ref].append(Named(*naming))
    on = london_day(source.at)
    held = ((ref, in_force_on(of_requirement, on=on)) for ref, of_requirement in namings.items())
    return {ref: named.post for ref, named in held if named and named.post}


class Named(NamedTuple):
    """A naming as far as lists need it."""

    post: str  # its title, "" where nobody owns the requirement from then on
    starts_on: date
    ends_on: date | None


def owner_post(ref: str, *, source: Source) -> Post | None:
    """Return the post that owns the requirement of a reference, None where none is named."""
    scope = OwnerNaming.objects.filter(requirement__ref=ref, at__lte=source.at)
    rows = list(scope.select_related("post").order_by("at", "pk"))
    naming = in_force_on(rows, on=london_day(source.at))
    return naming.post if naming else None


def owner_posts(source: Source, keys: Sequence[int]) -> dict[int, Post]:
    """Return the posts that own some requirements by their keys, in two statements."""
    named = {key: row.post_id for key, row in _named(source, keys).items() if row.post_id}
    posts = Post.objects.in_bulk(set(named.values()))
    return {key: posts[post] for key, post in named.items()}


def owns_any(posts: Collection[str], *, on: date) -> bool:
    """Tell whether one of some posts owns any requirement on a day, in one statement."""
    named = _named(Now(end_of_day(on)), None).values()
    return any(row.post_title in posts for row in named)


def _named(source: Source, keys: Sequence[int] | None) -> dict[int, Any]:
    scope = {} if keys is None else {"requirement__in": list(keys)}
    rows: dict[int, list[Any]] = defaultdict(list)
    for row in source.acts(OwnerNaming, **scope):
        rows[row.requirement_id].append(row)
    on = london_day(source.at)
    found = {key: in_force_on(namings, on=on) for key, namings in rows.items()}
    return {key: row for key, row in found.items() if row is not None}


def answer_facts(row: OwnerAnswer) -> AnswerFacts:
    """Return an owner's answer as it was given."""
    return AnswerFacts(
        answer=Answer(row.answer),
        reasons=row.reasons,
        evidence_cited=row.evidence_cited,
        by_name=row.by_name,
        by_post=row.by_post,
        at=row.at,
    )


def rows_in_force(*, on: date) -> list[Requirement]:
    """Return the requirements in force on a day with their outcomes, in the plan's order."""
    return list(Requirement.objects.in_force(on=on).select_related("outcome"))
