"""The whole sequence of one requirement's assessments, as far as a person may see it."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from assurance.models import Assessment
from assurance.words import Speaker
from irp.models import User
from irp.readings import Source


def assessment_sequence(
    source: Source, ref: str, *, user: User, is_past: bool
) -> QuerySet[Assessment]:
    """Return the assessments up to the moment, the newest first, drafts of theirs included.

    Each has `before`, its speaker's issued judgement before it, None for the first. Commissioners'
    drafts show in the present alone (Rule 23).
    """
    rows = Assessment.objects.visible_to(user).filter(requirement__ref=ref, at__lte=source.at)
    if is_past:
        rows = rows.exclude(issued=False, speaker=Speaker.COMMISSIONER)
    earlier = Assessment.objects.filter(
        Q(at__lt=OuterRef("at")) | Q(at=OuterRef("at"), pk__lt=OuterRef("pk")),
        requirement=OuterRef("requirement"),
        speaker=OuterRef("speaker"),
        issued=True,
    ).order_by(F("at").desc(), F("pk").desc())
    before = Subquery(earlier.values("judgement")[:1])
    return rows.annotate(before=before).order_by("-at", "-pk")
