"""The outcomes of the Improvement and Recovery Plan as a file."""

from collections.abc import Callable
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.presenters.plan_outcomes import OutcomeRow, outcome_list
from irp.columns import Column, Kind
from irp.pages import SignedIn, csv_file
from irp.past import past_of
from irp.permissions import require
from irp.rules.financial_years import year_words
from irp.rules.money import in_pence
from kpis.words import KpiStatus, Shown
from programmes.readings.readers import reader_of


def _money(name: str) -> Callable[[OutcomeRow], Decimal | None]:
    """Return what reads an amount, with pence whatever the database gives of them."""

    def read(row: OutcomeRow) -> Decimal | None:
        amount: Decimal | None = getattr(row.money, name) if row.money else None
        return None if amount is None else in_pence(amount)

    return read


def _number(name: str, label: str, read: Callable[[OutcomeRow], Any]) -> Column[OutcomeRow]:
    return Column(name, label, read, Kind.NUMBER)


COLUMNS: tuple[Column[OutcomeRow], ...] = (
    Column("aim", "Aim", attrgetter("aim")),
    Column("place", "Place in the plan", attrgetter("place")),
    Column("name", "Outcome", attrgetter("facts.name")),
    *(
        _number(name, label, attrgetter(f"kpis.{name}"))
        for name, label in (
            ("every", "KPIs"),
            ("on_target", KpiStatus.ON_TARGET.label),
            ("within_tolerance", KpiStatus.WITHIN_TOLERANCE.label),
            ("off_target", KpiStatus.OFF_TARGET.label),
            ("no_target", "Read, no target"),
            ("unread", Shown.UNREAD.label),
        )
    ),
    Column("programmes", "Programmes", attrgetter("refs")),
    Column("is_of_aim", "Programmes of the aim as a whole", attrgetter("is_of_aim"), Kind.YES_NO),
    _number("red", "Programmes rated Red by the SAO", attrgetter("red")),
    _number("late", "Late milestones", attrgetter("late")),
    Column("year", "Savings of", lambda row: year_words(row.money.year) if row.money else ""),
    _number("validated", "Savings validated", _money("counted")),
    _number("promised", "Savings promised", _money("promised")),
    _number("risks", "Open risks", attrgetter("risks.risks")),
    _number("top_risks", "Open risks in the top band", attrgetter("top_risks")),
    _number("issues", "Open issues", attrgetter("risks.issues")),
)


@require_safe
def plan_outcomes_csv(request: SignedIn) -> HttpResponse:
    """Hand over the outcomes as a CSV file, now or as at a past date."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    sheet = outcome_list(past, reader=reader_of(request.user))
    return csv_file(request, f"outcomes{past.in_name}", COLUMNS, sheet.rows)
