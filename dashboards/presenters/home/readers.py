"""What those see who read: lead members, auditors and committees, finance validators."""

from datetime import date

from dashboards.presenters.home.parts import (
    CountShown,
    Part,
    Task,
    milestone_figures,
    own_programmes,
)
from dashboards.presenters.portfolio import Portfolio
from dashboards.presenters.portfolio_figures import is_alarming
from dashboards.presenters.portfolio_order import by_sao_rating
from irp.addresses import address
from irp.models import User


def reader_part(whole: Portfolio, *, user: User, on: date) -> Part:
    """Return the counts of the portfolio, worst first, and a lead member's own programmes."""
    held = {holding.post.title for holding in user.holdings_on(on)}
    own = [row for row in whole.rows if not held.isdisjoint(whole.titles(row.line.lead_member))]
    portfolio = address("dashboards:portfolio")
    figures = tuple(
        CountShown(
            group.rating.label,
            len(group.rows),
            f"of {len(whole.reporting)}",
            f"{portfolio}?rating={group.rating.value}",
            is_alarming(group),
        )
        for group in by_sao_rating(whole.rows)
    )
    tasks = (
        Task("Read the portfolio", portfolio, "every programme, by the SAO’s and CPMO’s ratings"),
        Task("Read the milestones", address("dashboards:milestones"), "most days late first"),
        Task("Read the ten outcomes", address("assurance:outcomes"), "what commissioners judge"),
        Task(
            "Read the recommendations",
            address("assurance:recommendations"),
            "overdue, extended, and what the council, internal audit and the auditor say",
        ),
        Task("Read the KPIs", address("kpis:indicators"), "is the plan working?"),
    )
    return Part(
        "reader",
        "Where the plan stands",
        tasks,
        "",
        (*figures, *milestone_figures(whole.rows, every=True)),
        own=own_programmes(own),
        headline="By the SAOs’ newest ratings",
    )
