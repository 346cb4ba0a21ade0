"""The runway to the end of the intervention: the picture, what must start now, what is undated."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter

from assurance.charts.runway import runway_chart
from assurance.charts.runway_squares import Listed, Shown
from assurance.facts import GateDue, RequirementPosition
from assurance.facts.runway import RunwayFacts
from assurance.figures.knock_on import KnockOn, knock_on
from assurance.figures.runway import Runway, quarter_words, runway
from assurance.figures.runway_lines import RunwayLine
from assurance.words.runway import RunwayGroup, RunwayStanding
from irp.addresses import address
from irp.charts import Drawing
from irp.columns import Column, Kind
from irp.facts import SettingsFacts
from irp.past import Past
from irp.rules.plan_dates import QuarterConvention


@dataclass(frozen=True, kw_only=True)
class RunwaySheet:
    """What the runway's page and its file show."""

    found: Runway
    every: int  # requirements before the filters
    knocks: tuple[KnockOn, ...]
    undated: tuple[tuple[RunwayLine, GateDue], ...]
    quarters: QuarterConvention
    cap_note: str  # how they are read, and who confirmed it (Rule 11)
    past: Past

    def chart(self, listed: Listed) -> Drawing | None:
        """Return the picture, drawn where there is anything to draw; `listed` are addresses."""
        if not self.found.lines:
            return None

        def href(ref: str) -> str:
            return address("assurance:requirement", ref) + self.past.query

        shown = Shown(
            runway=self.found,
            reached={row.line.ref for row in self.knocks},
            quarters=self.quarters,
            href=href,
            listed=listed,
        )
        return runway_chart(shown)

    @property
    def load(self) -> list[tuple[str, int]]:
        """Return each quarter in words with the dates that it holds."""
        return [
            (quarter_words(quarter, quarters=self.quarters), self.found.of_quarter(quarter))
            for quarter in self.found.quarters
        ]


def runway_sheet(
    past: Past,
    facts: RunwayFacts,
    shown: Iterable[RequirementPosition],
    *,
    settings: SettingsFacts,
    show: str,
) -> RunwaySheet:
    """Return the page's parts, of the requirements shown; `show` is one group of them or all."""
    chosen = replace(facts, requirements=tuple(shown))
    of = partial(runway, measured=past.measured, ends_on=settings.intervention_ends_on)
    found = of(chosen)
    if show:
        refs = {line.ref for line in _group(found, chosen, show)}
        rows = (row for row in chosen.requirements if row.ref in refs)
        chosen = replace(chosen, requirements=tuple(rows))
        found = of(chosen)
    return RunwaySheet(
        found=found,
        every=len(facts.requirements),
        knocks=knock_on(chosen, found),
        undated=tuple((line, gate) for line in found.left for gate in line.undated),
        quarters=settings.cap_quarters,
        cap_note=settings.cap_note,
        past=past,
    )


def _group(found: Runway, facts: RunwayFacts, show: str) -> Iterable[RunwayLine]:
    """Return the lines of one group."""
    if show == RunwayGroup.START:
        return found.must_start
    if show == RunwayGroup.END:
        return found.at_end
    if show == RunwayGroup.REACHED:
        return [row.line for row in knock_on(facts, found)]
    return found.standing(RunwayStanding(show))


def columns(quarters: QuarterConvention) -> tuple[Column[RunwayLine], ...]:
    """Return the columns of the file."""
    return (
        Column("ref", "Ref", attrgetter("ref")),
        Column("outcome", "Outcome", attrgetter("outcome"), Kind.NUMBER),
        Column("test", "Test", attrgetter("test"), Kind.NUMBER),
        Column("title", "Requirement", attrgetter("title")),
        Column("owner", "Owner", attrgetter("owner")),
        Column("standing", "Status", attrgetter("standing"), Kind.WORD),
        Column(
            "quarter",
            "Quarter",
            lambda line: quarter_words(line.quarter, quarters=quarters) if line.quarter else "",
        ),
        Column("due", "Date", lambda line: line.gate.due if line.gate else None, Kind.PLAN_DATE),
        Column(
            "purpose", "What it is for", lambda line: line.gate.purpose.label if line.gate else ""
        ),
        Column("days_left", "Days left", attrgetter("days_left"), Kind.NUMBER),
        Column("at_end", "At or after the end", attrgetter("is_at_end"), Kind.YES_NO),
        Column("start", "Sustained evidence", attrgetter("start_words")),
        Column("start_on", "Latest safe start", attrgetter("start_on"), Kind.DAY),
    )
