"""What commissioners set of sustained evidence (Rule 22)."""

from collections.abc import Sequence
from datetime import datetime

from assurance.facts.evidence import SustainedFacts, SustainedOf
from assurance.models import Requirement, SustainedEvidence
from assurance.rules.sustained import from_rows
from assurance.words.evidence import Cadence
from irp.readings import Source


def newest_setting(requirement: Requirement, *, until: datetime) -> SustainedEvidence | None:
    """Return the setting in force of a requirement, None where commissioners set none."""
    rows = SustainedEvidence.objects.filter(requirement=requirement, at__lte=until)
    return rows.order_by("-at", "-pk").first()


def setting_of(source: Source, ref: str) -> SustainedFacts | None:
    """Return the setting in force of a requirement, in one statement."""
    rows = SustainedEvidence.objects.filter(requirement__ref=ref, at__lte=source.at)
    row = rows.order_by("-at", "-pk").first()
    return None if row is None else _setting(row)


def settings_of_all(source: Source) -> tuple[SustainedOf, ...]:
    """Return the setting in force of each requirement that has one, in one statement."""
    return settings_of(source, None)


def settings_of(source: Source, refs: Sequence[str] | None) -> tuple[SustainedOf, ...]:
    """Return the same of some requirements, or of all."""
    scope = {} if refs is None else {"requirement__ref__in": refs}
    rows = SustainedEvidence.objects.filter(at__lte=source.at, **scope).order_by("at", "pk")
    newest = {row.requirement.ref: row for row in rows.select_related("requirement")}
    return tuple(
        SustainedOf(requirement=ref, setting=_setting(newest[ref])) for ref in sorted(newest)
    )


def _setting(row: SustainedEvidence) -> SustainedFacts:
    return SustainedFacts(
        periods=row.periods,
        cadence=Cadence(row.cadence),
        directorates=tuple(from_rows(row.directorates)),
        reason=row.reason,
        by_name=row.by_name,
        at=row.at,
    )
