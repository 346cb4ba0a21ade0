"""Evidence is added, changed, given a new version, tied to what it is for, retired (Rule 22)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from assurance.actions.withholding import one_at_a_time
from assurance.models import Evidence, EvidenceDownload, EvidenceUse, EvidenceVersion, Requirement
from assurance.rules.evidence import evidence_faults, version_faults
from assurance.words.evidence import EvidenceKind
from irp.actions import Faulty, Refused
from irp.history import act, enact, record, write_acts
from irp.models import Conflict, PlanSettings, User
from irp.permissions import require
from irp.readings.numbers import next_number
from irp.rules.calendar import london_day

VERSION = (
    "effective_from",
    "effective_to",
    "expires_on",
    "prepared_by",
    "prepared_by_name",
    "note",
)


def add_evidence(
    kind: EvidenceKind,
    values: Mapping[str, Any],
    *,
    version: Mapping[str, Any],
    content: Mapping[str, Any],
    uses: Iterable[tuple[Requirement, int]] = (),
    by: User,
    at: datetime,
) -> Evidence:
    """Add a piece with the next reference and its first version. `values` are by column.

    `content` is what `evidence_content` made of a file, an address or a record; `uses` are
    requirements, each with the number of a consideration or 0. Raises `Faulty` by field.
    """
    require(by, "assurance.add_evidence", at=at)
    _refuse(evidence_faults(values) | version_faults(version, on=london_day(at)))
    with transaction.atomic():
        PlanSettings.objects.select_for_update().first()  # no reference is given twice
        number = next_number(Evidence.objects.all())
        row = Evidence(ref=f"EV-{number:04}", number=number, kind=kind.value, added_by=by, **values)
        record(row, by=by, at=at, reason="Evidence added")
        _version(row, 1, version, content, by=by, at=at)
        for requirement, consideration in uses:
            _use(row, requirement, consideration, by=by, at=at)
        return row


def change_evidence(
    row: Evidence, values: Mapping[str, Any], *, version: int, reason: str, by: User, at: datetime
) -> Evidence:
    """Write what a piece says of itself; `version` is that of the row the person saw.

    It may be classified by it, so it waits for a publication that is being recorded. Raises
    `Conflict`, or `Faulty` by field.
    """
    require(by, "assurance.keep_evidence", row, at=at)
    with transaction.atomic():
        one_at_a_time()
        now = _as_seen(row, version)
        _refuse(evidence_faults(values))
        for name, value in values.items():
            setattr(now, name, value)
        return record(now, by=by, at=at, reason=reason.strip() or "Changed")


def add_version(
    row: Evidence,
    version: Mapping[str, Any],
    *,
    content: Mapping[str, Any],
    newest: int,
    by: User,
    at: datetime,
) -> EvidenceVersion:
    """Give a piece a new version, which takes the place of the one before; that one is kept.

    `newest` is the number of the version that the person saw. Raises `Conflict` with a later one.
    """
    require(by, "assurance.keep_evidence", row, at=at)
    _refuse(version_faults(version, on=london_day(at)))
    with transaction.atomic():
        now = _in_force(Evidence.objects.select_for_update().get(pk=row.pk), at=at)
        last = now.versions.order_by("-number").first()
        if last is None or last.number != newest:
            raise Conflict(last or now)
        if _is_same(last, version, content):
            raise Refused("This is what the version in force says already. Nothing was saved")
        return _version(now, last.number + 1, version, content, by=by, at=at)


def tie_evidence(
    row: Evidence,
    uses: Collection[tuple[Requirement, int]],
    *,
    seen: Collection[int],
    by: User,
    at: datetime,
) -> int:
    """Say what a piece is for, whole: others end. Returns how many ties changed.

    `seen` are the keys of the ties in force that the person saw; raises `Conflict` for others, with
    the tie that was changed last.
    """
    require(by, "assurance.keep_evidence", row, at=at)
    with transaction.atomic():
        now = _in_force(Evidence.objects.select_for_update().get(pk=row.pk), at=at)
        held = list(EvidenceUse.objects.filter(evidence=now).select_related("requirement"))
        if unseen := [tie for tie in held if tie.ended == (tie.pk in seen)]:
            raise Conflict(max(unseen, key=_changed_at))
        wanted = {(requirement.pk, number): requirement for requirement, number in uses}
        changed = 0
        for use in held:
            is_wanted = wanted.pop((use.requirement_id, use.consideration), None) is not None
            if use.ended == is_wanted:
                use.ended = not is_wanted
                record(
                    use, by=by, at=at, reason="No longer for it" if use.ended else "For it again"
                )
                changed += 1
        for (_, number), requirement in wanted.items():
            _use(now, requirement, number, by=by, at=at)
        return changed + len(wanted)


def note_download(version: EvidenceVersion, *, by: User, at: datetime) -> EvidenceDownload:
    """Note who takes a held file out, before it is handed over (DESIGN 4a.9)."""
    require(by, "assurance.see_evidence", version.evidence, at=at)
    return enact(EvidenceDownload, by=by, at=at, evidence_version=version)


def note_downloads(keys: Sequence[int], *, by: User, at: datetime) -> list[EvidenceDownload]:
    """Note who takes the files of these versions out in a pack, before it is handed over."""
    require(by, "assurance.take_evidence", at=at)
    return write_acts(
        [act(EvidenceDownload, by=by, at=at, evidence_version_id=key) for key in keys]
    )


def _changed_at(tie: EvidenceUse) -> datetime:
    """Return when a tie was changed last."""
    newest: datetime = tie.history.latest().history_date
    return newest


def _refuse(faults: dict[str, str]) -> None:
    if faults:
        raise Faulty(faults)


def _as_seen(row: Evidence, version: int) -> Evidence:
    now = Evidence.objects.select_for_update().get(pk=row.pk)
    if now.version != version:
        raise Conflict(now)
    return now


def _in_force(row: Evidence, *, at: datetime) -> Evidence:
    if not row.is_in_force(on=london_day(at)):
        raise Refused(f"{row.ref} has been retired, so you cannot change it.")
    return row


def _version(
    row: Evidence,
    number: int,
    version: Mapping[str, Any],
    content: Mapping[str, Any],
    *,
    by: User,
    at: datetime,
) -> EvidenceVersion:
    columns = {name: version.get(name) for name in VERSION if version.get(name) is not None}
    return enact(EvidenceVersion, by=by, at=at, evidence=row, number=number, **columns, **content)


def _is_same(last: EvidenceVersion, version: Mapping[str, Any], content: Mapping[str, Any]) -> bool:
    told = {name: version.get(name) for name in VERSION if name != "note"} | dict(content)
    return all(getattr(last, name) == value for name, value in told.items())


def _use(
    row: Evidence, requirement: Requirement, consideration: int, *, by: User, at: datetime
) -> EvidenceUse:
    if not 0 <= consideration <= len(requirement.considerations):
        raise Refused(f"{requirement.ref} has no consideration {consideration}.")
    use = EvidenceUse(evidence=row, requirement=requirement, consideration=consideration)
    return record(use, by=by, at=at, reason="Evidence for it")
