"""Drafts of assessments: a reading of their own, of the present alone (Rule 23)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.db.models import QuerySet

from assurance.facts import AssessmentFacts
from assurance.models import Assessment, JudgementDraft, Requirement
from assurance.readings.accuracy import comments_told
from assurance.readings.requirements import assessment
from assurance.words import Speaker
from irp.models import PostHolding, User
from irp.prepared import Asker, rows_of
from irp.rules.agreement import is_lead
from irp.rules.calendar import london_day

Given = Assessment | JudgementDraft


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An assessment that is not issued, and whether it is this person's own work."""

    facts: AssessmentFacts
    is_own: bool


def drafts_of(
    ref: str, *, assessments: Iterable[Assessment], user: User
) -> dict[Speaker, list[Draft]]:
    """Return each speaker's drafts of a requirement, as far as this person may see them.

    An office's draft is its newest assessment as long as it is not issued: `assessments` are
    those of the requirement, the newest first. Commissioners draft each for themselves.
    """
    newest: dict[str, Assessment] = {}
    for given in assessments:
        newest.setdefault(given.speaker, given)
    of_offices = sorted(
        (given for given in newest.values() if not given.issued),
        key=lambda given: (given.at, given.pk),
    )
    rows: Iterable[Given] = chain(
        of_offices, _open(JudgementDraft.objects.seen_by(user).filter(requirement__ref=ref))
    )
    found: dict[Speaker, list[Draft]] = defaultdict(list)
    for row in rows:
        found[Speaker(row.speaker)].append(
            Draft(facts=assessment(row), is_own=row.by_id == user.pk)
        )
    return found


def draft_of(requirement: Requirement, *, user: User) -> JudgementDraft | None:
    """Return the draft that this commissioner has under way, None where there is none."""
    rows = JudgementDraft.objects.seen_by(user).filter(requirement=requirement, by=user)
    return next(iter(_open(rows)), None)


def taken_over(requirement: Requirement, *, user: User, at: datetime) -> list[JudgementDraft]:
    """Return the shared drafts of commissioners who have left, for the lead to go on with.

    Empty for everyone else. The lead holds a post whose title says so.
    """
    on = london_day(at)
    held = user.holdings_on(on)
    if not any(
        holding.post.kind == "commissioner" and is_lead(holding.post.title) for holding in held
    ):
        return []
    rows = JudgementDraft.objects.seen_by(user).filter(requirement=requirement, shared=True)
    shared = list(_open(rows.exclude(by=user)))
    holdings = PostHolding.objects.filter(
        user__in={row.by_id for row in shared}, post__kind="commissioner", user__is_active=True
    )
    stay = {holding.user_id for holding in holdings if holding.is_held_on(on)}
    return [row for row in shared if row.by_id not in stay]


def gone_on_with(given: Sequence[Given], *, user: User) -> Given | None:
    """Return the draft that a person who speaks here goes on with, of what they may see.

    `given` are a speaker's assessments and drafts, the oldest first. A commissioner goes on with a
    draft of their own alone.
    """
    own = [row for row in given if isinstance(row, JudgementDraft) and row.by_id == user.pk]
    if own:
        return None if hasattr(own[-1], "end") else own[-1]
    newest = given[-1] if given else None
    return newest if isinstance(newest, Assessment) and not newest.issued else None


def own_drafts(user: User) -> list[Any]:
    """Return this commissioner's drafts under way, the newest first, none to anybody else.

    `comments` says how many officers made on its accuracy.
    """
    if not user.holds_kind("commissioner"):
        return []
    rows = rows_of(_own, frozenset(user.kinds()), by=user.pk)
    return _under_way(rows)[::-1]


def _own(kinds: frozenset[str], *, by: int) -> QuerySet[JudgementDraft]:
    asker = Asker(kinds, by)
    rows = JudgementDraft.objects.seen_by(asker).filter(by=by)
    return rows.annotate(comments=comments_told(asker)).order_by("at", "pk")


def _open(rows: QuerySet[JudgementDraft]) -> list[JudgementDraft]:
    return _under_way(rows.order_by("at", "pk"))


def _under_way(rows: Iterable[Any]) -> list[Any]:
    """Return each author's newest draft of each requirement that has not ended, oldest first.

    `rows` are so too. None of an author who has gone on with it in private: what was shared before
    is shown no more.
    """
    newest = {(row.requirement_id, row.by_id): row for row in rows}
    found = [row for row in newest.values() if not (hasattr(row, "end") or row.kept_back)]
    return sorted(found, key=lambda row: (row.at, row.pk))
