"""The pack row as a queue: claimed by compare-and-set with a lease (ADR 0002).

The queue's columns are written here and nowhere else, each time in one UPDATE that says in its
WHERE what must still be true; whoever finds no row has lost the pack to somebody else.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Q

from packs.models import Pack
from packs.querysets import PackQuerySet
from packs.rules import MOST_TRIES
from packs.words import PackState

LEASE = timedelta(seconds=settings.PACK_LEASE_SECONDS)
GAVE_UP = (
    f"We tried {MOST_TRIES} times and the pack was never finished. The worker was probably stopped "
    "each time. Create the pack again. If this repeats, tell the administrator."
)


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
    whole = Pack.objects.select_related("snapshot__period", "compared_with", "supersedes")
    return whole.get(pk=pack_id)


def beat(pack_id: int, *, at: datetime, mark: str, stage: str, done: int, every: int) -> bool:
    """Renew the lease and tell how far the pack is; False where the claim was lost."""
    return bool(
        _held(pack_id, mark).update(
            lease_until=at + LEASE, stage=stage[:120], sections_done=done, sections_all=every
        )
    )


def finish(pack_id: int, *, at: datetime, mark: str, sha256: str, size: int, pages: int) -> bool:
    """Complete a pack in one UPDATE; False where another worker holds or has completed it."""
    return bool(
        _held(pack_id, mark).update(
            state=PackState.READY,
            claim="",
            lease_until=None,
            stage="Ready",
            sections_done=F("sections_all"),
            ready_at=at,
            sha256=sha256,
            size=size,
            pages=pages,
        )
    )


def fail(pack_id: int, *, mark: str, reason: str) -> bool:
    """Record why a pack cannot be drawn; False where the claim was lost."""
    return bool(
        _held(pack_id, mark).update(
            state=PackState.FAILED, claim="", lease_until=None, failure=reason[:2000]
        )
    )


def requeue_stale(*, at: datetime) -> list[int]:
    """Put back what a dead worker held, give up what was tried too often; return what to ring.

    Queued rows are rung again once a lease, so that a lost doorbell is heard and a long queue is
    not rung for at every sweep.
    """
    stale = Pack.objects.filter(state=PackState.RUNNING, lease_until__lt=at)
    stale.filter(tries__gte=MOST_TRIES).update(
        state=PackState.FAILED, claim="", lease_until=None, failure=GAVE_UP
    )
    stale.filter(tries__lt=MOST_TRIES).update(
        state=PackState.QUEUED, claim="", lease_until=None, stage="Queued again"
    )
    unheard = Q(lease_until__isnull=True) | Q(lease_until__lt=at)
    waiting = Pack.objects.filter(unheard, state=PackState.QUEUED)
    return [
        pack_id
        for pack_id in waiting.order_by("requested_at", "pk").values_list("pk", flat=True)
        if waiting.filter(pk=pack_id).update(lease_until=at + LEASE)
    ]


def _held(pack_id: int, mark: str) -> PackQuerySet:
    return Pack.objects.filter(pk=pack_id, state=PackState.RUNNING, claim=mark)
