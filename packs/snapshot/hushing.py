"""Plain values without what is withheld: records that go, texts that say so in their place.

What is withheld, and why, `packs.snapshot.withhold` knows.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from irp.words import WITHHELD

ROWS = "rows"  # a record whose rows are all withheld goes with them
VIA = "via"  # a way that leads through something withheld is none
# What stands within a sentence of the product: a name that people typed, a minute's reference.
NAMES = {"handed_to": "a service that is withheld", "minute": ""}
NESTED = (dict, list)
TOLD = (str, *NESTED)
DASH = "(?: ?-+ ?| )"  # within a reference, as people type it
TYPED = {"\N{MINUS SIGN}": "-", **dict.fromkeys("‘’", "'"), **dict.fromkeys("“”„", '"')}
SHORTEST_TITLE = 12  # characters: a shorter title is also an ordinary phrase
PROSE = frozenset(
    {
        *("progress", "next_steps", "path_to_green", "help_needed", "narrative", "reason"),
        *("reasons", "evidence", "no_evidence", "rationale", "evidence_cited", "missing"),
    }
)
COPIED = PROSE | {  # what records take over of the words of what they come from
    *("ask", "options", "recommendation", "without", "words", "minute", "way_back"),
    *("effect_requirements", "effect_money", "effect_dependencies"),
}


def records_in(value: Any) -> Iterator[dict[str, Any]]:
    """Yield each record in a value, at any depth, in no order."""
    waiting = [value]
    while waiting:
        nested = waiting.pop()
        if isinstance(nested, dict):
            yield nested
            nested = nested.values()
        waiting += [inner for inner in nested if isinstance(inner, NESTED)]


def refs_in(value: Any) -> Iterator[str]:
    """Yield the reference of each record in a value, at any depth."""
    return (ref for record in records_in(value) if (ref := record.get("ref")))


def hush(value: Any, prose: Collection[str], *, say: str = WITHHELD) -> None:
    """Put the sentence in place of every text of a record that people wrote, where there is one."""
    if isinstance(value, list):
        for row in value:
            hush(row, prose, say=say)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key in NAMES and inner:
                value[key] = NAMES[key]
            elif key in prose and isinstance(inner, str) and inner:
                value[key] = say
            else:
                hush(inner, prose, say=say)


class _Gone:
    """Stands for a value that is withheld."""


GONE = _Gone()


def without(value: Any, rows: Mapping[str, bool], names: "Names | None" = None) -> Any:
    """Return a value without the withheld records; GONE for one of them.

    `rows` says of each reference whether every record that names it goes too. A record that holds
    a withheld one by itself, not in a list, goes with it; one that comes from another and stays, or
    has lost some of its rows, may repeat the words of what is withheld, so its own go. The sentence
    stands in place of every text that has one of `names`.
    """
    if isinstance(value, str):
        if rows.get(value):
            return GONE
        return WITHHELD if names and names.are_in(value) else value
    if isinstance(value, list):
        pairs = [(inner, without(inner, rows, names)) for inner in value]
        # A list in a list is a record of two references, as of a row and what it was split from.
        return [now for was, now in pairs if now is not GONE and not _is_shorter(was, now)]
    if not isinstance(value, dict):
        return value
    if value.get("ref") in rows:
        return GONE
    found = {
        key: without(inner, rows, names) if isinstance(inner, TOLD) else inner
        for key, inner in value.items()
    }
    if GONE in found.values() or (value.get(ROWS) and not found[ROWS]):
        return GONE
    if len(value.get(VIA) or ()) > len(found.get(VIA) or ()):
        return GONE
    comes_from = not rows.keys().isdisjoint(
        inner for inner in value.values() if isinstance(inner, str)
    )
    has_lost = "ref" in value and len(value.get(ROWS) or ()) > len(found.get(ROWS) or ())
    if comes_from or has_lost:
        hush(found, COPIED)
    return found


def _is_shorter(was: Any, now: Any) -> bool:
    return isinstance(was, list) and len(now) < len(was)


def titles(value: Any, refs: Collection[str]) -> Iterator[str]:
    """Yield the titles of the records that have one of the references."""
    for record in records_in(value):
        title = record.get("title") or record.get("name") or ""  # an indicator has a name
        if record.get("ref") in refs and len(title) >= SHORTEST_TITLE:
            yield title


def folded(text: str) -> str:
    """Return a text without what is only how it was typed.

    Every dash is "-", every run of white space one space, quotation marks are straight; what is not
    seen (soft hyphens, joiners) is gone, and letters are small.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_TYPING)
    return " ".join(text.casefold().split())


class _Typing(dict[int, str]):
    """What each character counts as, by its number; each is asked about once."""

    def __missing__(self, number: int) -> str:
        char = chr(number)
        category = unicodedata.category(char)
        self[number] = {"Cf": "", "Pd": "-"}.get(category, TYPED.get(char, char))
        return self[number]


_TYPING = _Typing()


class Names:
    """Finds titles and whole references in texts, however they are typed; each text is read once.

    "R-04" is also "R 04" and stands in "R-04-related" and "R-04–R-06"; "AST-R-04" is another.
    """

    def __init__(self, refs: Collection[str], titles: Iterable[str], *more: str) -> None:
        """Find nothing, whatever it is called, where there is no reference; `more` are patterns."""
        dashed = [DASH.join(map(re.escape, re.split("[- ]+", folded(ref)))) for ref in sorted(refs)]
        whole = rf"(?<!\w)(?<!\b[a-z]{{3}}-)(?:{'|'.join(dashed)})(?!\w)"
        self._patterns = [re.compile(pattern) for pattern in ([whole] if refs else []) + list(more)]
        self._titles = sorted(set(map(folded, titles))) if refs else []
        self._found: dict[str, bool] = {}

    def are_in(self, text: str) -> bool:
        """Tell whether one of them stands in a text."""
        if text not in self._found:
            typed = folded(text)
            self._found[text] = any(title in typed for title in self._titles) or any(
                pattern.search(typed) for pattern in self._patterns
            )
        return self._found[text]
