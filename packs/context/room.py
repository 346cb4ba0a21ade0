"""How high texts stand in print, so that a page that has a measure keeps it. Pure (PAGES 6).

Estimates in millimetres for the style sheet's letters: a little too high rather than too low.
"""

import math

from irp.charts import width_of

PAGE = 258.0  # millimetres of an upright page between head and foot
SIDE = 264.0  # of a page of a programme or an outcome, whose margins are narrower
ACROSS = 182.0
POINT = 0.3528  # millimetres
ROUNDED = 0.91  # of the widths of letters that charts reckon with, which are rounded up
IDEOGRAPHS = "\u2e80"  # and what follows: squares, not rounded


def height_of(text: str, *, across: float, points: float, leading: float = 1.24) -> float:
    """Return how high a paragraph stands across so many millimetres, nothing where it is blank."""
    if not text:
        return 0.0
    letter, squares = points * POINT, sum(1 for char in text if char >= IDEOGRAPHS)
    ems = ROUNDED * width_of(text) + (1 - ROUNDED) * squares
    return math.ceil(ems * letter / across) * letter * leading
