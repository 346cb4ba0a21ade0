"""What is wrong with a page as a browser draws it: rules of axe, its width, its sentences."""

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, ViewportSize

WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 640}
AXE = "/static/axe.min.js"  # a file of the site, which a browser keeps compiled for its next page
FAULTS = (Path(__file__).parent / "faults.js").read_text()
# What is asked at another width, though it shows and hides nothing that it did not elsewhere.
HANG_ON_THE_WIDTH = [
    "heading-order",
    "landmark-one-main",
    "page-has-heading-one",
    "scrollable-region-focusable",
]

# What was in order on one page is not asked of the next. Contrast and the size of targets take axe
# longer than all its other rules. Contrast depends on a text's colour, size and weight and on what
# is painted behind it: each such look is weighed once. Size depends on how targets lie to each
# other: each such crowd is measured once. What a width shows and hides is of few kinds: the menu,
# cards of tables, drawings, folds. The first page with each is asked every rule at both widths.
_known: set[str] = set()


def faults_of(page: Page, *sizes: ViewportSize, fits: Sequence[ViewportSize] = ()) -> list[str]:
    """Return what is wrong with the page that is shown, at each size.

    At the first size axe is asked every rule, after it those that another width can change; at the
    sizes of `fits`, only its width and its sentences are looked at.
    """
    faults = []
    for size in (*sizes, *fits):
        rules = None if size in fits else "all" if size is sizes[0] else HANG_ON_THE_WIDTH
        if page.viewport_size != size:
            page.set_viewport_size(size)
        asked = {"width": size["width"], "rules": rules, "known": "\n".join(_known), "axe": AXE}
        found, learnt = page.evaluate(FAULTS, asked)
        _known.update(learnt)
        faults += [f"at {size['width']}: {fault}" for fault in found]
    return faults
