"""Which edition of a pack has replaced which."""

from collections.abc import Iterable
from datetime import date

from irp.rules.calendar import london_day
from packs.models import Pack
from packs.words import EditionStatus, PackState


def replaces(later: Pack, pack: Pack) -> bool:
    """Tell whether one has replaced another of its month; twin of `with_superseded`."""
    same = (later.snapshot_id, later.forum) == (pack.snapshot_id, pack.forum)
    if not same or later.state != PackState.READY or pack.state != PackState.READY:
        return False
    if later.made_from_id:
        names = ("made_from_id", "audience", "committee_id")
        made = all(getattr(later, name) == getattr(pack, name) for name in names)
        return made and later.part > pack.part
    is_issued = pack.standing == EditionStatus.DRAFT or later.standing == EditionStatus.FINAL
    return later.number > pack.number and is_issued


def later_than(pack: Pack) -> list[Pack]:
    """Return the editions of its month that have replaced one, oldest first, in one statement."""
    same = Pack.objects.filter(snapshot=pack.snapshot_id, forum=pack.forum, pk__gt=pack.pk)
    rows = same.defer("manifest", "pinned").order_by("pk")
    return [version for version in rows if replaces(version, pack)]


def issued_by(on: date, versions: Iterable[Pack]) -> Pack | None:
    """Return the newest of a month's versions that was issued by a day, None where none was."""
    ready = (
        version
        for version in versions
        if version.state == PackState.READY and version.made_from_id is None
    )
    issued = [version for version in ready if version.standing == EditionStatus.FINAL]
    return max(
        (version for version in issued if london_day(version.requested_at) <= on),
        key=lambda version: version.number,
        default=None,
    )


def versions_of(pack: Pack) -> list[Pack]:
    """Return the versions of a pack's board and month, in one statement."""
    return list(pack.snapshot.packs.versions(pack.forum).defer("manifest", "pinned"))
