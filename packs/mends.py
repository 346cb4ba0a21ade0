"""What is mended in WeasyPrint 70 and pydyf while a pack is drawn, in the drawing process alone."""

from functools import cache
from typing import Any

import pydyf  # type: ignore[import-untyped]
from weasyprint.draw import text as drawing
from weasyprint.svg import Node

SYLLABLES = range(0x0900, 0x0E00)  # the scripts of India: letters stand in another order than said


@cache
def mend() -> None:
    """Mend what this process draws with, once."""
    pydyf.PDF.page_references = QuickPageReferences()
    Node.text = property(lambda node: node._etree_node.text and Label(node._etree_node.text))
    drawing.draw_first_line = _said(drawing.draw_first_line)


class QuickPageReferences:
    """Stands for `pydyf.PDF.page_references`, which lists every page anew for every tag.

    Keeping the list while the number of pages stays saves a twentieth of the time on 90 pages
    and keeps the time in proportion to the pages beyond.
    """

    def __init__(self) -> None:
        self.slow = pydyf.PDF.page_references
        self.last: tuple[pydyf.PDF, int, tuple[bytes, ...]] | None = None

    def __get__(self, pdf: pydyf.PDF, owner: type[pydyf.PDF] | None = None) -> tuple[bytes, ...]:
        count = len(pdf.pages["Kids"])
        if self.last is None or self.last[0] is not pdf or self.last[1] != count:
            self.last = pdf, count, self.slow.__get__(pdf)
        return self.last[2]


class Label(str):
    """A chart's label, which WeasyPrint lays out one by one what it iterates over.

    It is given whole: letter by letter, Arabic would not join and would run backwards.
    """

    def __iter__(self) -> Any:
        yield str(self)


def _said(draw_first_line: Any) -> Any:
    """Return the drawing of a line that also keeps what a line in an Indian script says.

    Its glyphs stand for parts of syllables in the order of the eye, from which no reader finds the
    letters again; a line from right to left is found again without.
    """

    def draw(stream: Any, textbox: Any, *how: Any) -> Any:
        words = textbox.text
        if not any(ord(char) in SYLLABLES for char in words):
            return draw_first_line(stream, textbox, *how)
        said = words.encode("utf-16-be").hex().upper()
        stream.stream.append(f"/Span <</ActualText <FEFF{said}>>> BDC".encode())
        emojis = draw_first_line(stream, textbox, *how)
        stream.stream.append(b"EMC")
        return emojis

    return draw
