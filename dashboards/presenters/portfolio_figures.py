"""The counts above the portfolio, each with the address of its rows."""

from collections.abc import Callable, Sequence
from functools import partial

from dashboards.presenters.home.parts import CountShown, milestones_counted
from dashboards.presenters.portfolio import PortfolioRow
from dashboards.presenters.portfolio_order import by_sao_rating
from dashboards.words import DIFFER, LABELS, RECEIVED
from programmes.figures.programmes import differing, returns_signed
from programmes.figures.ratings import RatingGroup
from programmes.words import MilestoneGroup, Rating, Silence

Href = Callable[..., str]
BESIDE_LATE = (
    MilestoneGroup.LATE_B0,
    MilestoneGroup.REBASELINED,
    MilestoneGroup.DUE,
    MilestoneGroup.UNBASELINED,
)


def figures(
    rows: Sequence[PortfolioRow],
    *,
    besides: Callable[[str], Sequence[PortfolioRow]],
    filtered: Href,
    milestones: Href,
    all_of_them: bool,
) -> tuple[tuple[CountShown, ...], tuple[CountShown, ...]]:
    """Return the counts of the programmes shown, each of as many rows as it opens.

    First those that answer which are in trouble or disputed, then the others.

    `besides` gives the programmes that pass every filter but the one that a count would set;
    `filtered` the address of the portfolio with that filter, `milestones` that of the list of
    milestones. `all_of_them` tells whether `rows` are every programme.
    """
    rated, compared, returned = (
        [row for row in besides(name) if row.reports] for name in ("rating", "ratings", "state")
    )
    differ = differing(compared)
    signed = returns_signed(row.line.state for row in returned)
    of_milestones = partial(_milestones, rows, milestones, all_of_them=all_of_them)
    first = (
        *(
            CountShown(
                group.rating.label,
                len(group.rows),
                f"of {len(rated)}",
                filtered(rating=group.rating.value),
                is_alarming(group),
            )
            for group in by_sao_rating(rated)
        ),
        CountShown(LABELS[DIFFER], len(differ), "", filtered(ratings=DIFFER)),
        of_milestones(MilestoneGroup.LATE),
    )
    return first, (
        *map(of_milestones, _beside_late(rows)),
        CountShown(
            "Returns signed", signed.signed, f"of {signed.expected}", filtered(state=RECEIVED)
        ),
    )


def is_alarming(group: RatingGroup[PortfolioRow]) -> bool:
    """Tell whether a count of a rating stands out: Red, or not reported and so late for ever."""
    return group.rating in {Silence.NOT_REPORTED, Rating.RED} and bool(group.rows)


def _beside_late(rows: Sequence[PortfolioRow]) -> tuple[MilestoneGroup, ...]:
    """Return what else is counted; most programmes ask for no second person to confirm."""
    if any(row.line.counts.unconfirmed for row in rows):
        return (*BESIDE_LATE, MilestoneGroup.UNCONFIRMED)
    return BESIDE_LATE


def _milestones(
    rows: Sequence[PortfolioRow], milestones: Href, group: MilestoneGroup, *, all_of_them: bool
) -> CountShown:
    asked = {"show": group.value}
    if not all_of_them:
        asked["among"] = ",".join(row.line.ref for row in rows)
    # Without a programme the list would name none, and show every one.
    return milestones_counted(rows, group, milestones(**asked) if rows else "")
