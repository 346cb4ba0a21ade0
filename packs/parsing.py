"""Read a pack's HTML as XML, which it is well formed enough to be: forty times as fast as HTML.

The rules of HTML for what is badly nested cost a twentieth of a drawing, and a pack's own templates
need none of them. What is no XML, such as a text with a control character in it, is read as HTML.

Nor has a pack footnotes. WeasyPrint's own style sheet gives every element the styles of five kinds
of note and of a list's marker, which are six of seven styles that it keeps: a seventh of the time
and of the memory.
"""

import html
import re
from functools import cache
from typing import Any
from xml.etree import ElementTree

from cssselect2 import ElementWrapper  # type: ignore[import-untyped]
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.html import UA

VOID = re.compile(
    r"<(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b([^<>]*?)/?>"
)
NOTES = re.compile(r"^::(?:foot)?note-\w+ .*$", flags=re.MULTILINE)
NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)\w+;")


def parsed(markup: str, *, url_fetcher: Any) -> HTML:
    """Return a document as WeasyPrint draws it; whichever way it was read, it is the same."""
    try:
        root = ElementTree.fromstring(_as_xml(markup))
    except ElementTree.ParseError:
        return HTML(string=markup, base_url=None, url_fetcher=url_fetcher)
    root.text = None  # the white space before the head, which is no text in HTML
    return _WellFormed(root, url_fetcher=url_fetcher)


@cache
def own_sheet() -> CSS:
    """Return WeasyPrint's style sheet of HTML without notes, and with markers for lists alone."""
    sheet = NOTES.sub("", UA).replace("\n::marker ", "\nli::marker ")
    return CSS(string=sheet, counter_style=CounterStyle())


def _as_xml(markup: str) -> str:
    """Return HTML with its void elements closed and its named characters as themselves."""
    closed = VOID.sub(r"<\1\2/>", markup)
    return NAMED.sub(lambda found: html.escape(html.unescape(found[0])), closed)


class _WellFormed(HTML):
    """A document from a tree that is there already; WeasyPrint 70 itself only takes text."""

    def __init__(self, root: ElementTree.Element, *, url_fetcher: Any) -> None:
        self.base_url = None
        self.url_fetcher = url_fetcher
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        """Return the style sheet of HTML itself; a pack has no forms."""
        return [own_sheet()]
