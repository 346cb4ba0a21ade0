"""What keeps a pack that would shut readers out from being kept: PDF/UA-1, and what it leaves open.

The checker knows the rules of PDF/UA-1 that a machine can tell. It lets pass what a person finds at
once: a header cell that says for neither row nor column, a data cell whose header is nowhere, a
table with no header at all, a heading or link without words. Those are looked for here (Rule 32).
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import page
import pikepdf
from pikepdf import Array, Dictionary, Name

HEADING = re.compile("/H[1-6]?")
SCOPES = {Name.Row, Name.Column, Name.Both}
# The checker refuses tables of more than 1,024 rows unless told: a long plan's annex has more.
LONG_TABLES = page.SafetyLimits(max_table_grid_rows=100_000)

Node = Any  # an element of the tree: pikepdf types its objects by what they hold


def failed_rules(path: Path) -> list[str]:
    """Return the rules that a drawn file fails, in the order of the alphabet; none for a pack."""
    report = page.validate_pdf(
        str(path), profile=page.ValidationProfile.PDF_UA_1, limits=LONG_TABLES
    )
    failed = {str(failure.rule_id) for failure in report.failures}
    if report.is_compliant:
        with pikepdf.open(path) as pdf:
            failed |= set(_left_open(pdf.Root.StructTreeRoot))
    return sorted(failed)


def _left_open(tree: Node) -> Iterator[str]:
    """Yield what the tags of a compliant file lack, each as often as it is found."""
    named: set[str] = set()
    pointed: set[str] = set()
    for element in _elements(tree):
        tag = str(element.S)
        if tag == "/TH":
            traits = element.get("/A", {})
            if traits.get("/Scope") not in SCOPES:
                yield "HEADER-CELL-SCOPE"
            named.add(str(element.get("/ID", "")))
        elif tag == "/TD":
            pointed.update(str(one) for one in element.get("/A", {}).get("/Headers", ()))
        elif tag == "/Table" and all(one.S != Name.TH for one in _elements(element)):
            yield "TABLE-WITHOUT-HEADER-CELL"
        elif HEADING.fullmatch(tag) and not _holds_words(element):
            yield "HEADING-WITHOUT-WORDS"
        elif tag == "/Link" and not _holds_words(element):
            yield "LINK-WITHOUT-WORDS"
    if pointed - named:
        yield "DATA-CELL-WITHOUT-ITS-HEADER"


def _elements(element: Node) -> Iterator[Node]:
    """Yield what an element of the tree holds, at any depth, itself left out."""
    for kid in _kids(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _kids(element: Node) -> list[Node]:
    held = element.get("/K", Array())
    return list(held) if isinstance(held, Array) else [held]


def _holds_words(element: Node) -> bool:
    """Tell whether an element, or one in it, marks any content of a page."""
    return any(
        not isinstance(kid, Dictionary) or kid.get("/Type") == Name.MCR or _holds_words(kid)
        for kid in _kids(element)
    )
