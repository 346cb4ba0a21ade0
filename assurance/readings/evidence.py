"""Evidence as facts, now or as history held it, as far as a person may see it (Rules 22, 29)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Exists, F, OuterRef

from assurance.facts.evidence import (
    EvidenceFacts,
    LinkCheckFacts,
    SealFacts,
    UseFacts,
    VersionFacts,
)
from assurance.models import (
    Evidence,
    EvidenceSeal,
    EvidenceUse,
    EvidenceVersion,
    LinkCheck,
)
from assurance.readings.evidence_positions import Register, register_read
from assurance.readings.seals import seals
from assurance.words.classification import Classification
from assurance.words.evidence import EvidenceKind, EvidenceType, LinkFound, RecordKind, SealStep
from irp.models import User
from irp.readings import Now, Source

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


def evidence(
    source: Source,
    *,
    user: User,
    among: Collection[int] | None = None,
    register: Register | None = None,
) -> list[EvidenceFacts]:
    """Return the pieces that a person may see, or those of some keys, the newest first.

    In nine statements, or five with the `register` that somebody has read before. What they may see
    today decides, also of the past: a piece that has been made confidential since is not given
    away by a past date (Rule 29).
    """
    scope = {} if among is None else {"id__in": sorted(among)}
    of_these = {} if among is None else {"evidence_id__in": sorted(among)}
    rows = source.rows(Evidence, **scope)
    versions = _newest_versions(source, user, scope)
    uses = _uses(source.rows(EvidenceUse, **of_these), register or register_read(source))
    checks, sealed = _checks(source, among), seals(until=source.at)
    found = [
        evidence_facts(
            row,
            version_facts(versions[row.id], sealed),
            uses.get(row.id, []),
            checks.get(versions[row.id].pk),
        )
        for row in rows
        if row.id in versions
    ]
    return sorted(found, key=lambda piece: -piece.key)


def evidence_of(source: Now, *, user: User, **requirement: Any) -> list[EvidenceFacts]:
    """Return the pieces for the requirements of these columns that a person may see (Rule 22)."""
    wanted = {f"requirement__{name}": value for name, value in requirement.items()}
    uses = EvidenceUse.objects.filter(ended=False, **wanted)
    among = set(uses.values_list("evidence_id", flat=True))
    return evidence(source, user=user, among=among) if among else []


def evidence_for(source: Source, ref: str, *, user: User) -> list[EvidenceFacts]:
    """Return the pieces for one requirement that a person may see, the oldest first.

    In one statement now, in three of the past, and in one more where a file is sealed. Of what a
    piece is for this requirement alone is told, without its gates, and of a link no check.
    """
    seen = Evidence.objects.visible_to(user).values("pk")
    confirmed = EvidenceSeal.objects.filter(sha256=OuterRef("sha256"), step=SealStep.CONFIRMED)
    held = EvidenceVersion.objects.filter(
        at__lte=source.at, evidence__in=seen, evidence__uses__requirement__ref=ref
    ).annotate(
        is_sealed=Exists(confirmed),
        tie=F("evidence__uses__id"),
        consideration=F("evidence__uses__consideration"),
        ended=F("evidence__uses__ended"),
    )
    found: list[Any] = list(held.select_related("evidence").order_by("number"))
    if not found:
        return []
    versions = {version.evidence_id: version for version in found}
    ties = {
        version.tie: (version.evidence_id, version.consideration, version.ended)
        for version in found
    }
    if isinstance(source, Now):
        rows: dict[int, Any] = {key: version.evidence for key, version in versions.items()}
    else:
        rows = {row.id: row for row in source.rows(Evidence, id__in=sorted(versions))}
        used = source.rows(EvidenceUse, id__in=sorted(ties))
        ties = {row.id: (row.evidence_id, row.consideration, row.ended) for row in used}
    uses: dict[int, list[UseFacts]] = defaultdict(list)
    for key, consideration, ended in ties.values():
        if not ended:
            use = UseFacts(
                requirement=ref, outcome=0, test=0, consideration=consideration, gates=()
            )
            uses[key].append(use)
    sealed = (
        seals(until=source.at) if any(version.is_sealed for version in versions.values()) else {}
    )
    return [
        evidence_facts(rows[key], version_facts(versions[key], sealed), uses[key], None)
        for key in sorted(versions)
        if key in uses and key in rows
    ]


def _newest_versions(source: Source, user: User, scope: Mapping[str, Any]) -> dict[int, Any]:
    """Return the version in force of each piece of a scope that a person may see."""
    seen = Evidence.objects.visible_to(user).filter(**scope).values("pk")
    rows = EvidenceVersion.objects.filter(at__lte=source.at, evidence__in=seen)
    return {row.evidence_id: row for row in rows.order_by("number")}


def _uses(rows: Iterable[Any], register: Register) -> dict[int, list[UseFacts]]:
    found: dict[int, list[UseFacts]] = defaultdict(list)
    for row in rows:
        if row.ended:
            continue
        requirement = register.known[row.requirement_id]
        found[row.evidence_id].append(
            UseFacts(
                requirement=requirement.ref,
                outcome=requirement.outcome,
                test=requirement.test,
                consideration=row.consideration,
                gates=requirement.gates,
            )
        )
    return found


def _checks(source: Source, among: Collection[int] | None) -> dict[int, LinkCheckFacts]:
    """Return the newest check of each version."""
    scope = {} if among is None else {"evidence_version__evidence__in": sorted(among)}
    return {row.evidence_version_id: check_facts(row) for row in source.acts(LinkCheck, **scope)}


def check_facts(row: LinkCheck) -> LinkCheckFacts:
    """Return what somebody found of a link."""
    return LinkCheckFacts(
        looked_on=row.looked_on,
        found=LinkFound(row.found),
        note=row.note,
        by_name=row.by_name,
    )


def evidence_facts(
    row: Any, version: VersionFacts, uses: Sequence[UseFacts], check: LinkCheckFacts | None
) -> EvidenceFacts:
    """Return a piece from its row, now or of history, and what belongs to it."""
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
        check=check,
    )
