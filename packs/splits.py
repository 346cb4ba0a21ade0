"""Which elements run over a page break: the drawn tags do not say so, the laid-out pages do."""

from collections.abc import Iterator
from typing import Any

JOINED = {
    "section": "Sect",
    "article": "Art",
    "table": "Table",
    "caption": "Caption",
    "tbody": "TBody",
    "tr": "TR",
    "p": "P",
}

Chain = list[str]


def split_elements(document: Any) -> list[Chain]:
    """Return, for each page break of a WeasyPrint document, the tags that run over it.

    Outermost first, for example ["Sect", "Art", "Table", "TBody"]; empty where nothing is split.
    """
    bodies = [_child(_child(page._page_box, "html"), "body") for page in document.pages]
    return [list(_chain(bodies[i], bodies[i + 1])) for i in range(len(bodies) - 1)]


def _child(box: Any, tag: str) -> Any:
    return next((child for child in box.children if getattr(child, "element_tag", "") == tag), box)


def _chain(before: Any, after: Any) -> Iterator[str]:
    """Yield the tags of the elements that end one page and begin the next."""
    while True:
        last, first = _edge(before, -1), _edge(after, 0)
        if last is None or first is None or last.element is not first.element:
            return
        tag = JOINED.get(last.element_tag)
        if tag is None:
            return
        if last.element is not before.element:  # a table's wrapper and the table are one element
            yield tag
        before, after = last, first


def _edge(box: Any, place: int) -> Any:
    """Return the first or last child that is an element, repeated header rows left out."""
    children = [
        child
        for child in getattr(box, "children", ())
        if getattr(child, "element", None) is not None and not getattr(child, "is_header", False)
    ]
    return children[place] if children else None
