"""Results that are withheld before they are published: facts without them (Rule 24e).

A requirement's result by one of three speakers, or what commissioners said of a test in an outcome.
Whatever it is, and where there is none, the facts that are left are the same: what is not shown
travels beside them, and figures say "not shown" there. With the commissioners' result of a
requirement goes what they said of its dates and of its test, which is met by it alone.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from assurance.facts.hidden import HiddenResults
from assurance.words import Speaker
from packs.snapshot.copies import hush_naming
from packs.snapshot.hushing import DASH, Names, folded, titles
from packs.snapshot.words_of import cell_ref
from packs.words import ItemKind

Months = Collection[Mapping[str, Any]]
OF_TEST = re.compile(r"PO(?P<outcome>[0-9]+)-T(?P<test>[0-9]+)(?![0-9])")
Refs = Collection[tuple[ItemKind | None, str]]  # of what is not public, by kind


def hidden_results(held: Refs) -> HiddenResults:
    """Return which results are not shown; `held` is what is withheld.

    A requirement says its outcome and test in its reference, also once it is retired (Rule 24).
    """
    results = {(ref, kind.speaker) for kind, ref in held if kind is not None and kind.speaker}
    tests = [ref for kind, ref in held if kind in (ItemKind.RESULT, ItemKind.TEST)]
    cells = {
        (int(cell["outcome"]), int(cell["test"])) for cell in map(OF_TEST.match, tests) if cell
    }
    return HiddenResults(results=frozenset(results), cells=frozenset(cells))


def of_tests(hidden: HiddenResults) -> set[tuple[ItemKind | None, str]]:
    """Return the tests that are not shown as items, by kind and reference."""
    return {(ItemKind.TEST, cell_ref(outcome=outcome, test=test)) for outcome, test in hidden.cells}


def take_results(months: Months, beside: dict[str, Any], hidden: HiddenResults) -> None:
    """Take what is not shown out of months and of what stands beside them, in place.

    Texts that name it go too: of an opinion nobody knows what it says of a result.
    """
    if not hidden.results and not hidden.cells:
        return
    for facts in months:
        _drop(facts, hidden)
    if since := beside.get("since"):
        beside["since"] = [act for act in since if not _tells_of(act["what"], hidden)]
    names = _naming(months, hidden)
    for place in (*months, beside):
        hush_naming(place, names)


def _drop(facts: Mapping[str, Any], hidden: HiddenResults) -> None:
    for outcome in facts["outcomes"]:
        for row in outcome["requirements"]:
            _drop_of(row, {speaker for ref, speaker in hidden.results if ref == row["ref"]})
    if judged := facts["judged"]:
        for name in ("acts", "courses"):
            judged[name] = [
                entry
                for entry in judged[name]
                if (entry["outcome"], entry["test"]) not in hidden.cells
            ]


def _drop_of(row: dict[str, Any], speakers: Collection[Speaker]) -> None:
    row["assessments"] = [
        assessment for assessment in row["assessments"] if assessment["speaker"] not in speakers
    ]
    row["withdrawn"] = [act for act in row["withdrawn"] if act["said"]["speaker"] not in speakers]
    for gate in row["gates"] if Speaker.COMMISSIONER in speakers else ():
        gate["ruling"] = None


def _naming(months: Months, hidden: HiddenResults) -> Names:
    """Return what finds a requirement or a test with what is not shown."""
    refs = {ref for ref, _ in hidden.results}
    cells = (_cell_named(outcome, test) for outcome, test in sorted(hidden.cells))
    return Names(refs, (title for facts in months for title in titles(facts, refs)), *cells)


def _cell_named(outcome: int, test: int) -> str:
    """Return the pattern of "PO4-T1", and of no requirement of it, and of "outcome 4, test 1"."""
    ref = DASH.join(map(re.escape, folded(cell_ref(outcome=outcome, test=test)).split("-")))
    return rf"(?<!\w){ref}(?!-?\w)|\boutcome {outcome}\b,? (?:under )?test {test}\b"


def tests_in(facts: Mapping[str, Any]) -> Iterable[str]:
    """Yield the tests of outcomes in a month as items are called: "PO4-T1"."""
    for outcome in facts.get("outcomes", ()):
        for row in outcome["requirements"]:
            yield cell_ref(outcome=row["outcome"], test=row["test"])


def _tells_of(what: str, hidden: HiddenResults) -> bool:
    """Tell whether an act since the freeze is about a result that is not shown.

    It is a sentence as `packs.figures.since` makes it.
    """
    return any(
        what.startswith(speaker.short) and f". {ref} " in what for ref, speaker in hidden.results
    ) or any(what.endswith(f". Outcome {outcome}, test {test}") for outcome, test in hidden.cells)
