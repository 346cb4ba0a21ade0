"""People write what only people can: each version of a text is an act of its own (DOMAIN 4)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from irp.actions import Faulty, Refused, hold_to_newest
from irp.history import enact
from irp.models import Post, ReportingPeriod, User
from irp.permissions import require
from packs.models import EditionText
from packs.readings.edition import in_the_pack
from packs.rules.edition import text_faults
from packs.words import Forum
from packs.words.edition import TextKind, TextStage

WRITES = "packs.write_text"


@dataclass(frozen=True, kw_only=True)
class Written:
    """A text as it was entered."""

    words: str
    stage: TextStage
    way_back: str = ""
    owner: Post | None = None
    due_on: date | None = None


def write_text(
    period: ReportingPeriod,
    forum: Forum,
    kind: TextKind,
    place: int,
    written: Written,
    *,
    version: int,
    by: User,
    at: datetime,
) -> EditionText:
    """Keep a version of a text; earlier ones stay, and issued packs are as they were.

    `version` is the number of the one the person saw, 0 for none. Raises `Conflict` with the newest
    where there is another, `Faulty` by field, `Refused` for a month that was never opened and for
    what is taken out without being in.
    """
    require(by, WRITES, kind, at=at)
    owner = written.owner.title if written.owner else ""
    faults = text_faults(
        kind,
        written.stage,
        words=written.words,
        way_back=written.way_back,
        owner=owner,
        due_on=written.due_on,
    )
    if faults:
        raise Faulty(faults)
    with transaction.atomic():
        row = ReportingPeriod.objects.select_for_update(no_key=True).get(pk=period.pk)
        if row.opened_at is None:
            raise Refused(f"{row} is not open yet. Write for its packs once it is.")
        same = EditionText.objects.filter(
            month_of=row, forum=forum.value, kind=kind.value, place=place
        )
        newest = same.select_related("month_of").order_by("number").last()
        hold_to_newest(newest, seen=version)
        if written.stage is TextStage.OUT and not in_the_pack(same.order_by("-number")):
            raise Refused("It is not in the pack, so it cannot be taken out.")
        return enact(
            EditionText,
            by=by,
            at=at,
            month_of=row,
            forum=forum.value,
            kind=kind.value,
            place=place,
            number=version + 1,
            stage=written.stage.value,
            words=written.words.strip(),
            way_back=written.way_back.strip(),
            owner=owner,
            due_on=written.due_on,
        )
