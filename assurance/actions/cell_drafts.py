"""A second commissioner agrees what another drafted of a test, or ends the draft (20, 21, 24b)."""

from datetime import datetime

from django.db import transaction

from assurance.actions.cells import (
    RIGHT,
    Judged,
    columns_said,
    hold_to_the_rule,
    lock_cell,
    what_is_cited,
)
from assurance.actions.citations import write_citations
from assurance.actions.interests import refuse_interested
from assurance.models import (
    CellAct,
    CellDraft,
    CellDraftEnd,
    PriorityOutcome,
)
from assurance.readings.cell_drafts import not_to_agree, open_drafts
from assurance.rules.citations import DRAFT_AGAIN
from assurance.words.cells import Said, Subject
from assurance.words.evidence import Strength
from irp.actions import Faulty, Refused
from irp.history import enact
from irp.models import User
from irp.permissions import require


def agree_draft(draft: CellDraft, *, version: int, by: User, at: datetime) -> CellAct:
    """Agree a draft of another commissioner, from when it is in force (Rule 24b).

    Raises `Refused` for its own author, for whom the settings do not name, and where the rule no
    longer allows it.
    """
    require(by, RIGHT, at=at)
    refuse_interested(draft.outcome, by=by, at=at)
    with transaction.atomic():
        judged = _of(draft)
        lock_cell(judged, version=version)
        row = _still_open(draft, by=by)
        if faults := not_to_agree(row, by=by, at=at):
            raise Refused(*faults)
        hold_to_the_rule(judged, at=at)
        versions, cited = what_is_cited(judged, by=by, at=at, gone=DRAFT_AGAIN)
        if cited:
            raise Refused(*cited.values())
        made = enact(
            CellAct,
            by=by,
            at=at,
            number=version + 1,
            drafted_name=row.by_name,
            drafted_post=row.by_post,
            **columns_said(judged),
        )
        write_citations(made, versions, judged.cites, at=at)
        enact(CellDraftEnd, by=by, at=at, draft=row, became=made)
        return made


def end_draft(draft: CellDraft, *, reason: str, by: User, at: datetime) -> CellDraftEnd:
    """End a draft that is not agreed, with the reason; its author may, and any commissioner."""
    require(by, RIGHT, at=at)
    if not reason.strip():
        raise Faulty({"reason": "Enter the reason for not agreeing."})
    with transaction.atomic():
        PriorityOutcome.objects.select_for_update().get(pk=draft.outcome_id)
        row = _still_open(draft, by=by)
        return enact(CellDraftEnd, by=by, at=at, draft=row, reason=reason.strip())


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
