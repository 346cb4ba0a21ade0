"""Assessments that are not issued: a reading of their own, of the present alone (Rule 23)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from assurance.facts import AssessmentFacts
from assurance.models import Assessment
from assurance.readings.requirements import assessment
from assurance.words import Speaker
from irp.models import User


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An assessment that is not issued, and whether it is this person's own work."""

    facts: AssessmentFacts
    is_own: bool


def drafts_of(ref: str, *, user: User) -> dict[Speaker, list[Draft]]:
    """Return each speaker's drafts of a requirement, as far as this person may see them.

    A draft is a speaker's newest assessment as long as it is not issued. Commissioners draft each
    for themselves: their own newest, until one of them issues.
    """
    rows = Assessment.objects.visible_to(user).filter(requirement__ref=ref, issued=False)
    found: dict[Speaker, list[Draft]] = defaultdict(list)
    for row in _not_followed(rows).order_by("at", "pk"):
        found[Speaker(row.speaker)].append(
            Draft(facts=assessment(row), is_own=row.by_id == user.pk)
        )
    return found


def gone_on_with(given: Sequence[Assessment], *, user: User) -> Assessment | None:
    """Return the draft that a person who speaks here goes on with, of what they may see.

    `given` are a speaker's assessments, the oldest first. A commissioner goes on with a draft of
    their own alone.
    """
    for row in reversed(given):
        if row.issued:
            return None
        if row.speaker != Speaker.COMMISSIONER or row.by_id == user.pk:
            return row
    return None


def own_drafts(user: User) -> QuerySet[Assessment]:
    """Return the commissioner's drafts by this person that none of theirs has followed."""
    rows = Assessment.objects.filter(by=user, speaker=Speaker.COMMISSIONER, issued=False)
    later = Assessment.objects.filter(
        requirement=OuterRef("requirement"),
        by=user,
        speaker=Speaker.COMMISSIONER,
        pk__gt=OuterRef("pk"),
    )
    return rows.exclude(Exists(later)).select_related("requirement").order_by("-at", "-pk")


def _not_followed(rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
    later = Assessment.objects.filter(
        Q(issued=True) | Q(by=OuterRef("by")) | ~Q(speaker=Speaker.COMMISSIONER),
        requirement=OuterRef("requirement"),
        speaker=OuterRef("speaker"),
        pk__gt=OuterRef("pk"),
    )
    return rows.exclude(Exists(later))
