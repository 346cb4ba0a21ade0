"""Which savings of which year a page or a file is asked for."""

from dataclasses import dataclass
from datetime import datetime

from irp.pages import SignedIn
from irp.past import Past, past_of
from irp.permissions import require
from irp.rules.financial_years import financial_year
from programmes.facts.savings import YearFacts
from programmes.figures.saving_years import YearPosition, year_position, years_offered
from programmes.figures.savings import SavingLine, saving_lines
from programmes.forms.saving_filter import SavingFilter
from programmes.readings.saving_acts import years_known
from programmes.readings.savings import initiatives, month_of_entry, year_facts


@dataclass(frozen=True)
class AskedSavings:
    """The savings of a year now or as at the past, and which of them the address asks for."""

    past: Past
    facts: YearFacts
    form: SavingFilter
    every: list[SavingLine]
    shown: list[SavingLine]
    position: YearPosition  # of those shown

    @property
    def year(self) -> int:
        """Return the financial year."""
        return self.facts.year


def asked_savings(request: SignedIn, *, at: datetime) -> AskedSavings:
    """Return the savings of a year as filtered, in thirteen statements."""
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    source, now = past.source, financial_year(past.measured.on)
    read = initiatives(source)
    form = SavingFilter.of(
        request,
        programmes=read.programmes,
        years=years_offered(years_known(source), now=now),
        directorates=sorted({initiative.directorate for initiative in read.facts} - {""}),
    )
    facts = year_facts(source, read, year=form.year_asked(now=now))
    month = None if past.is_past else month_of_entry(source)
    every = saving_lines(facts, measured=past.measured, month=month)
    every.sort(key=lambda line: line.urgency)
    shown = [line for line in every if form.matches(line)]
    among = {line.ref for line in shown} if form.is_part else None
    return AskedSavings(
        past, facts, form, every, shown, year_position(facts, measured=past.measured, among=among)
    )
