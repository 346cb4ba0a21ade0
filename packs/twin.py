"""A pack on screen: the markup its pages were drawn from, as a part of a page (Rule 32).

Same figures in the same order, since it is the same markup. What print alone needs goes (styles,
widths of columns, page numbers), and headings move down one level under the page's own. Each
section is a fold, and so is each programme's report, each outcome and each group of a long table:
a reader goes by their names. Where the window is narrow a table's rows are cards, a matrix scrolls
in a region of its own, and a chart is shown as it was drawn for that width.

Pure: text in, text out.
"""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import html
from lxml.html import HtmlElement
from markupsafe import Markup

from irp.cards import carded
from packs.twin_files import CONTENTS, HEADINGS, NARROW, exhibits, title_of, words_of

BACK_TO = "pack-contents"  # the id of the page's own list
PARTS = ("report", "outcome")  # articles that a section is made of, each with a heading
LONG = 24  # rows of a table whose groups are folded
SENTENCE = 32  # characters from which a cell takes a card's whole width
WORD = 16  # characters up to which a cell stays on one line: a reference, a day, a score
MOMENT = re.compile(r"\d+\s\w+\s\d{4}\sat\s\d\d:\d\d")  # a moment stays on one line too
PLAIN = 2  # columns at most of a table whose heads a card goes without
MANY_COLUMNS = 7  # from which a card's short facts run on in its lines


@dataclass(frozen=True, kw_only=True, slots=True)
class ContentsEntry:
    """A line of the contents: the id of a section, its heading, and its parts, the same."""

    name: str
    heading: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Twin:
    """A pack on screen: its contents as links, and everything that its pages say."""

    contents: tuple[ContentsEntry, ...]
    body: Markup


def twin(markup: str, *, file_of: Callable[[int], str], opened: bool = False) -> Twin:
    """Return a pack's markup as a part of a page; `file_of` gives the address of each file.

    `opened` leaves every fold open.
    """
    body = html.document_fromstring(markup).body
    for section in list(body.iterchildren("section")):
        if section.get("id") == CONTENTS:
            section.drop_tree()
    contents = tuple(_contents(body))
    for number, exhibit in enumerate(list(exhibits(body)), start=1):
        _shown(exhibit, title_of(exhibit), address=file_of(number), number=number, opened=opened)
    for element in body.iter(html.etree.Element):
        _for_the_screen(element)
    for article in list(body.iter("article")):
        if not set(PARTS).isdisjoint((article.get("class") or "").split()):
            _fold(article, opened=opened)
    for place, section in enumerate(list(body.iterchildren("section"))):
        section.append(_back())
        if place:
            _fold(section, opened=opened, name="app-pack__section")
    inner = (html.tostring(child, encoding="unicode") for child in body)
    return Twin(contents=contents, body=Markup("").join(map(Markup, inner)))


def _contents(body: HtmlElement) -> Iterator[ContentsEntry]:
    for section in body.iterchildren("section"):
        name, heading = section.get("id"), next(section.iter(*HEADINGS), None)
        if name and heading is not None:
            yield ContentsEntry(name=name, heading=words_of(heading), parts=tuple(_parts(section)))


def _parts(section: HtmlElement) -> Iterator[tuple[str, str]]:
    for article in section.iterchildren("article"):
        name, heading = article.get("id"), next(article.iter(*HEADINGS), None)
        if name and heading is not None:
            yield name, words_of(heading)


def _fold(part: HtmlElement, *, opened: bool, name: str = "app-pack__part") -> None:
    """Put a section or an article into a fold under its heading, with which it begins."""
    heading = next(part.iter("h2", "h3", "h4", "h5", "h6"), None)
    if heading is None or not part.get("id"):
        return
    fold = _folded(heading, opened=opened, name=name)
    part.addprevious(fold)
    fold.tail, part.tail = part.tail, None
    fold.append(part)


def _folded(heading: HtmlElement, *, opened: bool, name: str) -> HtmlElement:
    """Return a fold whose line is a heading, taken from where it stood."""
    fold, line = html.Element("details"), html.Element("summary")
    fold.set("class", f"govuk-details app-printed {name}")
    if opened:
        fold.set("open", "")
    line.set("class", "govuk-details__summary")
    if heading.getparent() is not None:
        heading.drop_tree()
    heading.set("class", "govuk-details__summary-text app-folded__head")
    line.append(heading)
    fold.append(line)
    return fold


