"""Which results may be withheld: those that no edition has published (Rule 24e). Pure: no clock."""

from collections.abc import Iterable
from datetime import datetime

from irp.rules.date_spans import printed_day
from packs.facts.publication import PublishedFacts
from packs.words import ItemKind


def that_print(
    kind: ItemKind,
    ref: str,
    given: Iterable[datetime],
    editions: Iterable[PublishedFacts],
    *,
    until: datetime,
) -> list[PublishedFacts]:
    """Return the editions that published a result as it stood at a moment, if they speak of it.

    `said` are the moments at which it was given or withdrawn. An edition prints what stood when its
    month was frozen, and tells what was said up to a later moment. Where nothing had been said
    there is no result, so nothing was published.
    """
    moments = sorted(given)
    before = [moment for moment in moments if moment <= until]
    if not before:
        return []
    since, later = before[-1], next((moment for moment in moments if moment > until), None)
    return [
        edition
        for edition in editions
        if since <= edition.told_until
        and (later is None or edition.frozen_at < later)
        and not _withholds(edition, kind, ref)
    ]


def _withholds(edition: PublishedFacts, kind: ItemKind, ref: str) -> bool:
    """Tell whether an edition did not show it: a test goes with the result of any requirement."""
    if (kind, ref) in edition.withheld:
        return True
    results = (result for of, result in edition.withheld if of is ItemKind.RESULT)
    return kind is ItemKind.TEST and any(result.startswith(f"{ref}-") for result in results)


def published_words(ref: str, edition: PublishedFacts) -> str:
    """Return why a result cannot be withheld."""
    return (
        f"The result of {ref} that is in force was published on {printed_day(edition.on)} "
        f"({edition.name}). A published result, its date and its author are never withheld."
    )
