"""Evidence as facts, now or as history held it, as far as a person may see it (Rules 22, 29)."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from assurance.facts.evidence import (
    EvidenceFacts,
    LinkCheckFacts,
    SealFacts,
    UseFacts,
    VersionFacts,
)
from assurance.models import (
    Evidence,
    EvidenceUse,
    EvidenceVersion,
    LinkCheck,
    PriorityOutcome,
    Requirement,
)
from assurance.models.plan import AssuranceTest
from assurance.readings.gates import gates_due
from assurance.readings.seals import seals
from assurance.words.evidence import (
    Classification,
    EvidenceKind,
    EvidenceType,
    LinkFound,
    RecordKind,
)
from irp.models import User
from irp.readings import Source

SAME = (
    *("number", "effective_from", "effective_to", "expires_on", "prepared_by_name", "note"),
    *("sha256", "size", "format", "has_macros", "file_name", "address", "record_ref"),
    *("record_title", "record_value", "by_name", "by_post", "at"),
)


def version_facts(row: EvidenceVersion, sealed: Mapping[str, SealFacts]) -> VersionFacts:
    """Return a version; `sealed` are the seals by hash."""
    kind = RecordKind(row.record_kind) if row.record_kind else None
    same = {name: getattr(row, name) for name in SAME}
    return VersionFacts(key=row.pk, record_kind=kind, seal=sealed.get(row.sha256), **same)


def evidence(source: Source, *, user: User, ref: str = "") -> list[EvidenceFacts]:
    """Return the pieces that a person may see, the newest first; in nine statements.

    Of one reference or of all. What they may see today decides, also of the past: a piece that has
    been made confidential since is not given away by a past date (Rule 29).
    """
    seen = Evidence.objects.visible_to(user)
    keys = set((seen.filter(ref=ref) if ref else seen).values_list("pk", flat=True))
    scope = {"ref": ref} if ref else {}
    rows = [row for row in source.rows(Evidence, **scope) if row.id in keys]
    among = [row.id for row in rows] if ref else None
    versions = _newest_versions(source, among)
    uses = _uses(source, among)
    checks, sealed = _checks(source, among), seals(until=source.at)
    found = [
        _facts(row, version_facts(versions[row.id], sealed), uses.get(row.id, []), checks)
        for row in rows
        if row.id in versions
    ]
    return sorted(found, key=lambda one: -one.key)


def _newest_versions(source: Source, among: Collection[int] | None) -> dict[int, EvidenceVersion]:
    rows = EvidenceVersion.objects.filter(at__lte=source.at).order_by("number")
    if among is not None:
        rows = rows.filter(evidence__in=among)
    return {row.evidence_id: row for row in rows}


def _uses(source: Source, among: Collection[int] | None) -> dict[int, list[UseFacts]]:
    scope = {} if among is None else {"evidence__in": list(among)}
    rows = [row for row in source.rows(EvidenceUse, **scope) if not row.ended]
    outcomes = dict(source.columns(PriorityOutcome, "id", "number"))
    tests = dict(source.columns(AssuranceTest, "id", "number"))
    known = {
        key: (ref, outcomes.get(outcome), tests.get(test))
        for key, ref, outcome, test in source.columns(
            Requirement, "id", "ref", "outcome_id", "test_id"
        )
    }
    gates = gates_due(source, None if among is None else [row.requirement_id for row in rows])
    found: dict[int, list[UseFacts]] = defaultdict(list)
    for row in rows:
        ref, outcome, test = known[row.requirement_id]
        dates = tuple(gate.due for gate in gates.get(row.requirement_id, ()))
        found[row.evidence_id].append(
            UseFacts(
                requirement=ref,
                outcome=outcome or 0,
                test=test or 0,
                consideration=row.consideration,
                gates=dates,
            )
        )
    return found


def _checks(source: Source, among: Collection[int] | None) -> dict[int, LinkCheckFacts]:
    """Return the newest check of each version."""
    scope = {} if among is None else {"evidence_version__evidence__in": list(among)}
    return {
        row.evidence_version_id: LinkCheckFacts(
            looked_on=row.looked_on,
            found=LinkFound(row.found),
            note=row.note,
            by_name=row.by_name,
        )
        for row in source.acts(LinkCheck, **scope)
    }


def _facts(
    row: Any,
    version: VersionFacts,
    uses: list[UseFacts],
    checks: dict[int, LinkCheckFacts],
) -> EvidenceFacts:
    order = sorted(uses, key=lambda use: (use.outcome, use.test, use.requirement))
    return EvidenceFacts(
        key=row.id,
        ref=row.ref,
        kind=EvidenceKind(row.kind),
        title=row.title,
        type=EvidenceType(row.type),
        council_wide=row.council_wide,
        directorates=tuple(row.directorates),
        classification=Classification(row.classification),
        paragraph=row.paragraph,
        exempt_reason=row.exempt_reason,
        retired_on=row.retired_on,
        version=version,
        uses=tuple(order),
        check=checks.get(version.key),
    )


def versions_of(row: Evidence, *, until: datetime) -> list[VersionFacts]:
    """Return every version of a piece up to a moment, the newest first."""
    kept = EvidenceVersion.objects.filter(evidence=row, at__lte=until).order_by("-number")
    sealed = seals(until=until)
    return [version_facts(one, sealed) for one in kept]
