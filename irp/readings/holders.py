"""Who holds which post on a day, now or as history held it (Rules 17 and 31)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from irp.facts import HolderFacts
from irp.models import PostHolding, User
from irp.readings.sources import Source
from irp.words import Capacity

COLUMNS = ("post_id", "user_id", "capacity", "delegated_by_id", "starts_on", "ends_on")


def holders(source: Source, *, on: date) -> Mapping[int, tuple[HolderFacts, ...]]:
    """Return who holds each post on a day, by the post's key and by name, in two statements.

    A closed account holds nothing; a post without holders is vacant and has no entry.
    """
    accounts = source.columns(User, "id", "name", "is_active")
    names = {key: name for key, name, _ in accounts}
    active = {key for key, _, is_active in accounts if is_active}
    found = defaultdict(list)
    for key, post, user, capacity, delegated_by, starts_on, ends_on in source.columns(
        PostHolding, "id", *COLUMNS
    ):
        is_held = starts_on <= on and (ends_on is None or on <= ends_on)
        if user in active and is_held:
            holder = HolderFacts(
                person=names[user],
                capacity=Capacity(capacity),
                delegated_by=names.get(delegated_by),
                starts_on=starts_on,
                ends_on=ends_on,
            )
            found[post].append((names[user], key, holder))
    return {post: tuple(holder for *_, holder in sorted(rows)) for post, rows in found.items()}
