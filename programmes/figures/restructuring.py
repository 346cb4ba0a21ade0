"""Programmes that began, closed or took rows of others, as people read it (Rule 18d)."""

from collections import defaultdict
from collections.abc import Iterable

from programmes.facts.restructuring import RestructuringFacts
from programmes.figures.change_words import cited_as
from programmes.words import Restructure
from programmes.words.restructuring import ENDED


def deed_words(facts: RestructuringFacts) -> str:
    """Return what was done, in a sentence without its full stop."""
    name, handed = f"{facts.name} ({facts.programme})", handed_words(facts)
    if facts.what is Restructure.BEGIN:
        return f"{name} begins with the next month that is opened"
    if facts.what is Restructure.CLOSE:
        return f"{name} is closed: {handed}" if handed else f"{name} is closed"
    return f"{name} takes {handed}"


def handed_words(facts: RestructuringFacts) -> str:
    """Return what went from one programme to another by it, "" where nothing did."""
    came = "; ".join(f"{', '.join(refs)} from {origin}" for origin, refs in _by_place(facts.moved))
    return came or places_words(facts.rehomed)


def cited_deed(facts: RestructuringFacts) -> str:
    """Return how its decision is cited."""
    return cited_as(facts.decided_by, facts.decided_on, facts.minute)


def places_words(pairs: Iterable[tuple[str, str]]) -> str:
    """Return where the entries of a closed programme's registers went."""
    return "; ".join(f"{', '.join(refs)} {_gone(place)}" for place, refs in _by_place(pairs))


def _gone(place: str) -> str:
    """Return where something went: "to HOU", "ended", "overarching from now on"."""
    if place == ENDED:
        return place
    return f"to {place}" if place else "overarching from now on"


def _by_place(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    found = defaultdict(list)
    for ref, place in pairs:
        found[place].append(ref)
    return list(found.items())
