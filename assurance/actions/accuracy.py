"""Commissioners share a draft for accuracy, officers comment on it (Rule 23)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from assurance.actions.drafts import NO_DRAFT
from assurance.actions.interests import refuse_interested
from assurance.actions.requirements import in_force
from assurance.models import AccuracyComment, AccuracyShare, AccuracyShareEnd, Requirement
from assurance.readings.accuracy import officers
from assurance.readings.drafts import draft_of
from assurance.rules.accuracy import comment_faults, share_faults
from irp.actions import Faulty, Refused
from irp.history import enact
from irp.models import User
from irp.permissions import require
from irp.rules.calendar import london_day

RIGHT = "assurance.draft_judgement"
CLOSED = "It is not shared with you any more."
TAKEN_BACK = "It has been taken back already."


def share_for_accuracy(
    requirement: Requirement, *, officer: User, until: date, by: User, at: datetime
) -> AccuracyShare:
    """Show one's own draft, as it reads now, to one officer until a day.

    Raises `Refused` without a draft, `Faulty` by field.
    """
    require(by, RIGHT, requirement, at=at)
    refuse_interested(requirement.outcome, by=by, at=at)
    on = london_day(at)
    with transaction.atomic():
        row = in_force(requirement, on=on)
        draft = draft_of(row, user=by)
        if draft is None:
            raise Refused(NO_DRAFT)
        officer.acting_on = on
        open_ones = AccuracyShare.objects.open_to(officer, on=on).filter(draft=draft)
        faults = share_faults(
            until=until,
            on=on,
            is_officer=officers(on=on).filter(pk=officer.pk).exists(),
            is_shared=open_ones.exists(),
        )
        if faults:
            raise Faulty(faults)
        return enact(
            AccuracyShare,
            by=by,
            at=at,
            draft=draft,
            officer=officer,
            officer_name=officer.name,
            officer_post=officer.posts_line(at=at),
            until=until,
        )


def take_back(shares: Sequence[AccuracyShare], *, by: User, at: datetime) -> list[AccuracyShareEnd]:
    """End shares of one's own draft before their last day, all or none; the comments stay.

    Raises `Refused` for a share that is another's or has been taken back.
    """
    require(by, RIGHT, at=at)
    with transaction.atomic():
        drawn_from = {share.draft.requirement_id for share in shares}
        list(Requirement.objects.select_for_update().filter(pk__in=drawn_from).order_by("pk"))
        seen = AccuracyShare.objects.seen_by(by, on=london_day(at)).filter(draft__by=by)
        own = {row.pk: row for row in seen.filter(pk__in=[share.pk for share in shares])}
        if len(own) < len(shares):
            raise Refused(NO_DRAFT)
        if any(hasattr(row, "end") for row in own.values()):
            raise Refused(TAKEN_BACK)
        return [enact(AccuracyShareEnd, by=by, at=at, share=own[share.pk]) for share in shares]


def comment_on_accuracy(
    share: AccuracyShare, *, words: str, by: User, at: datetime
) -> AccuracyComment:
    """Say what is not accurate in a draft that is shared with oneself; it is kept.

    Raises `Refused` once it is shared no more, `Faulty` without words.
    """
    require(by, "irp.read_plan", at=at)
    with transaction.atomic():
        Requirement.objects.select_for_update().get(pk=share.draft.requirement_id)
        if not AccuracyShare.objects.open_to(by, on=london_day(at)).filter(pk=share.pk).exists():
            raise Refused(CLOSED)
        if faults := comment_faults(words):
            raise Faulty(faults)
        return enact(AccuracyComment, by=by, at=at, share=share, words=words.strip())
