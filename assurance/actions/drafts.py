"""Commissioners' drafts are saved, discarded, and end with what is issued (Rule 23)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from assurance.actions.requirements import in_force
from assurance.models import Assessment, JudgementDraft, JudgementDraftEnd, Requirement
from assurance.readings.drafts import Given, draft_of, taken_over
from assurance.words import DraftEnd, Judgement
from irp.actions import Refused
from irp.history import enact
from irp.models import User
from irp.permissions import require
from irp.rules.calendar import london_day

NO_DRAFT = "You have no draft of this requirement."


def save_draft(
    requirement: Requirement,
    *,
    judgement: Judgement,
    rationale: str,
    evidence_cited: str,
    cites: Mapping[str, str],
    considered: list[dict[str, str | int]],
    shared: bool,
    by: User,
    at: datetime,
) -> JudgementDraft:
    """Save a commissioner's draft, within the transaction of an act that judged its words.

    The shared draft of one who has left ends when the lead goes on with it.
    """
    for left in taken_over(requirement, user=by, at=at):
        enact(JudgementDraftEnd, by=by, at=at, draft=left, how=DraftEnd.TAKEN_OVER.value)
    return enact(
        JudgementDraft,
        by=by,
        at=at,
        requirement=requirement,
        judgement=judgement.value,
        rationale=rationale.strip(),
        evidence_cited=evidence_cited.strip(),
        cites=dict(cites),
        considered=considered,
        shared=shared,
    )


def end_with(issued: Assessment, draft: Given | None, *, by: User, at: datetime) -> None:
    """End the author's draft, if any, with what they have issued; others' drafts stay theirs."""
    if isinstance(draft, JudgementDraft):
        how = DraftEnd.ISSUED.value
        enact(JudgementDraftEnd, by=by, at=at, draft=draft, how=how, became=issued)


def discard_draft(requirement: Requirement, *, by: User, at: datetime) -> JudgementDraftEnd:
    """Discard one's own draft: from then on nobody sees it. Raises `Refused` without one."""
    require(by, "assurance.draft_judgement", requirement, at=at)
    with transaction.atomic():
        row = in_force(requirement, on=london_day(at))
        draft = draft_of(row, user=by)
        if draft is None:
            raise Refused(NO_DRAFT)
        return enact(JudgementDraftEnd, by=by, at=at, draft=draft, how=DraftEnd.DISCARDED.value)
