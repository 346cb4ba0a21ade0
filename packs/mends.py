"""What is mended in WeasyPrint 70 and pydyf while a pack is drawn, in the drawing process alone."""

from functools import cache
from typing import Any

import pydyf  # type: ignore[import-untyped]
import weasyprint.draw as boxes
from weasyprint.draw import text as drawing
from weasyprint.draw.color import get_color
from weasyprint.svg import Node
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango

from packs.together import together

SYLLABLES = range(0x0900, 0x0E00)  # the scripts of India: letters stand in another order than said


@cache
def mend() -> None:
    """Mend what this process draws with, once."""
    pydyf.PDF.page_references = QuickPageReferences()
    Node.text = property(lambda node: node._etree_node.text and Label(node._etree_node.text))
    drawing.draw_first_line = _readable(drawing.draw_first_line)
    boxes.draw_border = _straight(boxes.draw_border)
    ffi.cdef("PangoAttribute * pango_attr_allow_breaks_new (gboolean allow_breaks);")
    line_break.Layout.set_text = _unbroken(line_break.Layout.set_text)


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


def _readable(draw_first_line: Any) -> Any:
    """Return the drawing of a line that also keeps what a line in an Indian script says.

    Its glyphs stand for parts of syllables in the order of the eye, from which no reader finds the
    letters again; a line from right to left is found again without.
    """

    def draw(stream: Any, textbox: Any, *how: Any) -> Any:
        words = textbox.text
        if not any(ord(char) in SYLLABLES for char in words):
            return draw_first_line(stream, textbox, *how)
        letters = words.encode("utf-16-be").hex().upper()
        stream.stream.append(f"/Span <</ActualText <FEFF{letters}>>> BDC".encode())
        emojis = draw_first_line(stream, textbox, *how)
        stream.stream.append(b"EMC")
        return emojis

    return draw


def _straight(draw_border: Any) -> Any:
    """Return the drawing of borders that fills the line beneath a box as a rectangle.

    Nearly every cell of a pack has such a line and no other, and WeasyPrint clips a frame to it:
    a tenth of the writing, and more again where the file is finished and checked.
    """

    def draw(stream: Any, box: Any) -> None:
        style, width = box.style, box.border_bottom_width
        others = (box.border_top_width, box.border_left_width, box.border_right_width)
        colour = get_color(style, "border_bottom_color")
        if (
            not width
            or any(others)
            or style["border_bottom_style"] != "solid"
            or style["visibility"] != "visible"
            or style["border_image_source"][0] != "none"
            or not colour.alpha
            or any(map(any, box.rounded_border_box()[4:]))
        ):
            draw_border(stream, box)
            return
        x, y, wide, high = box.rounded_border_box()[:4]
        with stream.artifact(), stream.stacked():
            stream.set_color(colour)
            stream.rectangle(x, y + high - width, wide, width)
            stream.fill()

    return draw


def _unbroken(set_text: Any) -> Any:
    """Return the setting of a text that breaks no line within what is read as one.

    The text stays as it was typed, which a space or hyphen of another kind would change: a reader
    of the file could not search it for "10 Nov 2026" or "PO2-T1-1".
    """

    def set_whole(layout: Any, text: str, justify: bool = False) -> None:
        set_text(layout, text, justify)
        places = together(layout.text)
        if not places:
            return
        attributes = pango.pango_layout_get_attributes(layout.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        for start, end in places:
            attribute = pango.pango_attr_allow_breaks_new(False)
            attribute.start_index = len(layout.text[:start].encode())
            attribute.end_index = len(layout.text[:end].encode())
            pango.pango_attr_list_change(attributes, attribute)
        pango.pango_layout_set_attributes(layout.layout, attributes)

    return set_whole
