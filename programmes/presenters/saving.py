"""One saving's page: its years with their chains, everything done to it (Rule 26)."""

from dataclasses import dataclass

from irp.past import Past
from irp.presenters import Entry, act_entry, history_entries
from irp.readings.versions import row_versions
from irp.rules.financial_years import year_words
from irp.rules.money import printed_pounds
from programmes.facts.savings import InitiativeFacts
from programmes.figures.savings import SavingLine, saving_lines
from programmes.models import (
    Saving,
    SavingAmounts,
    SavingReplacement,
    SavingTarget,
    SavingValidation,
)
from programmes.readings.saving_acts import acts_of_saving
from programmes.readings.savings import initiatives, month_of_entry, saving_by_year

COLUMNS = (
    *("title", "directorate", "owner", "recurrence", "equality", "equality_on"),
    *("equality_reason", "consequences"),
)


@dataclass(frozen=True, kw_only=True)
class SavingYearShown:
    """A year of a saving: its line, and those of the savings of its chains."""

    line: SavingLine
    chain: tuple[SavingLine, ...]  # with its own, where something replaces or is replaced


@dataclass(frozen=True, kw_only=True)
class SavingPage:
    """Everything that the page of a saving shows."""

    facts: InitiativeFacts
    programme: str
    years: tuple[SavingYearShown, ...]
    timeline: tuple[Entry, ...]


def saving_page(past: Past, row: Saving) -> SavingPage | None:
    """Return the page of a saving, in fourteen statements; None where there was none then."""
    source = past.source
    read = initiatives(source)
    facts = next((initiative for initiative in read.facts if initiative.ref == row.ref), None)
    if facts is None:
        return None
    month = None if past.is_past else month_of_entry(source)
    years = []
    for known in saving_by_year(source, read, row.ref).values():
        lines = saving_lines(known, measured=past.measured, month=month)
        own = next(line for line in lines if line.ref == row.ref)
        tied = {ref for link in known.links for ref in (link.replaced, link.by)}
        chain = tuple(line for line in lines if line.ref in tied) if row.ref in tied else ()
        years.append(SavingYearShown(line=own, chain=chain))
    return SavingPage(
        facts=facts,
        programme=read.programmes.get(facts.programme, ""),
        years=tuple(years),
        timeline=tuple(_timeline(row, past)),
    )


def _timeline(row: Saving, past: Past) -> list[Entry]:
    """Return what was done to a saving, the newest first: changes of its row, and acts."""
    until = past.source.at
    rows = list(row_versions(Saving, until=until, id=row.pk).select_related("owner"))
    told = [*history_entries(rows, Saving, COLUMNS)]
    acts = acts_of_saving(row, until=until)
    told += map(_target, acts.targets)
    told += map(_amounts, acts.amounts)
    told += map(_validation, acts.validations)
    told += map(_replacement, acts.replacements)
    return sorted(told, key=lambda entry: entry.at, reverse=True)


def _target(act: SavingTarget) -> Entry:
    what = (
        f"Target for {year_words(act.year)}, version {act.number}: {printed_pounds(act.in_year)} "
        f"in year, decided by {act.decided_by}"
    )
    return act_entry(act, what, why=act.reason)


def _amounts(act: SavingAmounts) -> Entry:
    what = (
        f"{year_words(act.year)}, entered for {act.period}: {printed_pounds(act.delivered)} "
        f"delivered, {printed_pounds(act.forecast)} forecast ("
        f"{act.get_confidence_display().lower()} confidence)"
    )
    return act_entry(act, what, why=act.note)


def _validation(act: SavingValidation) -> Entry:
    what = f"{year_words(act.year)}: {printed_pounds(act.in_year)} validated"
    return act_entry(act, what, why=act.evidence)


def _replacement(act: SavingReplacement) -> Entry:
    verb = "no longer replaces" if act.ends else "replaces"
    what = f"{year_words(act.year)}: {act.by_saving.ref} {verb} {act.replaced.ref}"
    return act_entry(act, what, why=act.reason)
