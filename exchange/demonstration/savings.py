"""The demonstration's savings of 2026/27: one slips, two replace it, 90% is not reached yet.

The plan's own 12 stay without an amount, as they are in the plan. Every saving here is made up,
and its target says so.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from exchange.demonstration.council import Council
from exchange.demonstration.months import EVENTFUL, index
from irp.models import User
from programmes.actions.saving_month import (
    AmountsEntry,
    ValidationEntry,
    enter_amounts,
    validate_amounts,
)
from programmes.actions.saving_targets import NewTarget, set_saving_target, set_year_target
from programmes.actions.savings import add_saving, replace_saving
from programmes.models import Programme, Saving, SavingAmounts, YearTarget
from programmes.readings.saving_rows import newest_amounts, newest_validations
from programmes.words import Basis, Equality, ForecastConfidence, Recurrence

YEAR = 2026
BUDGET = "Council, budget of 2026/27 (made up for the demonstration)"
REPLACED_IN = date(2026, 9, 1)
LEFT = 3  # savings that the validator has not looked at when a month is frozen
SHARES = (35, 43, 52, 60, 68, 76, 84, 92)  # per cent delivered, from August on
TEN_THOUSAND = Decimal(10_000)


@dataclass(frozen=True)
class MadeUp:
    """A saving that is made up; money in pounds. `target` is None for one that replaces another."""

    programme: str
    title: str
    directorate: str
    amount: int
    target: bool = True
    recurrence: Recurrence = Recurrence.RECURRENT
    confidence: ForecastConfidence = ForecastConfidence.HIGH
    slips: bool = False
    late: int = 0
    equality: Equality | None = Equality.UNDER_WAY
    consequences: str = ""


SLIPS = "Fewer single journeys to school by taxi"
MADE_UP = (
    MadeUp("SAV", "One contract for all agency staff", "Finance", 6_000_000),
    MadeUp("SAV", "Fewer office buildings", "Place", 4_000_000, late=600_000),
    MadeUp("SAV", SLIPS, "Children and Families", 5_000_000, slips=True,
           confidence=ForecastConfidence.LOW),
    MadeUp("SAV", "Fees of pest control at cost", "City Operations", 1_500_000,
           equality=Equality.DONE, consequences="Fewer calls from private tenants in two wards."),
    MadeUp("CHI", "More foster carers of the council’s own", "Children and Families", 5_500_000,
           confidence=ForecastConfidence.MEDIUM),
    MadeUp("HOU", "Repairs put right at the first visit", "City Housing", 3_500_000),
    MadeUp("HOU", "Fewer nights in hotels", "City Housing", 4_000_000,
           confidence=ForecastConfidence.MEDIUM),
    MadeUp("ORA", "Fewer licences", "Finance", 2_000_000),
    MadeUp("CUS", "Letters sent by post no longer", "Council Management", 1_500_000),
    MadeUp("CON", "Prices of ten contracts agreed anew", "Finance", 5_000_000,
           confidence=ForecastConfidence.MEDIUM),
    MadeUp("AST", "Equipment that is no longer used is sold", "Place", 2_000_000,
           recurrence=Recurrence.ONE_OFF, equality=None),
    MadeUp("SAV", "One workshop for all vehicles", "City Operations", 2_000_000, target=False),
    MadeUp("SAV", "Lighting turned down after midnight", "City Operations", 1_000_000,
           target=False),
)  # fmt: skip
REPLACEMENTS = ("One workshop for all vehicles", "Lighting turned down after midnight")


def live_savings(council: Council, month: date, *, at: datetime) -> None:
    """Add the savings in the first eventful month; in each enter what came of them."""
    head = council.cast.head
    if month >= EVENTFUL and not Saving.objects.filter(milestone__isnull=True).exists():
        _begin(head, at=at)
    rows = {row.title: row for row in Saving.objects.filter(milestone__isnull=True)}
    told = [saving for saving in MADE_UP if saving.title in rows]
    if month >= REPLACED_IN and SLIPS in rows:
        _replace(rows, by=head, at=at + timedelta(minutes=10))
    keys = [row.pk for row in rows.values()]
    later = at + timedelta(minutes=20)
    standing = newest_amounts(year=YEAR, at=later, among=keys)
    entries = {
        rows[saving.title].ref: _entry(saving, standing.get(rows[saving.title].pk), month)
        for saving in told
        if saving.target or month >= REPLACED_IN
    }
    if entries:
        enter_amounts(entries, year=YEAR, by=head, at=later)


def _begin(head: User, *, at: datetime) -> None:
    """Add every saving with its target, and what the year as a whole is to save."""
    known = {row.ref: row for row in Programme.objects.select_related("sao", "rdl")}
    total = Decimal(0)
    for saving in MADE_UP:
        programme = known.get(saving.programme)
        if programme is None or programme.closed_on:
            continue
        values = {
            "title": saving.title,
            "directorate": saving.directorate,
            "recurrence": saving.recurrence.value,
            "owner": programme.rdl,
            "equality": saving.equality.value if saving.equality else "",
            "equality_on": date(2026, 6, 12) if saving.equality is Equality.DONE else None,
            "consequences": saving.consequences,
        }
        row = add_saving(programme, values, by=head, at=at)
        if saving.target:
            total += saving.amount
            target = NewTarget(
                year=YEAR, in_year=Decimal(saving.amount), full_year=Decimal(saving.amount),
                decided_by=BUDGET, reason="The saving is in the budget of the year.", seen=0,
            )  # fmt: skip
            set_saving_target(row, target, by=head, at=at)
    if total:
        newest = YearTarget.objects.order_by("pk").last()
        set_year_target(
            year=YEAR, amount=total, decided_by=BUDGET,
            reason="What the budget of the year is balanced by.", seen=newest.pk if newest else 0,
            by=head, at=at,
        )  # fmt: skip


def _replace(rows: dict[str, Saving], *, by: User, at: datetime) -> None:
    slips = rows[SLIPS]
    if slips.replacements.exists():
        return
    for title in REPLACEMENTS:
        replace_saving(
            slips, rows[title], year=YEAR, basis=Basis.WHOLE,
            reason="Routes could not be joined before the new contract.", by=by, at=at,
        )  # fmt: skip


def _entry(saving: MadeUp, before: SavingAmounts | None, month: date) -> AmountsEntry:
    """Return what has come of a saving by the end of a month of the year."""
    share = SHARES[min(index(month) - index(EVENTFUL), len(SHARES) - 1)]
    whole = Decimal(saving.amount)
    delivered = _rounded(whole * min(share, 20) / 100 if saving.slips else whole * share / 100)
    return AmountsEntry(
        version=before.pk if before else 0,
        identified=whole,
        approved=whole,
        in_delivery=delivered if saving.slips else max(delivered, _rounded(whole * 9 / 10)),
        delivered=delivered,
        full_year=whole,
        forecast=delivered if saving.slips else _rounded(whole * _expected(saving) / 100),
        confidence=saving.confidence,
        late=Decimal(saving.late),
        note="Routes are joined with the new contract, next year." if saving.slips else "",
    )


def _expected(saving: MadeUp) -> int:
    """Return the per cent of a saving that is expected by the end of the year."""
    return 95 if saving.confidence is ForecastConfidence.MEDIUM else 100


def _rounded(amount: Decimal) -> Decimal:
    return (amount / TEN_THOUSAND).to_integral_value() * TEN_THOUSAND


def validate_savings(council: Council, *, at: datetime) -> None:
    """Let the finance validator confirm what was delivered, all but the last few."""
    by = council.cast.by_address["finance"]
    rows = list(Saving.objects.filter(milestone__isnull=True).order_by("ref"))
    keys = [row.pk for row in rows]
    amounts = newest_amounts(year=YEAR, at=at, among=keys)
    before = newest_validations(year=YEAR, at=at, among=keys)
    entries = {}
    for row in rows[:-LEFT]:
        now, last = amounts.get(row.pk), before.get(row.pk)
        if now and now.delivered != (last.delivered if last else 0):
            entries[row.ref] = ValidationEntry(
                version=now.pk,
                checked=last.pk if last else 0,
                in_year=now.delivered,
                full_year=now.full_year,
                evidence=f"Ledger at the end of {now.period}, seen with the budget holder.",
            )
    if entries:
        validate_amounts(entries, year=YEAR, by=by, at=at)
