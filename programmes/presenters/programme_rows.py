"""The milestones of a programme page: the open ones first, page by page."""

from collections.abc import Iterable

from django.core.paginator import Page

from irp.presenters import Pages
from programmes.figures.milestones import MilestoneLine, by_workstream

MILESTONES_A_PAGE = 20

Groups = list[tuple[str | None, list[MilestoneLine]]]


def milestones_on_page(
    lines: Iterable[MilestoneLine], *, asked: str | None, ref: str
) -> Page[MilestoneLine]:
    """Return one page of milestones, the open ones before the closed.

    `asked` is the number in the address; without one it is the page of the milestone `ref`.
    """
    ordered = in_page_order(lines)
    place = next((place for place, line in enumerate(ordered) if line.ref == ref), 0)
    number = asked or place // MILESTONES_A_PAGE + 1
    return Pages(ordered, MILESTONES_A_PAGE).get_page(number)


def in_page_order(lines: Iterable[MilestoneLine]) -> list[MilestoneLine]:
    """Return milestones in the order of the page, for its pages and its file."""
    still_open, closed = open_and_closed(lines)
    return [*still_open, *(line for _, rows in closed for line in rows)]


def open_and_closed(lines: Iterable[MilestoneLine]) -> tuple[list[MilestoneLine], Groups]:
    """Return the open milestones, the longest late first, and the closed ones by workstream.

    Those that are not late follow in the plan's order, which keeps a workstream's together.
    """
    lines = list(lines)
    still_open = sorted(
        (line for line in lines if line.is_open), key=lambda line: -(line.days_late or 0)
    )
    return still_open, by_workstream(line for line in lines if not line.is_open)
