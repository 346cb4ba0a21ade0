"""What is exempt of delivery, money, risks and indicators, as `exempt` prints it."""

from collections.abc import Iterator, Mapping
from typing import Any

from irp.rules.date_spans import printed_day, printed_month
from irp.rules.financial_years import year_words
from irp.rules.money import printed_pounds
from kpis.rules import printed_value
from packs.context.exempt_found import Finder, Found, Passage, of_ref
from packs.facts import PlanFacts
from packs.words import ItemKind
from programmes.facts import ReturnFacts
from programmes.facts.savings import SavingYear
from programmes.figures.benefits import printed as printed_benefit
from programmes.words import TEXTS

OF_AN_ENTRY = {
    "description": "Description",
    "cause": "Cause",
    "event": "Event",
    "effect": "Effect",
    "mitigation": "What is done about it",
    "controls": "Controls",
    "outcome": "Outcome",
}


def _return(plan: PlanFacts, ref: str) -> Found | None:
    """Find what a return says: its texts, why it is rated so, and this month's reports of rows."""
    row = of_ref(plan.programmes, ref)
    if row is None or row.ret is None:
        return None
    texts = [(label, getattr(row.ret, name)) for name, label in TEXTS.items()]
    reports = [
        (
            f"{milestone.ref} {milestone.title}",
            " ".join(filter(None, (report.narrative, report.reason))),
        )
        for milestone in row.milestones
        for report in milestone.reports
        if report.month == row.ret.month
    ]
    passages = [*_rated(row.ret), *texts, *reports]
    return Found(title=row.name, passages=passages, programme=row.ref, owner=row.sao)


def _rated(ret: ReturnFacts) -> Iterator[Passage]:
    newest = {rating.voice: rating for rating in ret.ratings}
    for rating in newest.values():
        yield f"{rating.voice.label}: {rating.rating.label}", rating.reason


def _milestone(plan: PlanFacts, ref: str) -> Found | None:
    row = of_ref(plan.milestones, ref)
    if row is None:
        return None
    passages = [("Baseline", row.baselines[-1].end.raw)]
    for report in row.reports[:1]:
        words = " ".join(filter(None, (report.narrative, report.reason)))
        when = f"Reported for {printed_month(report.month)}"
        passages += [
            ("Forecast", report.forecast.raw),
            (when, f"{report.delivery.label}. {words}".strip()),
        ]
    return Found(title=row.title, passages=passages, programme=row.programme, owner=row.own_sao)


def _entry(plan: PlanFacts, ref: str) -> Found | None:
    raid = plan.raid
    rows = (raid.risks, raid.issues, raid.actions, raid.assumptions, raid.decisions) if raid else ()
    row = of_ref((entry for some in rows for entry in some), ref)
    if row is None:
        return None
    passages = [
        *_scored(row),
        *((name, getattr(row, key, "")) for key, name in OF_AN_ENTRY.items()),
    ]
    owner = getattr(row, "owner", None)
    return Found(title=row.title, passages=passages, programme=row.programme, owner=owner)


def _scored(row: Any) -> Iterator[Passage]:
    """Yield the scores of a risk, each impact × likelihood, as far as they are given."""
    names = ("inherent", "current", "target")
    given = [(name, getattr(row.scores, name)) for name in names if hasattr(row, "scores")]
    if scores := "; ".join(f"{name} {score}" for name, score in given if score):
        yield "Impact × likelihood", scores


def _saving(plan: PlanFacts, ref: str) -> Found | None:
    years = plan.money.years if plan.money else ()
    rows = [
        (year.year, saving)
        for year in years
        for saving in year.savings
        if saving.initiative.ref == ref
    ]
    if not rows:
        return None
    of = rows[0][1].initiative
    passages = [(year_words(year), _amounts(saving)) for year, saving in rows]
    return Found(title=of.title, passages=passages, programme=of.programme, owner=of.owner)


