"""Commissioners judge an outcome under a test: drafted, agreed by a second, withdrawn (20, 21)."""

from dataclasses import dataclass, field
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
from assurance.facts.cells import CourseFacts
from assurance.models import (
    AssuranceTest,
    CellAct,
    CellDraft,
    CellDraftEnd,
    EvidenceVersion,
    PriorityOutcome,
)
from assurance.readings.cell_drafts import open_drafts
from assurance.readings.cells import cell_acts, courses_of
from assurance.readings.leads import leads
from assurance.rules.cell_acts import act_faults, said_faults
from assurance.rules.cells import Confidence, MetStanding, confidence, met_standing
from assurance.rules.citations import CHOOSE_AGAIN, DRAFT_AGAIN
from assurance.words import Speaker
from assurance.words.cells import Said, Subject
from assurance.words.evidence import Strength
from irp.actions import Faulty, Refused, hold_to_newest, plan_settings
from irp.history import enact
from irp.models import User
from irp.permissions import require
from irp.readings import Now
from irp.rules.agreement import Agrees, agreement_faults

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
        versions, faults = _cited(judged, by=by, at=at)
        said = _said(judged)
        said["evidence_cited"] = words = judged.evidence_cited.strip() or held_words(versions)
        if faults := faults | said_faults(judged.said, reason=judged.reason, evidence=words):
            raise Faulty(faults)
        _lock(judged, version=version)
        waiting = _draft_of(judged, by=by)
        if waiting:
            raise Refused(
                f"A draft of {waiting.by_name} awaits agreement. Agree it or do not, then go on."
            )
        _hold_to_the_rule(judged, at=at)
        kept = {str(row.pk): judged.cites[row.pk].value for row in versions}
        return enact(CellDraft, by=by, at=at, cites=kept, **said)


def agree_draft(draft: CellDraft, *, version: int, by: User, at: datetime) -> CellAct:
    """Agree a draft of another commissioner, from when it is in force (Rule 24b).

    Raises `Refused` for its own author, for whom the settings do not name, and where the rule no
    longer allows it.
    """
    require(by, RIGHT, at=at)
    refuse_interested(draft.outcome, by=by, at=at)
    with transaction.atomic():
        judged = _of(draft)
        _lock(judged, version=version)
        row = _still_open(draft, by=by)
        if faults := not_to_agree(row, by=by, at=at):
            raise Refused(*faults)
        _hold_to_the_rule(judged, at=at)
        versions, cited = _cited(judged, by=by, at=at, gone=DRAFT_AGAIN)
        if cited:
            raise Refused(*cited.values())
        made = enact(
            CellAct,
            by=by,
            at=at,
            number=version + 1,
            drafted_name=row.by_name,
            drafted_post=row.by_post,
            **_said(judged),
        )
        write_citations(made, versions, judged.cites, at=at)
        enact(CellDraftEnd, by=by, at=at, draft=row, became=made)
        return made


def not_to_agree(draft: CellDraft, *, by: User, at: datetime) -> list[str]:
    """Return why a commissioner cannot agree a draft, nothing where they can (Rule 24b)."""
    return agreement_faults(
        Agrees(plan_settings().agreed_by),
        drafted_by=draft.by_id or 0,
        agreed_by=by.pk,
        leads=leads(at=at, outcome=draft.outcome.number),
    )


def end_draft(draft: CellDraft, *, reason: str, by: User, at: datetime) -> CellDraftEnd:
    """End a draft that is not agreed, with the reason; its author may, and any commissioner."""
    require(by, RIGHT, at=at)
    if not reason.strip():
        raise Faulty({"reason": "Enter the reason for not agreeing."})
    with transaction.atomic():
        PriorityOutcome.objects.select_for_update().get(pk=draft.outcome_id)
        row = _still_open(draft, by=by)
        return enact(CellDraftEnd, by=by, at=at, draft=row, reason=reason.strip())


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
        _lock(judged, version=version)
        met, progress = standing_of(judged.outcome, judged.test, at=at)
        if not may_withdraw(judged.subject, met, progress):
            raise Refused("Commissioners have said nothing here that could be withdrawn.")
        return enact(CellAct, by=by, at=at, number=version + 1, **_said(judged))


def may_withdraw(subject: Subject, met: MetStanding, progress: Confidence) -> bool:
    """Tell whether there is something to withdraw."""
    return not met.is_withdrawn if subject is Subject.MET else progress.act is not None


def standing_of(
    outcome: PriorityOutcome, test: AssuranceTest, *, at: datetime
) -> tuple[MetStanding, Confidence]:
    """Return what stands of one outcome under one test, as the rules have it."""
    return _standing(outcome, test, _courses(outcome, test, at=at), at=at)


def _courses(
    outcome: PriorityOutcome, test: AssuranceTest, *, at: datetime
) -> tuple[CourseFacts, ...]:
    cell = outcome.number, test.number
    return courses_of(Now(at), [cell]).get(cell, ())


def _standing(
    outcome: PriorityOutcome,
    test: AssuranceTest,
    courses: tuple[CourseFacts, ...],
    *,
    at: datetime,
) -> tuple[MetStanding, Confidence]:
    acts = cell_acts(Now(at), outcome=outcome, test=test)
    met = met_standing(acts, courses, at=at)
    return met, confidence(acts, met, at=at)


def acts_seen(outcome: PriorityOutcome, test: AssuranceTest, subject: Subject) -> int:
    """Return how many acts there are: the version that a form carries."""
    return CellAct.objects.filter(outcome=outcome, test=test, subject=subject).count()


def _hold_to_the_rule(judged: Judged, *, at: datetime) -> None:
    outcome, test = judged.outcome, judged.test
    courses = _courses(outcome, test, at=at)
    met, progress = _standing(outcome, test, courses, at=at)
    faults = act_faults(
        judged.said, courses, met, progress, outcome=outcome.number, test=test.number, at=at
    )
    if faults:
        raise Refused(*faults)


def _cited(
    judged: Judged, *, by: User, at: datetime, gone: str = CHOOSE_AGAIN
) -> tuple[list[EvidenceVersion], dict[str, str]]:
    """Return the versions that are cited, and what is wrong with them (Rules 22 and 24b)."""
    versions = cited_versions(judged.cites, by=by)
    who = Speaker.COMMISSIONER
    return versions, refuse_citations(
        versions, speaker=who, judgement=None, issued=True, by=by, at=at, gone=gone
    )


def _lock(judged: Judged, *, version: int) -> None:
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


def _still_open(draft: CellDraft, *, by: User) -> CellDraft:
    row: CellDraft | None = open_drafts(by).filter(pk=draft.pk).first()
    if row is None:
        raise Refused("This draft has ended. Open the page of the test to see how.")
    return row


def _of(draft: CellDraft) -> Judged:
    return Judged(
        outcome=draft.outcome,
        test=draft.test,
        subject=Subject(draft.subject),
        said=Said(draft.said),
        reason=draft.reason,
        evidence_cited=draft.evidence_cited,
        cites={int(key): Strength(word) for key, word in draft.cites.items()},
    )


def _said(judged: Judged) -> dict[str, object]:
    return {
        "outcome": judged.outcome,
        "test": judged.test,
        "subject": judged.subject.value,
        "said": judged.said.value,
        "reason": judged.reason.strip(),
        "evidence_cited": judged.evidence_cited.strip(),
    }
