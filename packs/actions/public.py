"""The public edition of an issued pack, asked for (Rules 24e and 29)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from irp.actions import Refused
from irp.history import enact
from irp.models import User
from irp.permissions import require
from packs.actions.packs import put_in_queue
from packs.facts.edition import PinnedFacts
from packs.models import Pack, PlanSnapshot, WordsRead
from packs.readings.issue import withdrawn_since
from packs.snapshot.beside import words_mark
from packs.snapshot.pinning import beside_public
from packs.words import Audience, EditionStatus, PackState

READ_AGAIN = (
    "What would be published changed since you opened this page. Read the words again, then tick "
    "that you have."
)


def request_public(pack: Pack, *, seen: str, by: User, at: datetime) -> Pack:
    """Ask for the public edition of an issued version; it replaces the one before.

    `seen` is the mark of the words that the person read: who read them and when is kept.

    It has the number, the frozen month and the texts of what it is made from. What is withheld is
    fixed here, by the newest classification of each item: once one is classified anew, another
    edition of the same version says so. Refused for what is not the board's issued version in
    force, where commissioners withdrew something that it does not carry, and where the words are
    not those that were read.
    """
    require(by, "packs.request_pack", at=at)
    with transaction.atomic():
        snapshot = PlanSnapshot.objects.select_for_update().get(pk=pack.snapshot_id)
        row = hold_issued(pack, at=at)
        public = snapshot.packs.filter(forum=row.forum, audience=Audience.PUBLIC)
        if waiting := public.filter(state__in=[PackState.QUEUED, PackState.RUNNING]).first():
            raise Refused(
                f"{waiting} is still being created. Try again when it is ready or has failed."
            )
        beside = beside_public(row)
        if seen != words_mark(beside):
            raise Refused(READ_AGAIN)
        made = _queue(row, snapshot, beside, by=by, at=at)
        enact(WordsRead, by=by, at=at, pack=made)
        return made


def hold_issued(pack: Pack, *, at: datetime) -> Pack:
    """Return a board's version as it is now, from which an edition is made; its month is held.

    Refused for what was not issued or was replaced, and where commissioners withdrew something
    that it does not carry (Rule 24e).
    """
    every = Pack.objects.with_superseded().select_related("snapshot__period")
    row = every.defer("snapshot__body").get(pk=pack.pk)
    _require_in_force(row)
    if gone := withdrawn_since(row.requested_at, until=at):
        raise Refused(
            f"Commissioners withdrew since {row} was created: {', '.join(gone)}. Correct it, "
            "and open the correction."
        )
    return row


def _require_in_force(row: Pack) -> None:
    if row.made_from_id or row.standing != EditionStatus.FINAL or row.state != PackState.READY:
        raise Refused(f"{row} has not been issued to its board. Issue it first.")
    if row.superseded:
        raise Refused(f"{row} was replaced. Open the newest version, and ask for it there.")
    if not row.pinned:
        raise Refused(
            f"{row} was created before the product stored what is beside its figures. Correct "
            "it, and open the correction."
        )


def _queue(
    row: Pack, snapshot: PlanSnapshot, beside: PinnedFacts, *, by: User, at: datetime
) -> Pack:
    made = row.editions.filter(audience=Audience.PUBLIC).exclude(state=PackState.FAILED)
    ready = snapshot.packs.filter(forum=row.forum, audience=Audience.PUBLIC, state=PackState.READY)
    before = ready.order_by("-number", "-part").first()
    return put_in_queue(
        by=by,
        at=at,
        beside=beside,
        snapshot=snapshot,
        compared_with_id=row.compared_with_id,
        forum=row.forum,
        number=row.number,
        label=row.label,
        standing=EditionStatus.FINAL,
        audience=Audience.PUBLIC,
        made_from=row,
        part=(made.aggregate(last=Max("part"))["last"] or 0) + 1,
        supersedes=before,
        reason=_reason(row, before),
    )


def _reason(row: Pack, before: Pack | None) -> str:
    """Return why it replaces the one before, "" for the first of a first version.

    The reason of a correction is pinned, and withheld where it names what is.
    """
    if before is None:
        was = row.supersedes
        return f"Made from {row.version}, which corrects {was.version}" if was else ""
    if before.made_from_id == row.pk:
        return "Created again, by how each item is classified now"
    return f"Made from {row.version}, which corrects the version before"
