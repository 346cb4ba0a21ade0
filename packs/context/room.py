"""How high texts stand in print, so that a page that has a measure keeps it. Pure (PAGES 6).

Estimates in millimetres for the style sheet's letters: a little too high rather than too low.
"""

import math
import re
from collections.abc import Iterator
from functools import lru_cache

from irp.charts import width_of

PAGE = 258.0  # millimetres of an upright page between head and foot
SIDE = 264.0  # of a page of a programme or an outcome, whose margins are narrower
ACROSS = 182.0
POINT = 0.3528  # millimetres
ROUNDED = 0.91  # of the widths of letters that charts reckon with, which are rounded up
MIXED = 30  # letters of which a longer word may be wide ones alone
SPACE = 0.21  # ems
IDEOGRAPHS = "\u2e80"  # and what follows: squares, not rounded, that a line may end after
SQUARE = re.compile("[\u2e80-\uffff]")
WORDS = re.compile(r"[^\s\u2e80-\uffff]+|[\u2e80-\uffff]")
FOREIGN = re.compile("[\u0590-\u1fff\u2e80-\uffff]")  # letters of other fonts
TALLER = 1.1  # how much higher a line is that has some


@lru_cache(maxsize=4096)
def height_of(text: str, *, across: float, points: float, leading: float = 1.24) -> float:
    """Return how high a paragraph stands across so many millimetres, nothing where it is blank.

    What a page holds is tried again and again with the same texts.
    """
    if not text:
        return 0.0
    letter = points * POINT
    taller = TALLER if FOREIGN.search(text) else 1.0
    return _lines(text, across / letter) * letter * leading * taller


def _lines(text: str, line: float) -> int:
    """Return on how many lines of so many ems words stand; one that is longer breaks anywhere."""
    count, at = 1, 0.0
    for space, width in _widths(text):
        if at and at + space + width > line:
            count, at = count + 1, 0.0
        elif at:
            at += space
        if width > line:
            over = math.ceil(width / line) - 1
            count, at = count + over, at - line * over
        at += width
    return count


def _widths(text: str) -> Iterator[tuple[float, float]]:
    """Yield the space before each word, in ems, and its width; before the first none counts."""
    if not SQUARE.search(text):
        yield from ((SPACE, _width(word)) for word in text.split())
        return
    end = 0
    for found in WORDS.finditer(text):
        word = found[0]
        spaced = SPACE if found.start() > end else 0.0
        end = found.end()
        yield spaced, width_of(word) if word >= IDEOGRAPHS else _width(word)


def _width(word: str) -> float:
    return width_of(word) * (ROUNDED if len(word) <= MIXED else 1.0)
