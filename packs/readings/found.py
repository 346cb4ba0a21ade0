"""Packs as pages find them: by period, by hash, with what was made from them and what replaced."""

from collections.abc import Collection, Iterable

from django.db.models import Q

from irp.models import ReportingPeriod, User
from packs.models import Pack, WordsRead
from packs.querysets import PackQuerySet
from packs.readings.item_tables import IS_A_CORRECTION
from packs.words import Forum


def packs_at_meeting(period: ReportingPeriod, forum: Forum, *, user: User) -> PackQuerySet:
    """Return the versions of the pack that is read at a meeting, as far as the person sees them."""
    rows = Pack.objects.visible_to(user).versions(forum).filter(snapshot__period=period)
    return rows.with_period().with_superseded().with_proof().prefetch_related("steps")


def packs_with_hashes() -> PackQuerySet:
    """Return every pack with the hash of its month's data, and whether it was replaced."""
    return Pack.objects.with_superseded().with_period(hashed=True)


def packs_with_file(sha256: str) -> list[Pack]:
    """Return the ready packs of which a file has a hash: the pack itself, or its annex."""
    has = Q(sha256=sha256) | Q(annex_sha256=sha256)
    return list(packs_with_hashes().filter(has, state="ready"))


def versions_beside(packs: Iterable[Pack]) -> list[Pack]:
    """Return the ready packs of the same months, in the order of their versions."""
    versions = Pack.objects.filter(snapshot__in={pack.snapshot_id for pack in packs}, state="ready")
    return list(versions.defer("manifest").order_by("number", "part"))


def manifests_of(packs: Iterable[Pack]) -> dict[int, str]:
    """Return the manifests of those of the packs that have one, by key."""
    rows = Pack.objects.filter(pk__in=[pack.pk for pack in packs]).exclude(manifest="")
    return dict(rows.values_list("pk", "manifest"))


def sealed_beginnings() -> list[tuple[int, int, str]]:
    """Return of each sealed file the pack's key, and the size and hash of what was drawn of it."""
    columns = ("drawn_size", "drawn_sha256"), ("annex_drawn_size", "annex_drawn_sha256")
    sealed = Pack.objects.sealed().values_list("pk", *columns[0], *columns[1])
    return [(key, *own) for key, *both in sealed for own in (both[:2], both[2:]) if own[0]]


def public_editions(keys: Collection[int]) -> Iterable[Pack]:
    """Return some packs as far as what they say twice is asked for: in no statement without one."""
    if not keys:
        return ()
    rows = Pack.objects.filter(pk__in=keys).select_related("snapshot__period")
    return rows.only("forum", "pinned", "snapshot__period__month")


def packs_seen(packs: Iterable[Pack], *, user: User) -> list[Pack]:
    """Return those of some packs that a person may see, with their periods."""
    shown = Pack.objects.visible_to(user).filter(pk__in=[pack.pk for pack in packs])
    return list(shown.with_period())


def words_read_of(pack: Pack) -> WordsRead | None:
    """Return who read the words of an edition before it was asked for."""
    return WordsRead.objects.filter(pack=pack).first()


def corrections() -> PackQuerySet:
    """Return the packs that correct one, the oldest first, without what is long of them."""
    rows = Pack.objects.filter(IS_A_CORRECTION).select_related("snapshot__period")
    long = ("manifest", "pinned", "snapshot__body", "snapshot__sha256")
    return rows.defer(*long).order_by("number")
