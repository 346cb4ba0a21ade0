"""The runway as the IRB pack prints it, from frozen facts (PAGES 5.10)."""

from dataclasses import dataclass

from markupsafe import Markup

from assurance.charts.runway import PRINT, drawn, runway_chart
from assurance.charts.runway_squares import Shown
from assurance.facts.hidden import ALL_SHOWN, HiddenResults
from assurance.facts.runway import whole
from assurance.figures.knock_on import KnockOn, knock_on
from assurance.figures.runway import Runway, runway
from assurance.words import Speaker
from irp.charts import beside
from packs.context.frame import Calendar
from packs.facts import PlanFacts

KNOCKS_NAMED = 8  # late milestones that reach a requirement: the page has room for no more


@dataclass(frozen=True, kw_only=True)
class RunwayPage:
    """What is left to be assured, as a picture and in words."""

    found: Runway
    knocks: tuple[KnockOn, ...]
    svg: Markup

    @property
    def knocks_named(self) -> tuple[KnockOn, ...]:
        """Return the late milestones that are named."""
        return self.knocks[:KNOCKS_NAMED]

    @property
    def knocks_more(self) -> int:
        """Return how many are not."""
        return len(self.knocks[KNOCKS_NAMED:])


def runway_page(
    plan: PlanFacts, calendar: Calendar, not_shown: HiddenResults = ALL_SHOWN
) -> RunwayPage | None:
    """Return the runway of a frozen month; None where its snapshot kept nothing of it."""
    if plan.runway is None:
        return None
    hidden = {ref for ref, who in not_shown.results if who is Speaker.COMMISSIONER}
    rows = (row.position for outcome in plan.outcomes for row in outcome.requirements)
    facts = whole(rows, plan.runway, owners={}, hidden=hidden)
    ends_on = plan.settings.intervention_ends_on
    found = runway(facts, measured=calendar.measured, ends_on=ends_on)
    knocks = knock_on(facts, found)
    reached = {row.line.ref for row in knocks}
    shown = Shown(runway=found, reached=reached, quarters=calendar.cap, href=lambda ref: "")
    svg = beside(drawn(shown, PRINT), runway_chart(shown).narrow)
    return RunwayPage(found=found, knocks=knocks, svg=svg)
