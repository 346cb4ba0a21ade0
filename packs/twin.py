"""A pack on screen: the markup its pages were drawn from, as a part of a page (Rule 32).

Same figures in the same order, since it is the same markup. What print alone needs goes (styles,
widths of columns, page numbers), headings move down one level under the page's own, and each table
and chart gets a region that scrolls by itself and a file of its own. Pure: text in, text out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from lxml import html
from lxml.html import HtmlElement
from markupsafe import Markup

HEADINGS = ("h1", "h2", "h3", "h4", "h5")
NEAREST_HEADING = "(" + "|".join(f"preceding::{one}" for one in HEADINGS) + ")[last()]"
CONTENTS = "contents"
BACK_TO = "pack-contents"  # the id of the page's own list
SILENT = frozenset({"text", "style", "desc"})  # what a drawing says besides its title
BREAKS = frozenset({"br", "p", "li", "div", "dd", "dt", "td", "th"})


@dataclass(frozen=True, kw_only=True, slots=True)
class DataFile:
    """What one table or chart of a pack says, as the rows of a file under its heads."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Twin:
    """A pack on screen: its contents as links, and everything that its pages say."""

    contents: tuple[tuple[str, str], ...]  # the id of each section, and its heading
    body: Markup


def twin(markup: str, *, file_of: Callable[[int], str]) -> Twin:
    """Return a pack's markup as a part of a page; `file_of` gives the address of each file."""
    body = html.document_fromstring(markup).body
    contents = tuple(_contents(body))
    for number, thing in enumerate(_things(body), start=1):
        _give_region(thing, _title(thing), address=file_of(number), number=number)
    for element in list(body.iter("section")):
        if element.get("id") == CONTENTS:
            element.drop_tree()
    for element in body.iter(html.etree.Element):
        _for_the_screen(element)
    for section in body.iterchildren("section"):
        section.append(_back())
    inner = (html.tostring(child, encoding="unicode") for child in body)
    return Twin(contents=contents, body=Markup("").join(map(Markup, inner)))


def data_file(markup: str, number: int) -> DataFile | None:
    """Return what a table or chart says, counted from 1 in the pack's order; None past the last."""
    things = list(_things(html.document_fromstring(markup).body))
    if not 0 < number <= len(things):
        return None
    thing = things[number - 1]
    if thing.tag == "figure":
        said = tuple((words,) for words in _marks(thing))
        return DataFile(title=_title(thing), heads=("What the chart says",), rows=said)
    head: list[tuple[str, ...]] = _grid(thing.find("thead"))
    rows, title = _grid(thing), _title(thing)
    width = max((len(row) for row in rows), default=0)
    columns = zip_longest(*(head or [(title,)]), fillvalue="")
    heads = tuple(" ".join(dict.fromkeys(filter(None, column))) for column in columns)
    heads += tuple("" for _ in range(width - len(heads)))
    return DataFile(title=title, heads=heads, rows=tuple(rows[len(head) :]))


def _contents(body: HtmlElement) -> Iterator[tuple[str, str]]:
    for section in body.iterchildren("section"):
        name, heading = section.get("id"), next(section.iter(*HEADINGS), None)
        if name and name != CONTENTS and heading is not None:
            yield name, words_of(heading)


def _things(body: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the tables and charts of a pack in its order; the list of contents is none of them."""
    for element in body.iter("table", "figure"):
        if CONTENTS not in (element.get("class") or "").split():
            yield element


def _title(thing: HtmlElement) -> str:
    """Return the caption of a table or chart, or the nearest heading before it."""
    caption = thing.find("caption") if thing.tag == "table" else thing.find("figcaption")
    if caption is not None and (said := words_of(caption)):
        return said
    drawn = thing.find(".//svg/title") if thing.tag == "figure" else None
    if drawn is not None:
        return words_of(drawn)
    before = thing.xpath(NEAREST_HEADING)
    return words_of(before[0]) if before else "Table"


def _give_region(thing: HtmlElement, title: str, *, address: str, number: int) -> None:
    """Put a table or chart into a region that scrolls by itself, with a link to its file."""
    region = html.Element("div")
    region.set("class", "app-table-region")
    region.set("role", "region")
    region.set("tabindex", "0")
    region.set("aria-label", f"{title} ({number})")
    link = html.Element("a")
    link.set("href", address)
    link.set("class", "govuk-link")
    link.set("download", "")
    link.text = "Download as CSV"
    of = html.Element("span")
    of.set("class", "govuk-visually-hidden")
    of.text = f": {title}"
    link.append(of)
    line = html.Element("p")
    line.set("class", "app-pack__file")
    line.append(link)
    thing.addprevious(region)
    tail, thing.tail = thing.tail, None
    region.append(thing)
    region.addnext(line)
    line.tail = tail


def _back() -> HtmlElement:
    """Return the way from the end of a section to the list of contents."""
    line, link = html.Element("p"), html.Element("a")
    link.set("href", f"#{BACK_TO}")
    link.set("class", "govuk-link")
    link.text = "Back to contents"
    line.set("class", "app-pack__back")
    line.append(link)
    return line


def _for_the_screen(element: HtmlElement) -> None:
    """Take away what print alone needs, and put a heading one level further down."""
    element.attrib.pop("style", None)
    if element.tag in HEADINGS:
        element.tag = f"h{int(element.tag[1]) + 1}"
    elif element.tag == "table":
        element.set("class", f"app-table app-table--compact {element.get('class') or ''}".strip())


def words_of(element: HtmlElement) -> str:
    """Return what an element says in one line: of a drawing, its title alone."""
    said: list[str] = []
    _say(element, said)
    return " ".join("".join(said).split())


def _say(element: Any, said: list[str]) -> None:
    if not isinstance(element.tag, str) or element.tag in SILENT:
        return
    said.append(element.text or "")
    for child in element:
        if child.tag in BREAKS:
            said.append(" ")
        _say(child, said)
        said.append(f" {child.tail or ''}" if child.tag in BREAKS else child.tail or "")


def _marks(figure: HtmlElement) -> Iterator[str]:
    """Yield what a chart says: its finding, what its description lists, each mark it names."""
    titles = [words_of(one) for one in figure.iter("title")]
    yield from titles[:1]
    for description in figure.iter("desc"):
        yield from filter(None, map(str.strip, (description.text_content()).split(";")))
    yield from titles[1:]
    if len(titles) < 2:
        yield from filter(
            None, (" ".join(one.text_content().split()) for one in figure.iter("text"))
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
