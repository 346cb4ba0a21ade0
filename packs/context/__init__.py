"""Facts in, frozen dataclasses out: what one edition prints. Pure: no database, no clock.

Figures are made by the apps' `figures`; a context adds order, sections and charts.
"""

from collections.abc import Sequence

from assurance.facts.hidden import ALL_SHOWN, HiddenResults
from assurance.figures.outcomes import due_by, passed
from packs.context.actions import actions_page
from packs.context.change_control import change_control_page
from packs.context.cover import headline_of
from packs.context.delivery import by_aim, reports
from packs.context.dependencies import dependencies_page, network_of
from packs.context.due import due_groups, passed_groups
from packs.context.edition import edition_page
from packs.context.exempt import exempt_page
from packs.context.extract import extract_page
from packs.context.forward import Coming, forward_page
from packs.context.frame import Calendar, Edition, commissioners_in_words, control
from packs.context.heat import heat_page
from packs.context.kpis import kpis_page
from packs.context.linked import delivery_of
from packs.context.milestones import milestones_page
from packs.context.money import money_page
from packs.context.news import news_page
from packs.context.onward import onward_page
from packs.context.outcomes import outcome_pages, wording_of
from packs.context.pack import PackContext
from packs.context.points import decisions_page
from packs.context.questions import questions_page
from packs.context.recommendations import recommendations_page
from packs.context.requests import requests_page
from packs.context.risks import risks_page
from packs.context.runway import runway_page
from packs.context.shown import shown_of
from packs.context.stands import pictures
from packs.context.step_down import step_down_page
from packs.facts import KeyFacts, PlanFacts
from packs.facts.classification import NOTHING_HIDDEN, HiddenTotals, WithheldCount
from packs.facts.edition import PinnedFacts
from packs.figures.changes import pack_changes
from packs.figures.confidence import confidence_of
from packs.figures.held import Held, withheld_page
from packs.figures.returns import outside_of
from programmes.figures.editions import SideBySide, side_by_side
from programmes.figures.positions import position_of
from programmes.figures.programmes import programmes_in_words

__all__ = ["Edition", "PackContext", "compose"]


def compose(
    plan: PlanFacts,
    edition: Edition,
    *,
    sha256: str,
    before: KeyFacts | None,
    last: PlanFacts | None = None,
    pinned: PinnedFacts | None = None,
    held: Sequence[WithheldCount] = (),
    hidden: HiddenTotals = NOTHING_HIDDEN,
    not_shown: HiddenResults = ALL_SHOWN,
) -> PackContext:
    """Return what one edition of a snapshot prints.

    `sha256` is the snapshot's hash; `before` is what the pack is compared with, None for the first,
    and `last` that whole month, None where key facts alone were kept; `pinned` is what the edition
    prints beside its snapshot, None of a pack from before anything was; `held` is what of the month
    is not public, and a public edition is made of a plan without it; `hidden` is what then cannot
    be added up, `not_shown` the results that it leaves out.
    """
    calendar = Calendar.of(plan)
    network = network_of(plan, calendar)
    rows = reports(plan, calendar, before, network.lines if network else None)
    milestones = [line for row in rows for line in row.milestones]
    withheld = withheld_page(held, edition.audience)
    shown = shown_of(held if withheld else ())
    delivery = delivery_of(plan, milestones, calendar)
    pages = outcome_pages(plan, calendar, delivery, not_shown, lacks_evidence=shown.lacks_evidence)
    requirements = [line for page in pages for line in page.requirements]
    changes = pack_changes(plan, before, not_shown) if before else None
    since = before.taken_at if before else None
    due = due_by(requirements, calendar.two_quarters_on())
    actions = actions_page(plan, forum=edition.forum)
    decisions = decisions_page(plan, forum=edition.forum, since=since)
    control_page = change_control_page(plan, calendar, since=since)
    late, part = milestones_page(rows, calendar), edition.extract and edition.extract.is_part
    money = money_page(plan, calendar, hidden, is_part=bool(part))
    requests = requests_page(plan, calendar, since=since)
    exempt = exempt_page(plan, pinned, edition.audience)
    marking = exempt.marking if exempt else ""
    document = control(plan, edition, sha256=sha256, held=held, marking=marking)
    return PackContext(
        forum=edition.forum,
        control=document,
        calendar=calendar,
        headline=headline_of(plan, calendar, rows, requirements),
        changes=changes,
        news=news_page(plan, changes, last, requirements, hidden, not_shown),
        edition=edition_page(pinned, rows, calendar),
        extract=extract_page(edition.extract, document, rows),
        exempt=exempt,
        held=Held(counts=tuple(held)),
        withheld=withheld,
        hidden=hidden,
        shown=shown,
        reports=rows,
        keeps_dimensions=plan.keeps_dimensions,
        milestones=late,
        stands=pictures(plan, calendar),
        programmes=programmes_in_words(map(outside_of, plan.programmes)),
        aims=by_aim(rows),
        tests=plan.tests,
        outcomes=pages,
        wording=wording_of(requirements) if plan.keeps_official_words else "",
        due=tuple(due),
        due_groups=due_groups(due, calendar),
        passed_groups=passed_groups(passed(requirements), calendar),
        due_until=calendar.two_quarters_on(),
        passed=tuple(passed(requirements)),
        confidence=confidence_of(plan, [line for row in rows for line in row.milestones]),
        kpis=kpis_page(plan, calendar),
        actions=actions,
        decisions=decisions,
        risks=risks_page(plan, calendar, since=since),
        change_control=control_page,
        money=money,
        runway=runway_page(plan, calendar, not_shown),
        heat=heat_page(plan, requirements, calendar, not_shown),
        questions=questions_page(plan),
        requests=requests,
        recommendations=recommendations_page(plan, calendar),
        step_down=step_down_page(
            plan,
            since=since,
            passed=[line.ref for line in passed(requirements)],
            lacks_evidence=shown.lacks_evidence,
            not_shown=not_shown,
        ),
        dependencies=dependencies_page(network),
        commissioners=commissioners_in_words(plan),
        onward=onward_page(
            plan,
            calendar,
            asks=decisions_page(plan, forum="irb", since=since),
            changes=control_page,
            requests=requests,
        ),
        forward=forward_page(
            Coming(
                milestones=late,
                lines=milestones,
                due=due,
                actions=actions,
                asks=decisions,
                requests=requests,
                money=money,
                handovers=network.lines if network else (),
            ),
            calendar,
        ),
        editions=_editions(plan, calendar),
    )


def _editions(plan: PlanFacts, calendar: Calendar) -> SideBySide | None:
    """Return the plan's editions side by side (Rule 18b)."""
    if plan.editions is None:
        return None
    rows = [position_of(row) for row in plan.milestones]
    return side_by_side(plan.editions, rows, measured=calendar.measured)
