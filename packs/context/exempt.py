"""The exempt part of a committee's extract: what is exempt of what the committee takes, in full."""

from collections.abc import Mapping
from dataclasses import dataclass

from assurance.words.evidence import Classification
from irp.rules.date_spans import printed_day, printed_month
from irp.rules.financial_years import year_words
from irp.rules.money import printed_pounds
from kpis.rules import printed_value
from packs.context.exempt_assured import FINDERS as OF_ASSURANCE
from packs.context.exempt_assured import Finder, Found, Said, of_ref
from packs.facts import PlanFacts
from packs.facts.classification import ClassedFacts, ClosedFacts
from packs.facts.edition import PinnedFacts
from packs.snapshot.extract import concerning
from packs.words import Audience, ItemKind
from programmes.facts.savings import SavingYear
from programmes.words import TEXTS


@dataclass(frozen=True, kw_only=True)
class ExemptItem:
    """One item that is exempt: on which ground, and what it says."""

    kind: str
    ref: str
    title: str
    paragraph: str  # of Schedule 12A: "3"; "" where none was given
    ground: str
    reason: str  # of its classification
    said: tuple[Said, ...]


@dataclass(frozen=True, kw_only=True)
class ExemptPage:
    """Every exempt item of the committee's, by paragraph."""

    items: tuple[ExemptItem, ...]
    marking: str  # "Exempt: paragraphs 1 and 3"


def exempt_page(
    plan: PlanFacts, pinned: PinnedFacts | None, audience: Audience
) -> ExemptPage | None:
    """Return it of an exempt part, None of any other edition; `plan` is the committee's."""
    if audience is not Audience.EXEMPT or pinned is None:
        return None
    items = exempt_in(plan, pinned)
    numbers = sorted({one.paragraph for one in items})
    named = " and ".join([", ".join(numbers[:-1]), numbers[-1]] if numbers[1:] else numbers)
    marking = f"Exempt: paragraph{'s' if numbers[1:] else ''} {named}"
    return ExemptPage(items=tuple(items), marking=marking)


def exempt_in(plan: PlanFacts, pinned: PinnedFacts) -> list[ExemptItem]:
    """Return what is exempt in a month, by paragraph, each with its title and what it says."""
    classes, closed = concerning(pinned)
    rows: list[tuple[str, ClassedFacts | ClosedFacts, Finder, str]] = [
        *((one.kind.label, one, _FINDERS[one.kind], one.reason) for one in classes),
        *(("Evidence", one, _evidence, "") for one in closed),
    ]
    exempt = (row for row in rows if row[1].classification is Classification.EXEMPT)
    found = ((kind, one, find(plan, one.ref), why) for kind, one, find, why in exempt)
    items = [_item(kind, one, said, why) for kind, one, said, why in found if said is not None]
    return sorted(items, key=lambda item: (item.paragraph, item.kind, item.ref))


def _item(kind: str, one: ClassedFacts | ClosedFacts, said: Found, why: str) -> ExemptItem:
    title, texts = said
    return ExemptItem(
        kind=kind,
        ref=one.ref,
        title=title,
        paragraph=one.paragraph.value if one.paragraph else "",
        ground=one.paragraph.label if one.paragraph else "Paragraph not given",
        reason=why,
        said=tuple((name, text) for name, text in texts if text),
    )


def _return(plan: PlanFacts, ref: str) -> Found | None:
    row = of_ref(plan.programmes, ref)
    if row is None or row.ret is None:
        return None
    said = [(label, getattr(row.ret, name)) for name, label in TEXTS.items()]
    reports = [(one.ref, one.reports[0].narrative) for one in row.milestones if one.reports]
    return row.name, [*said, *reports]


def _milestone(plan: PlanFacts, ref: str) -> Found | None:
    row = of_ref(plan.milestones, ref)
    if row is None:
        return None
    said = [
        (one.delivery.label, " ".join(filter(None, (one.narrative, one.reason))))
        for one in row.reports[:1]
    ]
    return row.title, [("Planned", row.baselines[-1].end.raw), *said]


def _entry(plan: PlanFacts, ref: str) -> Found | None:
    raid = plan.raid
    rows = (raid.risks, raid.issues, raid.actions, raid.assumptions, raid.decisions) if raid else ()
    row = of_ref((one for some in rows for one in some), ref)
    names = ("description", "cause", "event", "effect", "mitigation", "outcome")
    return row and (row.title, [(name.capitalize(), getattr(row, name, "")) for name in names])


def _saving(plan: PlanFacts, ref: str) -> Found | None:
    years = plan.money.years if plan.money else ()
    rows = [(year.year, one) for year in years for one in year.savings if one.initiative.ref == ref]
    if not rows:
        return None
    return rows[0][1].initiative.title, [(year_words(year), _amounts(one)) for year, one in rows]


def _amounts(one: SavingYear) -> str:
    """Return "promised £4.0m; delivered £2.1m", as far as each was entered."""
    amounts = {
        "promised": one.target.in_year if one.target else None,
        "delivered": one.amounts.delivered if one.amounts else None,
        "validated": one.validation.in_year if one.validation else None,
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
    said = [(name.capitalize(), printed_pounds(one)) for name, one in amounts if one is not None]
    return row.title, [("About", row.about), *said, ("Note", row.progress and row.progress.note)]


def _benefit(plan: PlanFacts, ref: str) -> Found | None:
    row = of_ref((one.benefit for one in plan.benefits or ()), ref)
    if row is None:
        return None
    read = f"{row.reading.value} {row.unit}. {row.reading.note}" if row.reading else ""
    return row.title, [("Measure", row.measure), ("Newest reading", read), ("Note", row.note)]


def _change(plan: PlanFacts, ref: str) -> Found | None:
    row = of_ref(plan.changes or (), ref)
    if row is None:
        return None
    rows = [
        (one.milestone or "New work", f"{one.old.raw or 'no date'} to {one.new.raw or 'no date'}")
        for one in row.rows
    ]
    return row.reason_code.label, [("Reason", row.reason), *rows, ("Money", row.effect_money)]


def _point(plan: PlanFacts, ref: str) -> Found | None:
    row = of_ref(plan.points or (), ref)
    steps = [(one.stage.label, one.words) for one in row.steps] if row else []
    return row and (row.kind.label, [("Words", row.words), *steps])


def _indicator(plan: PlanFacts, ref: str) -> Found | None:
    row = of_ref(plan.indicators, ref)
    if row is None:
        return None
    said = [
        (printed_month(one.month), f"{printed_value(one.value, unit=row.unit)}. {one.note}".strip())
        for one in row.readings[:1]
    ]
    return row.name, [("Note", row.note), *said]


def _dependency(plan: PlanFacts, ref: str) -> Found | None:
    row = of_ref(plan.dependencies or (), ref)
    if row is None:
        return None
    days = (("Give by", row.give_by), ("Need by", row.need_by))
    said = [(name, printed_day(day)) for name, day in days if day]
    return row.title, [("About", row.description), *said, ("Outcome", row.outcome)]


def _evidence(plan: PlanFacts, ref: str) -> Found | None:
    row = of_ref(plan.evidence or (), ref)
    return row and (row.title or row.type.label, [("Serves", ", ".join(row.requirements))])


_FINDERS: Mapping[ItemKind, Finder] = {
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
    **OF_ASSURANCE,
}
