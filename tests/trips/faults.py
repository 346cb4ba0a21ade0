"""What is wrong with a page as a browser draws it: rules of axe that it breaks, its width."""

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, ViewportSize

WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 640}
AXE = "/static/axe.min.js"  # a file of the site, which a browser keeps compiled for its next page
FAULTS = (Path(__file__).parent / "faults.js").read_text()
# At another width, what is shown at both breaks a new rule only where something else is hidden or
# shown, names or surrounds it, or no longer fits.
HANG_ON_THE_WIDTH = [
    "aria-command-name",
    "aria-input-field-name",
    "aria-required-children",
    "aria-toggle-field-name",
    "button-name",
    "bypass",
    "empty-heading",
    "empty-table-header",
    "form-field-multiple-labels",
    "heading-order",
    "label",
    "landmark-one-main",
    "landmark-unique",
    "link-in-text-block",
    "link-name",
    "page-has-heading-one",
    "region",
    "scrollable-region-focusable",
    "select-name",
    "skip-link",
    "summary-name",
]

# Contrast takes axe longer than all its other rules. It depends on a text's colour, size and
# weight and on what is painted behind it: each such look is weighed on the first page with it.
_weighed: set[str] = set()


def faults_of(page: Page, *sizes: ViewportSize, fits: Sequence[ViewportSize] = ()) -> list[str]:
    """Return what is wrong with the page that is shown, at each size: rules of axe, its width.

    After the first size axe is asked for what another width can change; at the sizes of `fits`,
    the width alone is looked at.
    """
    faults = []
    for size in (*sizes, *fits):
        rules = None if size in fits else "all" if size is sizes[0] else HANG_ON_THE_WIDTH
        if page.viewport_size != size:
            page.set_viewport_size(size)
        asked = {"width": size["width"], "rules": rules, "weighed": "\n".join(_weighed), "axe": AXE}
        found, newly_weighed = page.evaluate(FAULTS, asked)
        _weighed.update(newly_weighed)
        faults += [f"at {size['width']}: {fault}" for fault in found]
    return faults
