"""Commissioners satisfy an assurance date, set it aside, or withdraw what they said (13 and 20)."""

from datetime import datetime

from django.db import transaction

from assurance.actions.citations import (
    Cites,
    cited_versions,
    held_words,
    refuse_citations,
    write_citations,
)
from assurance.actions.interests import refuse_interested
from assurance.actions.requirements import in_force
from assurance.models import Gate, GateAct
from assurance.readings.given import acts_of, ruling_in_force
from assurance.rules import ruling_faults
from assurance.words import Speaker
from assurance.words.gates import Ruling
from irp.actions import Faulty, Refused
from irp.history import enact
from irp.models import Conflict, User
from irp.permissions import require
from irp.rules.calendar import london_day

DATE_CHANGED = (
    "Read the date again. It was changed since you opened this form. Nothing you typed is lost."
)
NEVER_READ = "Open this page again. It does not say what you read of this date."


def judge_gate(
    gate: Gate,
    *,
    ruling: Ruling,
    reason: str,
    evidence_cited: str,
    by: User,
    at: datetime,
    version: int | None = None,
    date_seen: int | None = None,
    cites: Cites | None = None,
) -> GateAct:
    """Record what commissioners say of one date; what was said before is kept (Rule 13).

    `cites` are versions of evidence, each with how strong it is: links alone satisfy no date (22).
    `version` is how often something had been said of it when the form was opened: raises
    `Conflict` with the newest where there is more. `date_seen` is the version of the date itself:
    raises `Refused` where it was changed. Raises `Faulty` with what to type by field.
    """
    require(by, "assurance.judge_gate", gate.requirement, at=at)
    refuse_interested(gate.requirement.outcome, by=by, at=at)
    cites = cites or {}
    with transaction.atomic():
        # The date before its requirement, as who agrees a date holds them.
        now = Gate.objects.select_for_update().get(pk=gate.pk)
        in_force(gate.requirement, on=london_day(at))
        if date_seen not in (None, now.version):
            raise Refused(DATE_CHANGED)
        given = acts_of(gate)
        if version is not None and version != len(given):
            raise Conflict(given[-1]) if given else Refused(NEVER_READ)
        versions = cited_versions(cites, by=by)
        faults = refuse_citations(
            versions, speaker=Speaker.COMMISSIONER, judgement=None, issued=True, by=by, at=at
        )
        words = evidence_cited.strip() or held_words(versions)
        faults |= ruling_faults(
            ruling=ruling,
            stands=ruling_in_force(given),
            reason=reason,
            evidence_cited=words,
        )
        if faults:
            raise Faulty(faults)
        made = enact(
            GateAct,
            by=by,
            at=at,
            gate=gate,
            ruling=ruling.value,
            reason=reason.strip(),
            evidence_cited=words,
        )
        write_citations(made, versions, cites, at=at)
        return made
