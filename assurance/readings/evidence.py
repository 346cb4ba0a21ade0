"""Evidence as facts, now or as history held it, as far as a person may see it (Rules 22, 29)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
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
    SealStep,
)
from irp.models import User
from irp.readings import Now, Source
from irp.rules.calendar import london_day

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


def evidence(source: Source, *, user: User) -> list[EvidenceFacts]:
    """Return the pieces that a person may see, the newest first; in ten statements.

    What they may see today decides, also of the past: a piece that has been made confidential
    since is not given away by a past date (Rule 29).
    """
    keys = set(Evidence.objects.visible_to(user).values_list("pk", flat=True))
    rows = [row for row in source.rows(Evidence) if row.id in keys]
    versions = _newest_versions(source, None)
    uses = _uses(source)
    checks, sealed = _checks(source), seals(until=source.at)
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
    return sorted(found, key=lambda one: -one.key)


def refs_in_force(source: Source) -> list[str]:
    """Return the references of the requirements in force, by outcome, in one statement."""
    on = london_day(source.at)
    rows = source.columns(Requirement, "ref", "retired_on", "outcome_id", "test_id", "number")
    in_force = [row for row in rows if row[1] is None or on < row[1]]
    return [row[0] for row in sorted(in_force, key=lambda row: row[2:])]


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
    versions = {one.evidence_id: one for one in found}
    ties = {one.tie: (one.evidence_id, one.consideration, one.ended) for one in found}
    if isinstance(source, Now):
        rows: dict[int, Any] = {key: one.evidence for key, one in versions.items()}
    else:
        rows = {row.id: row for row in source.rows(Evidence, id__in=sorted(versions))}
        kept = source.rows(EvidenceUse, id__in=sorted(ties))
        ties = {row.id: (row.evidence_id, row.consideration, row.ended) for row in kept}
    uses: dict[int, list[UseFacts]] = defaultdict(list)
    for key, consideration, ended in ties.values():
        if not ended:
            use = UseFacts(
                requirement=ref, outcome=0, test=0, consideration=consideration, gates=()
            )
            uses[key].append(use)
    sealed = seals(until=source.at) if any(one.is_sealed for one in versions.values()) else {}
    return [
        evidence_facts(rows[key], version_facts(versions[key], sealed), uses[key], None)
        for key in sorted(versions)
        if key in uses and key in rows
    ]


def _newest_versions(source: Source, among: Collection[int] | None) -> dict[int, Any]:
    """Return the version in force of each piece, with the piece as it is now."""
    confirmed = EvidenceSeal.objects.filter(sha256=OuterRef("sha256"), step=SealStep.CONFIRMED)
    rows = EvidenceVersion.objects.filter(at__lte=source.at).order_by("number")
    if among is not None:
        rows = rows.filter(evidence__in=among).select_related("evidence")
    return {row.evidence_id: row for row in rows.annotate(is_sealed=Exists(confirmed))}


def _uses(source: Source) -> dict[int, list[UseFacts]]:
    rows = [row for row in source.rows(EvidenceUse) if not row.ended]
    outcomes = dict(source.columns(PriorityOutcome, "id", "number"))
    tests = dict(source.columns(AssuranceTest, "id", "number"))
    known = {
        key: (ref, outcomes.get(outcome), tests.get(test))
        for key, ref, outcome, test in source.columns(
            Requirement, "id", "ref", "outcome_id", "test_id"
        )
    }
    gates = gates_due(source)
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


def _checks(source: Source) -> dict[int, LinkCheckFacts]:
    """Return the newest check of each version."""
    return {row.evidence_version_id: check_facts(row) for row in source.acts(LinkCheck)}


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
