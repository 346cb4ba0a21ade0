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
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from packs.models import Pack
from packs.readings.newest import newest_packs

SHOWN = 4


def reader_part(whole: Portfolio, *, user: User, on: date) -> Part:
    """Return the counts of the portfolio, worst first, and a lead member's own programmes."""
    held = {holding.post.title for holding in user.holdings_on(on)}
    own = [row for row in whole.rows if not held.isdisjoint(whole.titles(row.line.lead_member))]
    portfolio = address("dashboards:portfolio")
    figures = tuple(
        CountShown(
            group.said.label,
            len(group.rows),
            f"of {len(whole.reporting)}",
            f"{portfolio}?rating={group.said.value}",
            is_alarming(group),
        )
        for group in by_sao_rating(whole.rows)
    )
    tasks = (
        Task("Read the portfolio", portfolio, "every programme, by the SAO's and CPMO's ratings"),
        Task("Read the milestones", address("dashboards:milestones"), "the longest late first"),
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


def _changes(pack: Pack) -> Task:
    """Return the way to what changed since the pack before the newest one."""
    on_screen = address("packs:pack_read", pack.pk) + "#changes"
    return Task(
        "Read what changed since the last pack",
        on_screen if pack.has_manifest else address("packs:pack", pack.pk),
        f"in the {pack}, bad news first",
    )


def packs_part(user: User) -> Part:
    """Return the newest final packs this person may download (ADR 0006)."""
    rows = newest_packs(user, most=SHOWN)
    tasks = tuple(
        Task(
            f"Confirm the pages of judgements in the {pack}",
            address("packs:pack_confirm", pack.pk),
            "draft: the CPMO cannot issue it before a commissioner has confirmed them",
        )
        for pack in rows
        if pack.standing == "draft" and not pack.is_judged
    )
    tasks += tuple(_changes(pack) for pack in rows if pack.standing == "final")[:1]
    tasks += tuple(
        Task(
            str(pack),
            address("packs:pack", pack.pk),
            f"final; ready {printed_day(london_day(pack.ready_at))}; {pack.pages} pages",
        )
        for pack in rows
        if pack.standing == "final"
    )
    empty = (
        "No final pack has been issued to you yet. The CPMO issues them after a month is frozen. "
        "You can then see them here."
    )
    return Part("packs", "Latest final packs", tasks, empty)
