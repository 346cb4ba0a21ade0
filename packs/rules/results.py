"""Which results may be withheld: those that no edition has published (Rule 24e). Pure: no clock."""

from collections.abc import Iterable
from datetime import datetime

from irp.rules.date_spans import printed_day
from packs.facts.publication import PublishedFacts
from packs.words import ItemKind


def that_print(
    kind: ItemKind,
    ref: str,
    said: Iterable[datetime],
    editions: Iterable[PublishedFacts],
    *,
    until: datetime,
) -> list[PublishedFacts]:
    """Return the editions that published a result as it stood at a moment, if they speak of it.

    `said` are the moments at which it was given or withdrawn. An edition prints what stood when its
    month was frozen, and tells what was said up to a later moment. Where nothing had been said
    there is no result, so nothing was published.
    """
    moments = sorted(said)
    before = [one for one in moments if one <= until]
    if not before:
        return []
    since, later = before[-1], next((one for one in moments if one > until), None)
    return [
        one
        for one in editions
        if since <= one.told_until
        and (later is None or one.frozen_at < later)
        and not _withholds(one, kind, ref)
    ]


def _withholds(edition: PublishedFacts, kind: ItemKind, ref: str) -> bool:
    """Tell whether an edition did not show it: a test goes with the result of any requirement."""
    if (kind, ref) in edition.withheld:
        return True
    results = (one for of, one in edition.withheld if of is ItemKind.RESULT)
    return kind is ItemKind.TEST and any(one.startswith(f"{ref}-") for one in results)


def published_words(ref: str, edition: PublishedFacts) -> str:
    """Return why a result cannot be withheld."""
    return (
        f"The result of {ref} that is in force was published on {printed_day(edition.on)} "
        f"({edition.name}). A published result, its date and its author are never withheld."
    )