def _amounts(saving: SavingYear) -> str:
    """Return "promised £4.0m; delivered £2.1m", as far as each was entered."""
    amounts = {
        "promised": saving.target.in_year if saving.target else None,
        "delivered": saving.amounts.delivered if saving.amounts else None,
        "validated": saving.validation.in_year if saving.validation else None,
    }
    return "; ".join(
        f"{what} {printed_pounds(amount)}" for what, amount in amounts.items() if amount is not None
    )


def _lot(plan: PlanFacts, ref: str) -> Found | None:
    row = of_ref(plan.money.lots if plan.money else (), ref)
    if row is None:
        return None
    stages = ("expected", "agreed", "exchanged", "completed", "received")
    amounts = ((name, getattr(row.progress, name)) for name in stages if row.progress)
    passages = [
        (name.capitalize(), printed_pounds(amount))
        for name, amount in amounts
        if amount is not None
    ]
    passages = [
        ("About", row.about),
        *passages,
        ("Note", row.progress.note if row.progress else ""),
    ]
    return Found(title=row.title, passages=passages, programme=row.programme, owner=row.owner)


def _benefit(plan: PlanFacts, ref: str) -> Found | None:
    row = of_ref((benefit.benefit for benefit in plan.benefits or ()), ref)
    if row is None:
        return None
    read = ""
    if row.reading:
        value = printed_benefit(row.reading.value, row.unit)
        read = f"{value} for {printed_month(row.reading.month)}. {row.reading.note}"
    passages = [("Measure", row.measure), ("Newest reading", read), ("Note", row.note)]
    return Found(title=row.title, passages=passages, programme=row.programme, owner=row.owner)


def _change(plan: PlanFacts, ref: str) -> Found | None:
    row = of_ref(plan.changes or (), ref)
    if row is None:
        return None
    rows = [
        (
            move.milestone or "New work",
            f"{move.old.raw or 'no date'} to {move.new.raw or 'no date'}",
        )
        for move in row.rows
    ]
    passages = [
        ("Status", row.state.label),
        ("Reason", row.reason),
        *rows,
        ("Effect on requirements", row.effect_requirements),
        ("Effect on money", row.effect_money),
        ("Effect on dependencies", row.effect_dependencies),
    ]
    return Found(title=row.reason_code.label, passages=passages, programme=row.programme)


def _point(plan: PlanFacts, ref: str) -> Found | None:
    row = of_ref(plan.points or (), ref)
    if row is None:
        return None
    steps = [(step.stage.label, step.words) for step in row.steps]
    passages = [(f"Raised by {row.by_name}", row.words), *steps]
    return Found(
        title=row.kind.label, passages=passages, programme=row.programme, owner=row.asked_of
    )


def _indicator(plan: PlanFacts, ref: str) -> Found | None:
    row = of_ref(plan.indicators, ref)
    if row is None:
        return None
    passages = [
        (
            printed_month(reading.month),
            f"{printed_value(reading.value, unit=row.unit)}. {reading.note}".strip(),
        )
        for reading in row.readings[:1]
    ]
    place = f"Measures {', '.join(row.outcomes)}" if row.outcomes else ""
    return Found(title=row.name, passages=[("Note", row.note), *passages], place=place)


def _dependency(plan: PlanFacts, ref: str) -> Found | None:
    row = of_ref(plan.dependencies or (), ref)
    if row is None:
        return None
    days = (("Give by", row.give_by), ("Need by", row.need_by))
    passages = [(name, printed_day(day)) for name, day in days if day]
    passages = [("About", row.description), *passages, ("Outcome", row.outcome)]
    return Found(title=row.title, passages=passages, place=_between(row))


def _between(row: Any) -> str:
    return f"{row.giver.ref} gives it to {row.taker.ref}" if row.giver and row.taker else ""


FINDERS: Mapping[ItemKind, Finder] = {
    ItemKind.RETURN: _return,
    ItemKind.MILESTONE: _milestone,
    ItemKind.RISK: _entry,
    ItemKind.SAVING: _saving,
    ItemKind.LOT: _lot,
    ItemKind.BENEFIT: _benefit,
    ItemKind.CHANGE: _change,
    ItemKind.POINT: _point,
    ItemKind.INDICATOR: _indicator,
    ItemKind.DEPENDENCY: _dependency,
}
