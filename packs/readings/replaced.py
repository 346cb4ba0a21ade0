"""Which edition of a pack has replaced which."""

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
    return [one for one in rows if replaces(one, pack)]
