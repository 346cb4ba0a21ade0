"""What changed of the things that assessments in force were about, in one statement (Rule 19)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from assurance.facts.changes import AssessedFacts
from assurance.models import Amendment, Assessment, Citation, EvidenceSeal, EvidenceVersion
from assurance.rules.changes import Change, changes_since
from assurance.words import SPEAKERS, Speaker
from assurance.words.amendments import AmendmentKind
from assurance.words.evidence import SealStep
from irp.readings import Source
from irp.rules.calendar import london_day

Changes = dict[tuple[str, Speaker], tuple[Change, ...]]  # by requirement and speaker


def changes(
    source: Source, *, ref: str | None = None, speakers: Sequence[Speaker] = SPEAKERS
) -> Changes:
    """Return what changed since each issued assessment in force, of those where anything did.

    It names no piece of evidence: who may not see one learns no more than that it changed.
    """
    until = source.at
    issued = Assessment.objects.filter(speaker__in=list(speakers))
    if ref is not None:
        issued = issued.filter(requirement__ref=ref)
    rows = Assessment.objects.filter(pk__in=issued.newest_issued(at=until).values("pk"))
    in_force = rows.exclude(withdrawal__at__lte=until).order_by()
    names = ("reworded_at", "date_at", "newer_at", "sealed_at", "expired_on")
    found: Changes = {}
    for name, speaker, at, *when in in_force.annotate(**_columns(until)).values_list(
        "requirement__ref", "speaker", "at", *names
    ):
        facts = AssessedFacts(
            ref=name, speaker=Speaker(speaker), at=at, **dict(zip(names, when, strict=True))
        )
        if since := changes_since(facts):
            found[facts.ref, facts.speaker] = since
    return found


def _columns(until: datetime) -> dict[str, Subquery]:
    """Return columns of an assessment's row: when each thing it was about changed last."""
    after: dict[str, Any] = {"at__gt": OuterRef("at"), "at__lte": until}
    amended = Amendment.objects.filter(requirement=OuterRef("requirement"), **after)
    cited = Citation.objects.filter(assessment=OuterRef("pk"))
    held = Citation.objects.filter(assessment=OuterRef(OuterRef("pk")))
    newer = EvidenceVersion.objects.filter(
        evidence__versions__citations__assessment=OuterRef("pk"),
        number__gt=F("evidence__versions__number"),
        **after,
    )
    sealed = EvidenceSeal.objects.filter(
        sha256__in=held.exclude(version__sha256="").values("version__sha256"),
        step=SealStep.CONFIRMED.value,
        **after,
    )
    return {
        "reworded_at": _newest(amended.filter(kind=AmendmentKind.REWORD.value), "at"),
        "date_at": _newest(amended.filter(kind=AmendmentKind.DATE.value), "at"),
        "newer_at": _newest(newer, "at"),
        "sealed_at": _newest(sealed, "at"),
        "expired_on": _newest(
            cited.filter(version__expires_on__lte=london_day(until)), "version__expires_on"
        ),
    }


def _newest(rows: QuerySet, column: str) -> Subquery:
    return Subquery(rows.order_by(f"-{column}").values(column)[:1])
