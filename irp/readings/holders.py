"""Who holds which post on a day, now or as history held it (Rules 17 and 31)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from irp.facts import HolderFacts
from irp.models import PostHolding, User
from irp.readings.sources import Source
from irp.rules.administration import takes_effect
from irp.words import Capacity

COLUMNS = ("post_id", "user_id", "capacity", "delegated_by_id", "starts_on", "ends_on")
EFFECT = ("awaits", "confirmed_on")


def holders(source: Source, *, on: date) -> Mapping[int, tuple[HolderFacts, ...]]:
    """Return who holds each post on a day, by the post's key and by name, in two statements.

    A closed account holds nothing; a post without holders is vacant and has no entry.
    """
    accounts = source.columns(User, "id", "name", "is_active")
    names = {key: name for key, name, _ in accounts}
    active = {key for key, _, is_active in accounts if is_active}
    found = defaultdict(list)
    rows = source.columns(PostHolding, "id", *COLUMNS, *EFFECT)
    for key, post, user, capacity, delegated_by, starts_on, ends_on, awaits, confirmed_on in rows:
        is_held = takes_effect(
            starts_on=starts_on, ends_on=ends_on, awaits=awaits, confirmed_on=confirmed_on, on=on
        )
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