def _shown(exhibit: HtmlElement, title: str, *, address: str, number: int, opened: bool) -> None:
    """Give a table or chart what it is shown in, with a link to its file beneath."""
    frame = html.Element("div")
    frame.set("class", "app-pack__thing")
    exhibit.addprevious(frame)
    frame.tail, exhibit.tail = exhibit.tail, None
    exhibit.drop_tree()
    if exhibit.tag == "figure":
        is_redrawn = bool(exhibit.find_class(NARROW))
        frame.append(exhibit if is_redrawn else _region(exhibit, f"{title} ({number})"))
    else:
        _set_table(frame, exhibit, title, number=number, opened=opened)
    frame.append(_file_line(title, address))


def _set_table(
    frame: HtmlElement, table: HtmlElement, title: str, *, number: int, opened: bool
) -> None:
    groups = list(_groups(table))
    if not groups:
        frame.append(_table_region(table, f"{title} ({number})"))
        return
    if (caption := table.find("caption")) is not None:
        caption.tag, caption.tail = "p", None
        caption.set("class", "strong")
        frame.append(caption)
    for place, (heading, part) in enumerate(groups, start=1):
        fold = _folded(heading, opened=opened, name="app-pack__group")
        fold.append(_table_region(part, f"{words_of(heading)} ({number}.{place})"))
        frame.append(fold)


def _groups(table: HtmlElement) -> Iterator[tuple[HtmlElement, HtmlElement]]:
    """Yield the groups of a long table, each a heading and a table of its own; none of a short."""
    rows = list(table.iterfind("tbody/tr"))
    heads = [row for row in rows if "group" in (row.get("class") or "").split()]
    if len(rows) < LONG or len(heads) < 2 or rows[0] is not heads[0]:
        return
    frame = deepcopy(table)
    for gone in (*frame.iterfind("caption"), *frame.iterfind("tbody")):
        frame.remove(gone)
    part, found = None, None
    for row in rows:
        if row in heads:
            if part is not None and found is not None:
                yield found, part
            part, found = deepcopy(frame), html.Element("span")
            found.text = words_of(row)
            if named := next((cell.get("id") for cell in row if cell.get("id")), None):
                part.set("id", named)
            part.append(html.Element("tbody"))
        else:
            assert part is not None  # the first row is a head
            part[-1].append(row)
    if part is not None and found is not None:
        yield found, part


def _table_region(table: HtmlElement, label: str) -> HtmlElement:
    """Return a table in its region: its rows are cards in a narrow window, but for a matrix."""
    is_matrix = len(list(table.iterfind("thead/tr"))) > 1
    if is_matrix:
        return _region(table, label)
    columns = max((len(row) for row in table.iter("tr")), default=0)
    for cell in table.iterfind("tbody/tr/*"):
        words = words_of(cell)
        is_word = len(words) <= WORD or MOMENT.fullmatch(words)
        if is_word or (len(words) >= SENTENCE and cell.tag == "td"):
            name = "app-table__word" if is_word else "app-table__text"
            cell.set("class", f"{cell.get('class') or ''} {name}".strip())
    if columns >= MANY_COLUMNS:
        table.set("class", f"{table.get('class') or ''} app-table--brief".strip())
    cards = html.fragment_fromstring(str(carded(html.tostring(table, encoding="unicode"))))
    for cell in cards.iter("td") if columns <= PLAIN else ():
        cell.attrib.pop("data-label", None)
    return _region(cards, label, name="app-table-region app-table-region--cards")


def _region(exhibit: HtmlElement, label: str, *, name: str = "app-table-region") -> HtmlElement:
    """Return a region that scrolls by itself, takes the keyboard's focus and has a name."""
    region = html.Element("div")
    region.set("class", name)
    region.set("role", "region")
    region.set("tabindex", "0")
    region.set("aria-label", label)
    exhibit.tail = None
    region.append(exhibit)
    return region


def _file_line(title: str, address: str) -> HtmlElement:
    line, link = html.Element("p"), html.Element("a")
    of = html.Element("span")
    link.set("href", address)
    link.set("class", "govuk-link")
    link.set("download", "")
    link.text = "Download as CSV"
    of.set("class", "govuk-visually-hidden")
    of.text = f": {title}"
    link.append(of)
    line.set("class", "app-pack__file")
    line.append(link)
    return line


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
