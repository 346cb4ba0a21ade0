"""The tables and charts of a pack as files: what each says, row by row (Rule 32). Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from lxml import html
from lxml.html import HtmlElement

HEADINGS = ("h1", "h2", "h3", "h4", "h5")
NEAREST_HEADING = "(" + "|".join(f"preceding::{heading}" for heading in HEADINGS) + ")[last()]"
CONTENTS = "contents"
NARROW = "app-drawing__narrow"  # a chart drawn again for a narrow window, which says nothing new
SILENT = frozenset({"text", "style", "desc"})  # what a drawing says besides its title
SOFT_HYPHEN = "\xad"  # where a head of ours may break: no part of the word
BREAKS = frozenset({"br", "p", "li", "div", "dd", "dt", "td", "th"})


@dataclass(frozen=True, kw_only=True, slots=True)
class DataFile:
    """What one table or chart of a pack says, as the rows of a file under its heads."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def data_file(markup: str, number: int) -> DataFile | None:
    """Return what a table or chart says, counted from 1 in the pack's order; None past the last."""
    found = list(exhibits(html.document_fromstring(markup).body))
    return file_of(found[number - 1]) if 0 < number <= len(found) else None


def file_of(exhibit: HtmlElement) -> DataFile:
    """Return what a table or chart says."""
    if exhibit.tag == "figure":
        marks = tuple((words,) for words in _marks(exhibit))
        return DataFile(title=title_of(exhibit), heads=("What the chart says",), rows=marks)
    head: list[tuple[str, ...]] = _grid(exhibit.find("thead"))
    rows, title = _grid(exhibit), title_of(exhibit)
    width = max((len(row) for row in rows), default=0)
    columns = zip_longest(*(head or [(title,)]), fillvalue="")
    heads = tuple(" ".join(dict.fromkeys(filter(None, column))) for column in columns)
    heads += tuple("" for _ in range(width - len(heads)))
    return DataFile(title=title, heads=heads, rows=tuple(rows[len(head) :]))


def exhibits(body: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the tables and charts of a pack in its order; the list of contents is none of them."""
    for element in body.iter("table", "figure"):
        if CONTENTS not in (element.get("class") or "").split():
            yield element


def title_of(exhibit: HtmlElement) -> str:
    """Return the caption of a table or chart, or the nearest heading before it."""
    caption = exhibit.find("caption") if exhibit.tag == "table" else exhibit.find("figcaption")
    if caption is not None and (title := words_of(caption)):
        return title
    drawn = exhibit.find(".//svg/title") if exhibit.tag == "figure" else None
    if drawn is not None:
        return words_of(drawn)
    before = exhibit.xpath(NEAREST_HEADING)
    return words_of(before[0]) if before else "Table"


def words_of(element: HtmlElement) -> str:
    """Return what an element says in one line: of a drawing, its title alone."""
    pieces: list[str] = []
    _say(element, pieces)
    return " ".join("".join(pieces).replace(SOFT_HYPHEN, "").split())


def _say(element: Any, pieces: list[str]) -> None:
    if not isinstance(element.tag, str) or element.tag in SILENT:
        return
    pieces.append(element.text or "")
    for child in element:
        if child.tag in BREAKS:
            pieces.append(" ")
        _say(child, pieces)
        pieces.append(f" {child.tail or ''}" if child.tag in BREAKS else child.tail or "")


def _marks(figure: HtmlElement) -> Iterator[str]:
    """Yield what a chart says: its finding, what its description lists, each mark it names."""
    wide = [svg for svg in figure.iter("svg") if NARROW not in (svg.get("class") or "").split()]
    titles = [words_of(title) for svg in wide for title in svg.iter("title")]
    yield from titles[:1]
    for description in (desc for svg in wide for desc in svg.iter("desc")):
        yield from filter(None, map(str.strip, (description.text_content()).split(";")))
    yield from titles[1:]
    if len(titles) < 2:
        yield from filter(
            None,
            (" ".join(text.text_content().split()) for svg in wide for text in svg.iter("text")),
        )


def _grid(table: HtmlElement | None) -> list[tuple[str, ...]]:
    """Return the cells of a table row by row; one that spans several stands in each of them."""
    if table is None:
        return []
    grid: list[tuple[str, ...]] = []
    spans: dict[int, tuple[int, str]] = {}  # column: rows still to fill, and with what
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in row.iterchildren("th", "td"):
            _fill(cells, spans)
            words = words_of(cell)
            for _ in range(int(cell.get("colspan") or 1)):
                if (rows := int(cell.get("rowspan") or 1)) > 1:
                    spans[len(cells)] = (rows - 1, words)
                cells.append(words)
        _fill(cells, spans)
        grid.append(tuple(cells))
    return grid


def _fill(cells: list[str], spans: dict[int, tuple[int, str]]) -> None:
    while len(cells) in spans:
        column = len(cells)
        rows, words = spans.pop(column)
        if rows > 1:
            spans[column] = (rows - 1, words)
        cells.append(words)
