"""Packs asked for, issued and downloaded (DESIGN 4)."""

from datetime import datetime

from django.db import transaction

from irp.actions import Refused
from irp.history import enact
from irp.models import ReportingPeriod, User
from irp.permissions import require
from packs.models import Pack, PackDownload, PlanSnapshot
from packs.snapshot import codec
from packs.snapshot.pinning import pinned
from packs.words import EditionStatus, Forum, PackFile, PackState


def request_pack(
    period: ReportingPeriod,
    forum: Forum,
    standing: EditionStatus,
    *,
    reason: str,
    by: User,
    at: datetime,
) -> Pack:
    """Ask for a new version of a frozen period's pack; it supersedes the one before.

    A version after a final one is a correction and needs its reason.
    """
    require(by, "packs.request_pack", at=at)
    with transaction.atomic():
        kept = PlanSnapshot.objects.select_for_update().filter(period=period).first()
        if kept is None:
            raise Refused(f"{period} is not frozen. Freeze it before you create a pack.")
        packs = kept.packs.filter(forum=forum)
        waiting = packs.filter(state__in=[PackState.QUEUED, PackState.RUNNING]).first()
        if waiting:
            raise Refused(
                f"{waiting} is still being created. Try again when it is ready or has failed."
            )
        issued = packs.filter(standing=EditionStatus.FINAL, state=PackState.READY).exists()
        if issued and not reason.strip():
            raise Refused("Enter the reason for the correction of a pack that was issued.")
        if issued and standing is EditionStatus.DRAFT:
            raise Refused("This pack has been issued as final. Create a corrected version.")
        return queue_pack(kept, forum, standing, reason=reason, by=by, at=at)


def issue_pack(pack: Pack, *, corrects: bool, reason: str, by: User, at: datetime) -> Pack:
    """Ask for the final version of a draft, or for the correction of a version that was issued.

    Refused for what was never ready to be read, whatever a form says of having read it.
    """
    require(by, "packs.request_pack", at=at)
    if pack.state != PackState.READY:
        raise Refused(f"{pack} is not ready, so you cannot have read it. Create it first.")
    if corrects and pack.standing != EditionStatus.FINAL:
        raise Refused(f"{pack} is a draft. Open it again, and issue it.")
    if not corrects and pack.standing == EditionStatus.FINAL:
        raise Refused(f"{pack} has been issued. Open it again, and ask for its correction.")
    period, forum = pack.snapshot.period, Forum(pack.forum)
    return request_pack(period, forum, EditionStatus.FINAL, reason=reason, by=by, at=at)


def queue_pack(
    kept: PlanSnapshot,
    forum: Forum,
    standing: EditionStatus,
    *,
    reason: str,
    by: User,
    at: datetime,
) -> Pack:
    """Put the next version of a pack in the queue and ring the doorbell on commit.

    A try that failed took no version. What it is compared with is fixed here, the newest earlier
    snapshot there is by now, and so is what it prints beside its snapshot.
    """
    packs = kept.packs.filter(forum=forum)
    earlier = PlanSnapshot.objects.newest_before(kept.period.month)
    before = packs.filter(state=PackState.READY).order_by("-number").first()
    pack = Pack.objects.create(
        snapshot=kept,
        compared_with=earlier,
        forum=forum,
        number=packs.next_number(),
        standing=standing,
        supersedes=before,
        reason=reason.strip(),
        requested_by=by,
        requested_by_name=by.name,
        requested_at=at,
        pinned=codec.text_of(pinned(kept, forum, at=at)),
    )
    # The row is the queue: a bell that does not ring is heard at the next sweep (ADR 0002). Django
    # asks a robust hook that failed for its name, which a partial has not.
    transaction.on_commit(lambda: ring(pack.pk), robust=True)
    return pack


def ring(pack_id: int) -> None:
    """Ring the doorbell: have a worker look at a pack now and not only at the next sweep."""
    # Imported when it is first rung: Celery takes 6 MB of every web process, and most never ring.
    from packs import tasks

    tasks.ring(pack_id)


def ask_again(pack: Pack, *, by: User, at: datetime) -> Pack:
    """Ask for a failed pack again, under the number that it did not take."""
    require(by, "packs.request_pack", at=at)
    with transaction.atomic():
        pack = Pack.objects.select_for_update(of=("self",)).get(pk=pack.pk)
        if pack.state != PackState.FAILED:
            raise Refused(f"{pack} has not failed.")
        if Pack.objects.asked_again().filter(pk=pack.pk).exists():
            raise Refused(f"{pack} has already been asked for again.")
        return request_pack(
            pack.snapshot.period,
            Forum(pack.forum),
            EditionStatus(pack.standing),
            reason=pack.reason or "A try before it failed",
            by=by,
            at=at,
        )


def note_download(
    pack: Pack, *, by: User, at: datetime, file: PackFile = PackFile.PACK
) -> PackDownload:
    """Note who downloads which file of a pack, before it is handed over."""
    require(by, "packs.see_pack", pack, at=at)
    if pack.state != PackState.READY:
        raise Refused(f"{pack} is not ready, so you cannot download it.")
    return enact(PackDownload, by=by, at=at, pack=pack, file=file.value)
