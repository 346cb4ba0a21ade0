"""What people wrote that a public edition or an extract of an issued pack would print."""

from packs.facts.edition import PinnedFacts
from packs.figures.written import WrittenGroup, written
from packs.models import Pack
from packs.snapshot import opened
from packs.snapshot.extract import for_committee
from packs.snapshot.withhold import public_plan
from packs.words import Forum


def words_to_publish(row: Pack, beside: PinnedFacts) -> list[WrittenGroup]:
    """Return it, without what is withheld; `beside` is what the edition would pin.

    Of a committee's extract what its contents print, of the programmes that it takes.
    """
    forum, last, extract = Forum(row.forum), row.compared_with, beside.extract
    found = public_plan(
        opened(row.snapshot.body).plan,
        beside.classes,
        last=opened(last.body).plan if last else None,
        pinned=beside,
        forum=forum,
    )
    assert found.pinned  # it was given
    if extract is None:
        return written(found.plan, found.pinned, forum)
    return written(for_committee(found.plan, extract), found.pinned, forum, extract.oversight)
