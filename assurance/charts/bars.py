"""One bar of how many requirements are met, partly met, not met and not assessed. Pure."""

from markupsafe import Markup

from assurance.charts.heat_cell import drawn_bar
from assurance.rules import Tally

WIDTH, HEIGHT = 300, 16


def tally_bar(tally: Tally) -> Markup:
    """Return the bar of one assessment; its words stand beside it."""
    return Markup(
        f'<svg class="app-bar" aria-hidden="true" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'preserveAspectRatio="none">{"".join(drawn_bar(tally, 0.5, 0.5, WIDTH - 1, HEIGHT - 1))}'
        "</svg>"
    )
