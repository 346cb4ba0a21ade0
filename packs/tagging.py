"""Finish the tags of a drawn pack, so that it reads as one document and not page by page.

WeasyPrint 70 builds the tag tree a page at a time. What it writes passes PDF/UA-1, but running
heads read as content, a table over three pages is three tables, header cells have no scope and
links are called by their address. Here heads, feet and repeated header rows become artefacts,
elements split at a page break are joined, header cells get their scope and links their words.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

MARKED = re.compile(rb"/\w+\s*<</MCID (\d+)>>\s*BDC")
UNMAPPED = re.compile(rb"(<[0-9A-Fa-f]+>) <>")
ARTEFACT = b"/Artifact <</Type /Pagination>> BDC"

Chain = list[str]
Node = Any  # an element of the tree: pikepdf types its objects by what they hold


def finish_tags(drawn: bytes, *, splits: list[Chain], link_texts: dict[str, str]) -> bytes:
    """Return a drawn file with its tags mended; the same input gives the same bytes.

    `splits` is what `split_elements` returned, `link_texts` the words of each link by address.
    """
    finished = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        tree: Node = pdf.Root.StructTreeRoot
        root = tree.K[0]
        _join_pages(pdf, root, splits)
        reached = set(_walk(root, in_head=False))
        _mark_artefacts(pdf, tree, reached)
        _name_links(pdf, link_texts)
        _map_glyphs(pdf)
        pdf.save(
            finished,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return finished.getvalue()


def _join_pages(pdf: pikepdf.Pdf, root: Node, splits: list[Chain]) -> None:
    """Join the elements that run over page breaks, each page's to what came before it."""
    top = list(root.K)
    place: dict[Node, int] = {page.objgen: number for number, page in enumerate(pdf.pages)}
    by_page: dict[int, list[Node]] = {}
    for element in top:
        by_page.setdefault(place[element.Pg.objgen], []).append(element)
    gone = set()
    for number, chain in enumerate(splits):
        before, after = by_page.get(number), by_page.get(number + 1)
        if chain and before and after:
            _join(before[-1], after[0], chain)
            gone.add(after[0].objgen)
            after[0] = before[-1]  # which the next page may go on with
    root.K = Array([element for element in top if element.objgen not in gone])


def _join(first: Node, second: Node, chain: Chain) -> None:
    """Move what the second element holds to the end of the first."""
    kids, moved = first.K, list(second.K)
    if chain[0] == "TR" and len(kids) == len(moved):
        for cell, rest in zip(kids, moved, strict=True):
            _join(cell, rest, [_tag(cell)])
        return
    if chain[0] == "Table" and moved and moved[0].get("/S") == Name.THead:
        repeated, moved = moved[0], moved[1:]
        heads = [kid for kid in kids if kid.get("/S") == Name.THead]
        if not heads:  # a row left no room for the head on that page: the table's own comes later
            repeated.P = first
            kids.insert(1 if len(kids) and _tag(kids[0]) == "Caption" else 0, repeated)
        renamed = dict(zip(_ids(repeated), _ids(heads[0]) if heads else [], strict=False))
        for element in moved:
            _rename_headers(element, renamed)
    if len(chain) > 1 and len(kids) and moved and _tag(kids[-1]) == _tag(moved[0]) == chain[1]:
        _join(kids[-1], moved[0], chain[1:])
        moved = moved[1:]
    for element in moved:
        element.P = first
        kids.append(element)


def _tag(element: Any) -> str:
    return str(element.get("/S", ""))[1:] if isinstance(element, Dictionary) else ""


def _ids(element: Node) -> list[str]:
    """Return the IDs of the header cells under an element, in their order."""
    if _tag(element) == "TH":
        return [str(element.ID)] if "/ID" in element else []
    return [key for kid in _elements(element) for key in _ids(kid)]


def _rename_headers(element: Node, renamed: dict[str, str]) -> None:
    """Point data cells at the first header row where they pointed at its repetition."""
    for kid in _elements(element):
        if _tag(kid) == "TD" and "/A" in kid and "/Headers" in kid.A:
            names = [renamed.get(str(key), str(key)) for key in kid.A.Headers]
            kid.A.Headers = Array([pikepdf.String(name) for name in names])
        elif _tag(kid) in {"TR", "TBody", "TFoot"}:
            _rename_headers(kid, renamed)


def _elements(element: Node) -> list[Node]:
    held = element.get("/K", [])
    kids: list[Node] = list(held) if isinstance(held, Array) else [held]
    return [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]


def _walk(element: Node, *, in_head: bool) -> Iterator[tuple[int, int]]:
    """Yield every element of the tree, giving header cells their scope on the way."""
    yield element.objgen
    tag = _tag(element)
    if tag == "TH":
        element.A.Scope = Name.Column if in_head else Name.Row
    for kid in _elements(element):
        yield from _walk(kid, in_head=in_head or tag == "THead")


def _mark_artefacts(pdf: pikepdf.Pdf, tree: Node, reached: set[tuple[int, int]]) -> None:
    """Turn content that no element of the tree holds into artefacts: heads, feet, repetitions."""
    numbers = tree.ParentTree.Nums
    owners = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    for page in pdf.pages:
        marked: Node = owners[int(page.StructParents)]
        stray = {mcid for mcid, owner in enumerate(marked) if owner.objgen not in reached}
        if not stray:
            continue
        for mcid in stray:
            marked[mcid] = None
        page.contents_coalesce()
        page.Contents = pdf.make_stream(_without(stray, page.Contents.read_bytes()))


def _without(stray: set[int], content: bytes) -> bytes:
    """Return a page's content with some marked passages turned into artefacts."""

    def marked(found: re.Match[bytes]) -> bytes:
        return ARTEFACT if int(found[1]) in stray else found[0]

    return MARKED.sub(marked, content)


def _name_links(pdf: pikepdf.Pdf, texts: dict[str, str]) -> None:
    """Call each link by its words, as a screen reader will."""
    for page in pdf.pages:
        notes: Node = page.get("/Annots", [])
        for note in notes:
            if note.get("/Subtype") != Name.Link:
                continue
            to = f"#{note.Dest}" if "/Dest" in note else str(note.get("/A", {}).get("/URI", ""))
            if texts.get(to):
                note.Contents = pikepdf.String(texts[to])


def _map_glyphs(pdf: pikepdf.Pdf) -> None:
    """Let every glyph stand for something: the later ones of a syllable for a joiner without width.

    WeasyPrint writes that they stand for nothing, which PDF/UA-1 does not allow.
    """
    for font in pdf.objects:
        if isinstance(font, Dictionary) and "/ToUnicode" in font:
            written = font.ToUnicode.read_bytes()
            whole = UNMAPPED.sub(rb"\1 <034f>", written)
            if whole != written:
                font.ToUnicode.write(whole)
