"""Commissioners judge an outcome under a test: drafted, agreed by a second, withdrawn (20, 21)."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from assurance.actions.citations import (
    Cites,
    cited_versions,
    held_words,
    refuse_citations,
)
from assurance.actions.interests import refuse_interested
from assurance.models import (
    AssuranceTest,
    CellAct,
    CellDraft,
    EvidenceVersion,
    PriorityOutcome,
)
from assurance.readings.cell_drafts import open_drafts
from assurance.readings.cells import cell_courses, standing_by_courses, standing_of
from assurance.rules.cell_acts import act_faults, said_faults
from assurance.rules.cells import may_withdraw
from assurance.rules.citations import CHOOSE_AGAIN
from assurance.words import Speaker
from assurance.words.cells import Said, Subject
from irp.actions import Faulty, Refused, hold_to_newest
from irp.history import enact
from irp.models import User
from irp.permissions import require

RIGHT = "assurance.judge_tests"


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What is said of an outcome under a test, why, and on which versions of evidence."""

    outcome: PriorityOutcome
    test: AssuranceTest
    subject: Subject
    said: Said
    reason: str
    evidence_cited: str = ""
    cites: Cites = field(default_factory=dict)


def judge_test(judged: Judged, *, version: int, by: User, at: datetime) -> CellDraft:
    """Draft a judgement, for a second commissioner or the lead to agree as the settings say.

    `version` is how many acts the person saw (`acts_seen`). Raises `Conflict` with the newest act
    where there are others, `Faulty` by field, `Refused` where the rule does not allow it now or a
    draft awaits its agreement (Rules 20, 21 and 24b). Links alone support nothing (22).
    """
    require(by, RIGHT, at=at)
    refuse_interested(judged.outcome, by=by, at=at)
    with transaction.atomic():
        versions, faults = what_is_cited(judged, by=by, at=at)
        columns = columns_said(judged)
        columns["evidence_cited"] = words = judged.evidence_cited.strip() or held_words(versions)
        if faults := faults | said_faults(judged.said, reason=judged.reason, evidence=words):
            raise Faulty(faults)
        lock_cell(judged, version=version)
        waiting = _draft_of(judged, by=by)
        if waiting:
            raise Refused(
                f"A draft by {waiting.by_name} is waiting to be agreed. Agree it or end it, then "
                "go on."
            )
        hold_to_the_rule(judged, at=at)
        strengths = {str(row.pk): judged.cites[row.pk].value for row in versions}
        return enact(CellDraft, by=by, at=at, cites=strengths, **columns)


def withdraw_test(judged: Judged, *, version: int, by: User, at: datetime) -> CellAct:
    """Withdraw what commissioners said, with the reason; it is in force at once (Rule 20).

    One commissioner does it: what two agreed is agreed no longer once one of them says so. What
    was declared stays on record.
    """
    require(by, RIGHT, at=at)
    refuse_interested(judged.outcome, by=by, at=at)
    if not judged.reason.strip():
        raise Faulty({"reason": "Enter the reason for the withdrawal."})
    with transaction.atomic():
        lock_cell(judged, version=version)
        met, progress = standing_of(judged.outcome, judged.test, at=at)
        if not may_withdraw(judged.subject, met, progress):
            raise Refused("Commissioners have said nothing here that could be withdrawn.")
        return enact(CellAct, by=by, at=at, number=version + 1, **columns_said(judged))


def hold_to_the_rule(judged: Judged, *, at: datetime) -> None:
    """Raise `Faulty` where it cannot be said of the test now (Rules 20 and 21)."""
    outcome, test = judged.outcome, judged.test
    courses = cell_courses(outcome, test, at=at)
    met, progress = standing_by_courses(outcome, test, courses, at=at)
    faults = act_faults(
        judged.said, courses, met, progress, outcome=outcome.number, test=test.number, at=at
    )
    if faults:
        raise Refused(*faults)


def what_is_cited(
    judged: Judged, *, by: User, at: datetime, gone: str = CHOOSE_AGAIN
) -> tuple[list[EvidenceVersion], dict[str, str]]:
    """Return the versions that are cited, and what is wrong with them (Rules 22 and 24b)."""
    versions = cited_versions(judged.cites, by=by)
    who = Speaker.COMMISSIONER
    return versions, refuse_citations(
        versions, speaker=who, judgement=None, issued=True, by=by, at=at, gone=gone
    )


def lock_cell(judged: Judged, *, version: int) -> None:
    """Lock the outcome's row, so that of two at once one sees the other's act."""
    PriorityOutcome.objects.select_for_update().get(pk=judged.outcome.pk)
    rows = CellAct.objects.filter(
        outcome=judged.outcome, test=judged.test, subject=judged.subject
    ).select_related("outcome", "test")
    hold_to_newest(rows.order_by("number").last(), seen=version)


def _draft_of(judged: Judged, *, by: User) -> CellDraft | None:
    rows = open_drafts(by).filter(outcome=judged.outcome, test=judged.test)
    found: CellDraft | None = rows.filter(subject=judged.subject).first()
    return found


def columns_said(judged: Judged) -> dict[str, object]:
    """Return what is said as columns of an act or a draft."""
    return {
        "outcome": judged.outcome,
        "test": judged.test,
        "subject": judged.subject.value,
        "said": judged.said.value,
        "reason": judged.reason.strip(),
        "evidence_cited": judged.evidence_cited.strip(),
    }
