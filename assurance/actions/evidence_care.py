"""Links are looked at and told; privileged or personal content is sealed by two people (22)."""

from datetime import date, datetime

from django.db import transaction

from assurance.models import Evidence, EvidenceSeal, EvidenceVersion, LinkCheck
from assurance.readings.citations import issued_citing
from assurance.readings.held import evidence_store
from assurance.readings.seals import steps_of
from assurance.rules.evidence import retire_faults
from assurance.rules.sealing import seal_fault
from assurance.words.evidence import LinkFound, SealStep
from irp.actions import Faulty, Refused
from irp.history import enact, record
from irp.models import Conflict, User
from irp.permissions import require
from irp.rules.calendar import london_day


def tell_link(
    row: Evidence,
    *,
    newest: int,
    looked_on: date,
    found: LinkFound,
    note: str,
    by: User,
    at: datetime,
) -> LinkCheck:
    """Record that somebody looked at a link, when, and what was there; nothing is opened.

    `newest` is the number of the version that they looked at. Raises `Conflict` where there is a
    later one, `Faulty` by field.
    """
    require(by, "assurance.tell_link", row, at=at)
    if looked_on > london_day(at):
        raise Faulty({"looked_on": "Enter a day that is not in the future"})
    if found is not LinkFound.THERE and not note.strip():
        raise Faulty({"note": "Enter what you found instead"})
    with transaction.atomic():
        version = _newest(row)
        if not version.address:
            raise Refused(f"{row.ref} is not a link.")
        if version.number != newest:
            raise Conflict(version)
        columns = {"looked_on": looked_on, "found": found.value, "note": note.strip()}
        return enact(LinkCheck, by=by, at=at, evidence_version=version, **columns)


def seal_step(
    version: EvidenceVersion, step: SealStep, *, reason: str, by: User, at: datetime
) -> EvidenceSeal:
    """Ask to seal a held file, or answer; confirmed by another person, its bytes are removed.

    Title, hash and reason are kept, and the same bytes are taken no more. Raises `Refused`.
    """
    right = "assurance.ask_seal" if step is SealStep.ASKED else "assurance.answer_seal"
    require(by, right, version.evidence, at=at)
    if not version.sha256:
        raise Refused(f"{version.evidence.ref} holds no file.")
    if not reason.strip():
        raise Faulty({"reason": "Enter the reason. It is recorded, and shown in place of the file"})
    with transaction.atomic():
        Evidence.objects.select_for_update().get(pk=version.evidence_id)
        if fault := seal_fault(step, steps_of(version.sha256), by=by.pk):
            raise Refused(fault)
        columns = {"sha256": version.sha256, "step": step.value, "reason": reason.strip()}
        made = enact(EvidenceSeal, by=by, at=at, evidence_version=version, **columns)
        if step is SealStep.CONFIRMED:
            transaction.on_commit(lambda: evidence_store().remove(version.sha256))
        return made


def retire_evidence(
    row: Evidence, *, reason: str, cited: int, version: int, by: User, at: datetime
) -> Evidence:
    """Take a piece out of use from today on; nothing of it is deleted, and citations stay.

    `cited` is how many issued judgements were named to the person as citing it. Raises `Refused`
    with who cites it where that is another number, `Conflict` for another version.
    """
    require(by, "assurance.keep_evidence", row, at=at)
    if not reason.strip():
        raise Faulty({"reason": "Enter why it is retired"})
    with transaction.atomic():
        now = Evidence.objects.select_for_update().get(pk=row.pk)
        if now.version != version:
            raise Conflict(now)
        if now.retired_on is not None:
            raise Refused(f"{now.ref} has been retired already.")
        told = issued_citing(now, at=at)
        if faults := retire_faults(told, told=cited == len(told)):
            raise Refused(*faults)
        now.retired_on = london_day(at)
        return record(now, by=by, at=at, reason=f"Retired: {reason.strip()}")


def _newest(row: Evidence) -> EvidenceVersion:
    Evidence.objects.select_for_update().get(pk=row.pk)
    return row.versions.order_by("-number")[0]
