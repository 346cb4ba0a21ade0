"""The whole sequence of one requirement's assessments; commissioners' drafts are elsewhere."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from assurance.models import Assessment
from irp.readings import Source


def assessment_sequence(source: Source, ref: str) -> QuerySet[Assessment]:
    """Return the assessments up to the moment, the newest first, drafts of offices included.

    Each has `before`, its speaker's issued judgement before it, None for the first, and
    `superseded`, whether another was issued since. Commissioners' drafts are
    no part of it (Rule 23).
    """
    rows = Assessment.objects.filter(requirement__ref=ref, at__lte=source.at)
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
    rows = rows.annotate(before=before, superseded=Exists(later)).select_related(
        "withdrawal", "answer", "words__load"
    )
    return rows.order_by("-at", "-pk")
