"""What keeps a pack that would shut readers out from being kept: PDF/UA-1, and what it leaves open.

The checker knows the rules of PDF/UA-1 that a machine can tell. It lets pass what a person finds at
once: a header cell that says for neither row nor column, a data cell whose header is nowhere, a
table with no header at all, a heading, link or chart without words, and what is drawn and read out
by no tag, by two or by another's. Those are looked for here (Rule 32).
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import page
import pikepdf
from pikepdf import Array, Dictionary, Name

HEADING = re.compile("/H[1-6]?")
MARK = re.compile(rb"/MCID (\d+)")  # as the drawing numbers what a tag holds, page by page
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
            failed |= set(_left_open(pdf))
    return sorted(failed)


def _left_open(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield what the tags of a compliant file lack, each as often as it is found.

    A reader goes from the tags to a page, and from a place of the page to its tag: what is drawn
    is held by one tag, which is the one that the place names.
    """
    tree = pdf.Root.StructTreeRoot
    owners = dict(pikepdf.NumberTree(tree.ParentTree).items()) if "/ParentTree" in tree else {}
    named: set[str] = set()
    pointed: set[str] = set()
    held: Counter[tuple[Any, int]] = Counter()
    for element in _elements(tree):
        tag = str(element.S)
        if tag == "/TH":
            named.add(str(element.get("/ID", "")))
        elif tag == "/TD":
            pointed.update(str(header) for header in element.get("/A", {}).get("/Headers", ()))
        yield from _lacks(element, tag)
        for holder, number in _places(element):
            if number is not None:
                held[holder.objgen, number] += 1
            if _owner(holder, number, owners) != element.objgen:
                yield "CONTENT-OF-ANOTHER-TAG"
    if pointed - named:
        yield "DATA-CELL-WITHOUT-ITS-HEADER"
    if held != _drawn(pdf):
        yield "CONTENT-IN-NO-TAG-OR-IN-TWO"


def _lacks(element: Node, tag: str) -> Iterator[str]:
    """Yield what one element lacks."""
    if tag == "/TH" and element.get("/A", {}).get("/Scope") not in SCOPES:
        yield "HEADER-CELL-SCOPE"
    elif tag == "/Table" and all(cell.S != Name.TH for cell in _elements(element)):
        yield "TABLE-WITHOUT-HEADER-CELL"
    elif HEADING.fullmatch(tag) and not _holds_words(element):
        yield "HEADING-WITHOUT-WORDS"
    elif tag == "/Figure" and not str(element.get("/Alt", "")).strip():
        yield "FIGURE-WITHOUT-WORDS"
    elif tag == "/Link" and not _holds_words(element):
        yield "LINK-WITHOUT-WORDS"


def _places(element: Node) -> Iterator[tuple[Node, int | None]]:
    """Yield what an element itself holds: passages of pages by number, links without one."""
    for kid in _kids(element):
        if not isinstance(kid, Dictionary):
            yield element.Pg, int(kid)
        elif "/MCID" in kid:
            yield kid.get("/Pg", element.get("/Pg")), int(kid.MCID)
        elif "/Obj" in kid:
            yield kid.Obj, None


def _owner(holder: Node, number: int | None, owners: dict[int, Node]) -> Any:
    """Return which tag a passage of a page, or a link where there is no number, says it is in."""
    if number is None:
        owner = owners.get(int(holder.get("/StructParent", -1)))
    else:
        among = owners.get(int(holder.get("/StructParents", -1)), ())
        owner = among[number] if number < len(among) else None
    return owner.objgen if owner is not None else None


def _drawn(pdf: pikepdf.Pdf) -> Counter[tuple[Any, int]]:
    """Return the numbered passages of the pages, by page."""
    numbers = ((page.obj.objgen, MARK.findall(_content(page.obj))) for page in pdf.pages)
    return Counter((page, int(number)) for page, found in numbers for number in found)


def _content(page: Node) -> bytes:
    parts = page.get("/Contents", Array())
    return b"\n".join(
        part.read_bytes() for part in (parts if isinstance(parts, Array) else [parts])
    )


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
