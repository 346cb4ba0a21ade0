"""Assessments that are not issued: a reading of their own, of the present alone (Rule 23)."""

from django.db.models import Exists, OuterRef, QuerySet

from assurance.facts import AssessmentFacts
from assurance.models import Assessment
from assurance.readings.requirements import assessment
from assurance.words import Speaker
from irp.models import User


def drafts_of(ref: str, *, user: User) -> dict[Speaker, AssessmentFacts]:
    """Return each speaker's draft of a requirement, as far as this person may see it.

    A draft is a speaker's newest assessment as long as it is not issued.
    """
    rows = Assessment.objects.visible_to(user).filter(requirement__ref=ref, issued=False)
    return {
        Speaker(row.speaker): assessment(row) for row in _not_followed(rows).order_by("at", "pk")
    }


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
        requirement=OuterRef("requirement"), speaker=OuterRef("speaker"), pk__gt=OuterRef("pk")
    )
    return rows.exclude(Exists(later))
