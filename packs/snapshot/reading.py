"""The only reading of the database for packs: a month's whole plan as facts (Rules 16 and 23)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models.expressions import Combinable

from assurance.readings.evidence_index import evidence_index
from assurance.readings.kept import assurance_kept
from assurance.readings.official import official_words
from assurance.readings.outcomes import assurance_tests, priority_outcomes, questions, timeline
from assurance.readings.runway import runway_kept
from assurance.readings.step_down import judged_facts
from irp.models import Act, ReportingPeriod, Tracked
from irp.readings import ActParts, AsAt, Parts, Source, aims, errata, periods, settings
from irp.readings.commissioners import commissioners
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from kpis.readings import indicators
from packs.facts import PlanFacts
from packs.readings.meetings import boards_kept
from programmes.readings.benefits import whole_benefits
from programmes.readings.budgets import budgets
from programmes.readings.changes import change_requests, descents, published_rows
from programmes.readings.dependencies import dependencies
from programmes.readings.editions import editions
from programmes.readings.money import savings
from programmes.readings.points import points
from programmes.readings.programmes import all_programmes
from programmes.readings.raid import register
from programmes.readings.restructuring import restructurings
from programmes.readings.whole_money import whole_money
from programmes.rules.points import point_seen
from programmes.rules.withheld import OUTSIDER, programme_seen


@dataclass(frozen=True)
class Freezing:
    """A source in which a period is frozen already: its row is written after its snapshot."""

    source: Source
    period: int

    @property
    def at(self) -> datetime:
        """Return the moment of the freeze."""
        return self.source.at

    def rows(self, model: type[Tracked], **scope: Any) -> list[Any]:
        """Return the rows of a tracked model, by key."""
        found = self.source.rows(model, **scope)
        for row in found if model is ReportingPeriod else ():
            if row.id == self.period:
                row.frozen_at = self.at
        return found

    def rows_having(self, model: type[Tracked], **having: Any) -> list[Any]:
        """Return the rows whose columns hold these values, by key."""
        return self.source.rows_having(model, **having)

    def columns(
        self, model: type[Tracked], *names: str | Combinable, **scope: Any
    ) -> list[tuple[Any, ...]]:
        """Return some columns of the rows as tuples, by key."""
        return self.source.columns(model, *names, **scope)

    def columns_of(self, parts: Parts, **scope: Any) -> list[tuple[Any, ...]]:
        """Return some columns of the rows of several models in one statement, in no order."""
        return self.source.columns_of(parts, **scope)

    def acts(self, model: type[Act], **scope: Any) -> list[Any]:
        """Return acts up to the moment, oldest first."""
        return self.source.acts(model, **scope)

    def acts_of(self, parts: ActParts, **scope: Any) -> list[tuple[Any, ...]]:
        """Return columns of acts of several models in one statement, oldest first."""
        return self.source.acts_of(parts, **scope)

    def ties(
        self, model: type[Tracked], name: str, keys: list[int] | None = None
    ) -> dict[int, list[int]]:
        """Return the keys that each row is tied to, by the row's key."""
        return self.source.ties(model, name, keys)


def read_frozen(period: ReportingPeriod, *, at: datetime) -> PlanFacts:
    """Return the plan as history holds it at the moment a period is frozen.

    What is read from rows could hold a change that history dates a moment later. Raises
    ValueError for a moment without a time zone.
    """
    if at.utcoffset() is None:
        raise ValueError("The moment must have a time zone")
    return frozen_plan(Freezing(AsAt(at), period.pk), month=period.month)


def frozen_plan(source: Source, *, month: date) -> PlanFacts:
    """Return a frozen month's plan from a source of rows as at its freeze.

    It holds what a reader without any post would see: signed or assured returns alone speak (Rule
    15), and commissioners' drafts never enter. The number of statements does not grow with the
    plan.
    """
    known = {period.month: period for period in periods(source).values()}
    programmes = all_programmes(source, on=london_day(source.at))
    money, known_settings = whole_money(source), settings(source)
    words = official_words(source)
    return PlanFacts(
        taken_at=source.at,
        settings=known_settings,
        period=known[month],
        aims=tuple(aims(source)),
        programmes=tuple(programme_seen(programme, OUTSIDER) for programme in programmes),
        savings=tuple(savings(source)),
        receipts=money.steps,
        indicators=indicators(source),
        tests=assurance_tests(source, words=words),
        outcomes=priority_outcomes(source, words=words),
        questions=questions(source),
        timeline=timeline(source),
        errata=tuple(errata(source)),
        raid=register(source),
        points=tuple(point for point in points(source) if point_seen(point, OUTSIDER)),
        changes=tuple(change_requests(source)),
        descents=tuple(descents(source)),
        published=published_rows(source),
        dependencies=dependencies(source),
        editions=editions(source),
        restructurings=restructurings(source),
        money=money.facts,
        benefits=whole_benefits(source),
        commissioners=commissioners(source),
        judged=judged_facts(source),
        runway=runway_kept(source, measured=Measured.month_end(month), reader=OUTSIDER),
        budgets=tuple(budgets(source)),
        evidence=evidence_index(source),
        boards=boards_kept(source, month=month),
        assurance=assurance_kept(source, quarters=known_settings.irp_quarters),
    )
