"""Packs asked for, issued and downloaded (DESIGN 4)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from irp.actions import Faulty, Refused, hold_to_newest
from irp.history import enact
from irp.models import ReportingPeriod, User
from irp.permissions import require
from packs.facts.edition import PinnedFacts
from packs.models import Pack, PackConfirmation, PackDownload, PlanSnapshot
from packs.readings.issue import readiness
from packs.rules.issue import issue_faults
from packs.snapshot import codec
from packs.snapshot.pinning import pinned
from packs.words import AT_FREEZE, EditionStatus, Forum, PackFile, PackState


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

    A version after a final one is a correction and needs its reason. Pages ask for drafts by it:
    what is asked of a final version before, `issue_pack` knows.
    """
    require(by, "packs.request_pack", at=at)
    with transaction.atomic():
        snapshot = PlanSnapshot.objects.select_for_update().filter(period=period).first()
        if snapshot is None:
            raise Refused(f"{period} is not frozen. Freeze it before you create a pack.")
        packs = snapshot.packs.versions(forum)
        waiting = packs.filter(state__in=[PackState.QUEUED, PackState.RUNNING]).first()
        if waiting:
            raise Refused(
                f"{waiting} is still being created. Try again when it is ready or has failed."
            )
        issued = packs.filter(standing=EditionStatus.FINAL, state=PackState.READY).exists()
        if issued and not reason.strip():
            raise Refused("Enter the reason for the correction of a pack that was issued.")
        return queue_pack(snapshot, forum, standing, reason=reason, by=by, at=at)


def issue_pack(pack: Pack, *, by: User, at: datetime) -> Pack:
    """Ask for the final version of a draft that is ready: a second person does (Rule 24e).

    Refused with every reason and who can do something about it: for what was never ready to be
    read, whatever a form says of having read it, and for all that `issue_faults` finds.
    """
    require(by, "packs.request_pack", at=at)
    with transaction.atomic():
        snapshot = PlanSnapshot.objects.select_for_update().get(pk=pack.snapshot_id)
        _require_ready(pack)
        if pack.standing == EditionStatus.FINAL:
            raise Refused(f"{pack} has been issued. Open it again, and ask for its correction.")
        later = snapshot.packs.versions(pack.forum).filter(number__gt=pack.number)
        later = later.exclude(state=PackState.FAILED)
        if newer := later.filter(state=PackState.READY).order_by("-number").first():
            raise Refused(f"{newer} has replaced this draft. Read and issue that one.")
        if faults := issue_faults(readiness(pack, by=by, at=at)):
            raise Refused(*faults)
        forum, reason = Forum(pack.forum), _reason_to_correct(pack)
        return request_pack(
            snapshot.period, forum, EditionStatus.FINAL, reason=reason, by=by, at=at
        )


def _reason_to_correct(draft: Pack) -> str:
    """Return the reason of a correction, as its draft has it; "" where nothing was issued yet."""
    issued = draft.snapshot.packs.versions(draft.forum).filter(standing=EditionStatus.FINAL)
    return draft.reason if issued.filter(state=PackState.READY).exists() else ""


def correct_pack(pack: Pack, *, reason: str, by: User, at: datetime) -> Pack:
    """Ask for the draft of a correction of an issued version, with the reason."""
    require(by, "packs.request_pack", at=at)
    _require_ready(pack)
    if pack.standing != EditionStatus.FINAL:
        raise Refused(f"{pack} is a draft. Open it again, and issue it.")
    return _draft(pack, reason=reason, by=by, at=at)


def renew_pack(pack: Pack, *, by: User, at: datetime) -> Pack:
    """Ask for a draft anew: it tells what happened since the one before was created (24e)."""
    require(by, "packs.request_pack", at=at)
    _require_ready(pack)
    if pack.standing == EditionStatus.FINAL:
        raise Refused(f"{pack} has been issued. Open it again, and ask for its correction.")
    is_own = pack.reason and pack.reason != AT_FREEZE
    return _draft(pack, reason=pack.reason if is_own else "Created again", by=by, at=at)


def _draft(pack: Pack, *, reason: str, by: User, at: datetime) -> Pack:
    period, forum = pack.snapshot.period, Forum(pack.forum)
    return request_pack(period, forum, EditionStatus.DRAFT, reason=reason, by=by, at=at)


def _require_ready(pack: Pack) -> None:
    if pack.state != PackState.READY:
        raise Refused(f"{pack} is not ready, so you cannot have read it. Create it first.")


def confirm_pack(
    pack: Pack, *, agrees: bool, words: str, version: int, by: User, at: datetime
) -> PackConfirmation:
    """Say, as a commissioner, whether the pages of judgements in a draft are right.

    `version` is how many such words the person saw. Raises `Conflict`, or `Faulty` by field.
    """
    require(by, "packs.confirm_pack", pack, at=at)
    with transaction.atomic():
        row = Pack.objects.select_for_update(of=("self",)).get(pk=pack.pk)
        _require_ready(row)
        hold_to_newest(row.confirmations.order_by("number").last(), seen=version)
        if not agrees and not words.strip():
            raise Faulty({"words": "Enter what is wrong with the pages of judgements"})
        values = {"agrees": agrees, "words": words.strip()}
        return enact(PackConfirmation, by=by, at=at, pack=row, number=version + 1, **values)


def queue_pack(
    snapshot: PlanSnapshot,
    forum: Forum,
    standing: EditionStatus,
    *,
    reason: str,
    by: User,
    at: datetime,
) -> Pack:
    """Put the next version of a pack in the queue and ring the doorbell on commit.

    A try that failed took no version. What it is called and compared with is fixed here, the newest
    earlier snapshot there is by now, and so is what it prints beside its snapshot.
    """
    packs = snapshot.packs.versions(forum)
    earlier = PlanSnapshot.objects.newest_before(snapshot.period.month)
    ready = packs.filter(state=PackState.READY).order_by("-number")
    issued = ready.filter(standing=EditionStatus.FINAL).first()
    before = issued if issued and standing is EditionStatus.FINAL else ready.first()
    return put_in_queue(
        by=by,
        at=at,
        beside=pinned(snapshot, forum, at=at),
        snapshot=snapshot,
        compared_with=earlier,
        forum=forum,
        number=packs.next_number(),
        label=packs.next_label(is_final=standing is EditionStatus.FINAL),
        standing=standing,
        supersedes=before,
        reason=reason.strip(),
    )


def put_in_queue(*, by: User, at: datetime, beside: PinnedFacts, **values: Any) -> Pack:
    """Put an edition in the queue, with what it prints beside its snapshot, and ring for it."""
    pack = Pack.objects.create(
        requested_by=by,
        requested_by_name=by.name,
        requested_at=at,
        pinned=codec.text_of(beside),
        **values,
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
        if pack.made_from_id:
            raise Refused(f"{pack} is created from the page of the version that it is made from.")
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
