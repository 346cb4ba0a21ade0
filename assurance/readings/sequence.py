"""The whole sequence of one requirement's assessments, as far as a person may see it."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from assurance.models import Assessment
from assurance.words import Speaker
from irp.models import User
from irp.readings import Source


def assessment_sequence(
    source: Source, ref: str, *, user: User, is_past: bool
) -> QuerySet[Assessment]:
    """Return the assessments up to the moment, the newest first, drafts of theirs included.

    Each has `before`, its speaker's issued judgement before it, None for the first, and
    `superseded`, whether another was issued since. Commissioners' drafts show in the present alone
    (Rule 23).
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
    later = Assessment.objects.filter(
        Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")),
        requirement=OuterRef("requirement"),
        speaker=OuterRef("speaker"),
        issued=True,
        at__lte=source.at,
    )
    rows = rows.annotate(before=before, superseded=Exists(later)).select_related("withdrawal")
    return rows.order_by("-at", "-pk")
