"""What a public twin of a frozen month may say: facts in, facts out (Rules 24e and 29).

It works before any figure is made, on the facts as plain values, so that no text, count, chart,
title or file made of them can give away what is withheld. A withheld record goes with every record
that names it; a record of several rows goes with the last of them. What people wrote goes word by
word where it names a withheld record. Results of judgements, their dates and authors stay.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assurance.words.evidence import Classification
from packs.facts import PlanFacts
from packs.facts.classification import ClassedFacts
from packs.figures.classification import ground_of
from packs.snapshot.codec import body_of, plain_values, plan_in
from packs.words import ItemKind

WITHHELD = "Withheld from the public edition."
ROWS = "rows"  # a record whose rows are all withheld goes with them
SHORTEST_TITLE = 12  # characters: a shorter title is also an ordinary phrase
PROSE = frozenset(
    {
        *("progress", "next_steps", "path_to_green", "help_needed", "narrative", "reason"),
        *("reasons", "evidence", "no_evidence", "rationale", "evidence_cited", "missing"),
        "handed_to",
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class WithheldCount:
    """How many items of a kind are withheld on one ground."""

    kind: ItemKind
    ground: str  # "Exempt, paragraph 3: financial or business affairs"
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicPlan:
    """A frozen month without what is withheld, and what is, by kind and ground."""

    plan: PlanFacts
    withheld: tuple[WithheldCount, ...]


def public_plan(plan: PlanFacts, classes: Iterable[ClassedFacts]) -> PublicPlan:
    """Return the facts that may be published, with what is withheld from them."""
    held = [one for one in classes if one.classification is not Classification.PUBLIC]
    values = plain_values(body_of(plan))
    whole = values["plan"]
    for one in held:
        if one.kind.is_of_words:
            for record in _spoken_of(whole, one):
                _hush(record)
    rows = {one.ref: one.kind.takes_along for one in held if not one.kind.is_of_words}
    closed = (one["ref"] for one in whole["evidence"] or () if one["classification"] != "public")
    rows |= dict.fromkeys(closed, False)
    if rows:
        names = _named(rows, _titles(whole, rows))
        whole = {key: _told(_without(value, rows), names) for key, value in whole.items()}
    return PublicPlan(plan=plan_in(values | {"plan": whole}), withheld=_counted(held))


def _counted(held: Collection[ClassedFacts]) -> tuple[WithheldCount, ...]:
    found: dict[tuple[ItemKind, str], int] = {}
    for one in held:
        key = (one.kind, ground_of(one.classification, one.paragraph))
        found[key] = found.get(key, 0) + 1
    return tuple(
        WithheldCount(kind=kind, ground=ground, count=count)
        for (kind, ground), count in found.items()
    )


def _spoken_of(plan: Mapping[str, Any], one: ClassedFacts) -> Iterator[dict[str, Any]]:
    """Yield what holds the words of an item: returns and reports, assessments, responses."""
    if one.kind is ItemKind.RETURN:
        for programme in plan["programmes"]:
            if programme["ref"] == one.ref:
                yield from filter(None, (programme["ret"], programme["ret_before"]))
                for milestone in programme["milestones"]:
                    yield from milestone["reports"]
    elif one.kind is ItemKind.JUDGEMENT:
        for outcome in plan["outcomes"]:
            for row in outcome["requirements"]:
                if row["ref"] == one.ref:
                    yield from (*row["assessments"], *row["withdrawn"], *row["gates"])


def _hush(value: Any) -> None:
    """Put the sentence in place of every text of a record that people wrote, where there is one."""
    if isinstance(value, list):
        for one in value:
            _hush(one)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key in PROSE and isinstance(inner, str) and inner:
                value[key] = WITHHELD
            else:
                _hush(inner)


class _Gone:
    """Stands for a value that is withheld."""


GONE = _Gone()


def _without(value: Any, rows: Mapping[str, bool]) -> Any:
    """Return a value without the withheld records; GONE for one of them.

    `rows` says of each reference whether every record that names it goes too. A record that holds
    a withheld one by itself, not in a list, goes with it.
    """
    if isinstance(value, list):
        kept = (_without(one, rows) for one in value)
        return [one for one in kept if one is not GONE]
    if isinstance(value, str):
        return GONE if rows.get(value) else value
    if not isinstance(value, dict) or value.get("ref") in rows:
        return GONE if isinstance(value, dict) else value
    found = {key: _without(inner, rows) for key, inner in value.items()}
    is_gone = any(inner is GONE for inner in found.values())
    return GONE if is_gone or (value.get(ROWS) and not found[ROWS]) else found


def _titles(value: Any, refs: Collection[str]) -> Iterator[str]:
    """Yield the titles of the records that have one of the references."""
    if isinstance(value, list):
        for one in value:
            yield from _titles(one, refs)
    elif isinstance(value, dict):
        if value.get("ref") in refs and len(value.get("title") or "") >= SHORTEST_TITLE:
            yield value["title"]
        for inner in value.values():
            yield from _titles(inner, refs)


def _named(refs: Iterable[str], titles: Iterable[str]) -> re.Pattern[str]:
    """Return what finds a title, or a whole reference, in a text."""
    whole = [rf"(?<![\w-]){re.escape(ref)}(?![\w-])" for ref in sorted(refs)]
    return re.compile("|".join([*whole, *map(re.escape, sorted(set(titles)))]), re.IGNORECASE)


def _told(value: Any, names: re.Pattern[str]) -> Any:
    """Return a value with the sentence in place of every text that names what is withheld."""
    if isinstance(value, list):
        return [_told(one, names) for one in value]
    if isinstance(value, dict):
        return {key: _told(inner, names) for key, inner in value.items()}
    return WITHHELD if isinstance(value, str) and names.search(value) else value
