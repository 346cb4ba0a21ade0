"""The pack row as a queue: claimed by compare-and-set with a lease (ADR 0002).

The queue's columns are written here and nowhere else, each time in one UPDATE that says in its
WHERE what must still be true; whoever finds no row has lost the pack to somebody else.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread

from django.conf import settings
from django.db import Error, connection
from django.db.models import F, Q

from packs.models import Pack, StoredFile
from packs.querysets import PackQuerySet
from packs.rules import MOST_TRIES
from packs.words import PackState

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=settings.PACK_LEASE_SECONDS)
GAVE_UP = (
    f"We tried {MOST_TRIES} times and the pack was never finished. The worker was probably stopped "
    "each time. Create the pack again. If this repeats, tell the administrator."
)


@dataclass(frozen=True, kw_only=True)
class Made:
    """What a drawing made: the stored files, and the manifest that proves them."""

    pack: StoredFile
    manifest: str
    annex: StoredFile | None = None  # None where the annexes are in the same file


def claim(pack_id: int, *, at: datetime, mark: str) -> Pack | None:
    """Take a pack for drawing under the claimant's own mark; None where it is not to be had."""
    taken = (
        Pack.objects.claimable(at=at)
        .filter(pk=pack_id, tries__lt=MOST_TRIES)
        .update(
            state=PackState.RUNNING,
            claim=mark,
            lease_until=at + LEASE,
            tries=F("tries") + 1,
            stage="Reading the snapshot",
            sections_done=0,
            sections_all=0,
            failure="",
        )
    )
    if not taken:
        return None
    whole = Pack.objects.select_related(
        "snapshot__period", "compared_with", "supersedes", "made_from", "committee"
    )
    return whole.get(pk=pack_id)


def beat(pack_id: int, *, at: datetime, mark: str, stage: str, done: int, every: int) -> bool:
    """Renew the lease and tell how far the pack is; False where the claim was lost."""
    return bool(
        _held(pack_id, mark).update(
            lease_until=at + LEASE, stage=stage[:120], sections_done=done, sections_all=every
        )
    )


def finish(pack_id: int, *, at: datetime, mark: str, made: Made) -> bool:
    """Complete a pack in one UPDATE; False where another worker holds or has completed it."""
    return bool(
        _held(pack_id, mark).update(
            state=PackState.READY,
            claim="",
            lease_until=None,
            stage="Ready",
            sections_done=F("sections_all"),
            ready_at=at,
            manifest=made.manifest,
            **_columns("", made.pack),
            **_columns("annex_", made.annex),
        )
    )


def _columns(begin: str, file: StoredFile | None) -> dict[str, str | int]:
    """Return the columns of one stored file, whose names begin so; none where there is none."""
    names = ("sha256", "size", "pages", "drawn_sha256", "drawn_size")
    return {f"{begin}{name}": getattr(file, name) for name in names} if file else {}


def fail(pack_id: int, *, mark: str, reason: str) -> bool:
    """Record why a pack cannot be drawn; False where the claim was lost."""
    return bool(
        _held(pack_id, mark).update(
            state=PackState.FAILED, claim="", lease_until=None, failure=reason[:2000]
        )
    )


def try_again(pack_id: int, *, mark: str, reason: str) -> bool:
    """Put a pack back in the queue by itself and say why, or fail it where this was its last try.

    False where the claim was lost.
    """
    why = reason.partition(". ")[0]
    waits = (
        _held(pack_id, mark)
        .filter(tries__lt=MOST_TRIES)
        .update(
            state=PackState.QUEUED,
            claim="",
            lease_until=None,
            stage=f"{why[:80]}; it is tried again by itself",
        )
    )
    last = f"{reason} We tried {MOST_TRIES} times. Create the pack again at another time."
    return bool(waits) or fail(pack_id, mark=mark, reason=last)


def requeue_stale(*, at: datetime) -> list[int]:
    """Put back what a dead worker held, give up what was tried too often; return what to ring."""
    stale = Pack.objects.filter(state=PackState.RUNNING, lease_until__lt=at)
    stale.filter(tries__gte=MOST_TRIES).update(
        state=PackState.FAILED, claim="", lease_until=None, failure=GAVE_UP
    )
    stale.filter(tries__lt=MOST_TRIES).update(
        state=PackState.QUEUED, claim="", lease_until=None, stage="Queued again"
    )
    return list(_unrung(at).order_by("requested_at", "pk").values_list("pk", flat=True))


def note_ring(pack_id: int, *, at: datetime) -> bool:
    """Note that a waiting pack is rung for; False where a bell for it is still in the air.

    A bell is heard for as long as a lease: a waiting pack's lease is its bell's.
    """
    return bool(_unrung(at).filter(pk=pack_id).update(lease_until=at + LEASE))


def forget_rings(**which: int) -> None:
    """Note that nobody can have heard the bell, of one pack or all: the next sweep rings again."""
    Pack.objects.filter(**which, state=PackState.QUEUED).update(lease_until=None)


@contextmanager
def kept_alive(pack_id: int, *, mark: str, clock: Callable[[], datetime]) -> Iterator[None]:
    """Renew a claim's lease from a thread of its own, whatever the block is busy with.

    Whether the claim was lost, `beat` tells.
    """
    ended = Event()

    def renew() -> None:
        while not ended.wait(LEASE.total_seconds() / 4):
            try:
                _held(pack_id, mark).update(lease_until=clock() + LEASE)
            except Error as error:
                logger.warning("The lease of pack %s could not be renewed: %s", pack_id, error)
            finally:
                connection.close()

    thread = Thread(target=renew, name=f"lease-of-pack-{pack_id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(1)


def _unrung(at: datetime) -> PackQuerySet:
    unheard = Q(lease_until__isnull=True) | Q(lease_until__lt=at)
    return Pack.objects.filter(unheard, state=PackState.QUEUED)


def _held(pack_id: int, mark: str) -> PackQuerySet:
    return Pack.objects.filter(pk=pack_id, state=PackState.RUNNING, claim=mark)
