"""Load the IRP's registers: savings, receipts, KPIs, recommendations, risks, dependencies."""

from decimal import Decimal

from assurance.models import Recommendation, RecommendationAction
from assurance.rules.recommendations import date_named
from exchange.actions.row_loading import Loading, Wanted, sourced_columns
from exchange.actions.target_loading import load_targets
from exchange.rules.irp_records import ReceiptRecord, SavingRecord
from exchange.rules.plan_records import Plan
from irp.history import act, record_ties, write_acts
from irp.models import Aim, Outcome, Post
from irp.rules.financial_years import year_read
from irp.rules.plan_dates import PlanDate
from kpis.models import Indicator
from programmes.models import (
    Dependency,
    Milestone,
    PlanFigure,
    ReceiptTarget,
    Risk,
    Saving,
    YearTarget,
)

FIGURES = "irp/plan_figures.json"
RECOMMENDED = "irp/recommendations.json"


def load_registers(plan: Plan, loading: Loading) -> None:
    """Load every register."""
    _savings(plan, loading)
    _receipts(plan, loading)
    _figures(plan, loading)
    _indicators(plan, loading)
    _recommendations(plan, loading)
    _risks_and_dependencies(plan, loading)


def _dates(row: SavingRecord | ReceiptRecord, loading: Loading) -> dict[str, PlanDate]:
    return {"start": loading.irp_date(row.start), "end": loading.irp_date(row.end)}


def _savings(plan: Plan, loading: Loading) -> None:
    wanted = []
    for saving in plan.savings:
        columns = sourced_columns(
            saving,
            "title",
            milestone_id=loading.pk(Milestone, saving.milestone),
            sao_id=loading.pk(Post, saving.sao),
            lead_member_id=loading.pk(Post, saving.lead_member),
            **_dates(saving, loading),
        )
        wanted.append(Wanted("irp/savings.json", {"ref": saving.ref}, columns))
    loading.rows(Saving, wanted)


def _receipts(plan: Plan, loading: Loading) -> None:
    wanted = []
    for receipt in plan.receipts:
        columns = sourced_columns(
            receipt, "cumulative", amount=Decimal(receipt.amount), **_dates(receipt, loading)
        )
        key = {"milestone_id": loading.pk(Milestone, receipt.milestone)}
        wanted.append(Wanted("irp/receipts.json", key, columns))
    loading.rows(ReceiptTarget, wanted)


def _figures(plan: Plan, loading: Loading) -> None:
    """Load the totals that the plan prints, and the one that is the target of a year."""
    wanted = []
    for figure in plan.plan_figures:
        columns = sourced_columns(
            figure,
            *("title", "note"),
            amount=Decimal(figure.amount),
            target_year=year_read(figure.target_of),
            is_fund=figure.fund,
        )
        wanted.append(Wanted(FIGURES, {"number": figure.number}, columns))
    loading.rows(PlanFigure, wanted)
    _year_targets(plan, loading)


def _year_targets(plan: Plan, loading: Loading) -> None:
    """Add each printed target of a year that is not there yet; a correction is the next version.

    What Council resolved since, and was entered here, stays in force: it is newer (Rule 25).
    """
    rows = list(YearTarget.objects.order_by("number"))
    printed = {row.year: row for row in rows if row.source_document}
    tally, acts = loading.tally("targets of years"), []
    for figure in plan.plan_figures:
        year = year_read(figure.target_of)
        if year is None:
            continue
        columns = sourced_columns(figure, year=year, amount=Decimal(figure.amount))
        standing = printed.get(year)
        if standing and all(getattr(standing, name) == value for name, value in columns.items()):
            tally.unchanged += 1
            continue
        number = sum(row.year == year for row in rows) + 1
        at = loading.at if standing else loading.known_from(FIGURES)
        reason = "As published in the plan"
        acts.append(act(YearTarget, by=loading.by, at=at, number=number, reason=reason, **columns))
    tally.created += len(write_acts(acts))


def _indicators(plan: Plan, loading: Loading) -> None:
    wanted, numbers = [], dict.fromkeys((aim.number for aim in plan.aims), 0)
    for indicator in plan.indicators:
        numbers[indicator.aim] += 1
        columns = sourced_columns(
            indicator,
            *("name", "unit", "polarity", "over_100", "cumulative", "note"),
            aim_id=loading.pk(Aim, indicator.aim),
            number=numbers[indicator.aim],
            members=list(indicator.members),
        )
        wanted.append(Wanted("irp/kpis.json", {"ref": indicator.ref}, columns))
    loading.rows(Indicator, wanted)
    _indicator_outcomes(plan, loading)
    load_targets(plan, loading)


def _indicator_outcomes(plan: Plan, loading: Loading) -> None:
    """Tie each KPI to the outcomes it is printed under; only where they differ."""
    outcomes = {
        outcome.name: loading.pk(Outcome, loading.pk(Aim, aim.number), outcome.number)
        for aim in plan.aims
        for outcome in aim.outcomes
    }
    standing: dict[int, set[int]] = {}
    for indicator, outcome in Indicator.outcomes.through.objects.values_list(
        "indicator_id", "outcome_id"
    ):
        standing.setdefault(indicator, set()).add(outcome)
    tally = loading.tally("outcomes of indicators")
    for entry in plan.indicators:
        row = loading.found[Indicator][entry.ref,]
        wanted = {outcomes[name] for name in entry.outcomes}
        stands = standing.get(row.pk, set())
        if wanted != stands:
            file = "irp/kpis.json"
            by, reason = loading.by, f"Plan file {file}"
            at = loading.known_from(file) if not stands else loading.at
            record_ties(row, "outcomes", wanted, by=by, at=at, reason=reason)
        tally.unchanged += wanted == stands
        tally.created += wanted != stands and not stands
        tally.changed += wanted != stands and bool(stands)


def _recommendations(plan: Plan, loading: Loading) -> None:
    wanted = []
    for recommendation in plan.recommendations:
        key = {"body": recommendation.source_body, "number": recommendation.number}
        due = list(recommendation.due)
        columns = sourced_columns(recommendation, "title", "text", due=due)
        wanted.append(Wanted(RECOMMENDED, key, columns))
    loading.rows(Recommendation, wanted)
    _responses(plan, loading)


def _responses(plan: Plan, loading: Loading) -> None:
    """Load the council's responses as actions, with the printed date that each names.

    The plan names no owner and no state: they stay empty. A date is set when the action is made;
    later ones are acts.
    """
    wanted = []
    for recommendation in plan.recommendations:
        key = loading.pk(Recommendation, recommendation.source_body, recommendation.number)
        for number, words in enumerate(recommendation.responses, start=1):
            source = sourced_columns(recommendation, words=words) | {"erratum": ""}
            due = loading.irp_date(date_named(words, recommendation.due))
            found = {"recommendation_id": key, "number": number}
            wanted.append(Wanted(RECOMMENDED, found, source, {"due": due}))
    loading.rows(RecommendationAction, wanted)


def _risks_and_dependencies(plan: Plan, loading: Loading) -> None:
    wanted = []
    for risk in plan.risks:
        columns = sourced_columns(risk, "number", "title", "description", "mitigation")
        wanted.append(Wanted("irp/risks.json", {"ref": f"R-{risk.number:02}"}, columns))
    loading.rows(Risk, wanted)
    wanted = []
    for dependency in plan.dependencies:
        columns = sourced_columns(dependency, "title", "description")
        wanted.append(Wanted("irp/dependencies.json", {"number": dependency.number}, columns))
    loading.rows(Dependency, wanted)
