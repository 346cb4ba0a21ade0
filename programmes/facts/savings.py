"""What the record says of savings: initiatives, targets, months' amounts, validations (Rule 26).

Frozen records without a rule applied, as in `programmes.facts`. A year is a financial year, by the
calendar year in which it begins: 2026 is 2026/27. Money is in pounds, never a float.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from irp.rules.plan_dates import PlanDate
from programmes.words.savings import Basis, Equality, ForecastConfidence, Recurrence


@dataclass(frozen=True, kw_only=True, slots=True)
class InitiativeFacts:
    """A saving: one of the plan's top 12, or one that the council added."""

    ref: str
    title: str
    milestone: str | None  # the plan's row that it is
    programme: str
    directorate: str  # "" where it is not said
    sao: str | None
    lead_member: str | None
    owner: str | None  # None: not named
    recurrence: Recurrence | None  # None: not said
    equality: Equality | None  # None: not said
    equality_on: date | None
    equality_reason: str
    consequences: str
    start: PlanDate
    end: PlanDate


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetVersion:
    """A version of what a saving promised for a year, or of what Council resolved for a year."""

    year: int
    number: int
    in_year: Decimal
    full_year: Decimal | None
    decided_by: str
    reason: str
    by_name: str
    at: datetime
    source: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class AmountsFacts:
    """A month's entry: what had reached at least each rung, and what is expected by year end."""

    key: int
    year: int
    month: date
    identified: Decimal
    approved: Decimal
    in_delivery: Decimal
    delivered: Decimal
    full_year: Decimal | None
    forecast: Decimal
    confidence: ForecastConfidence
    late: Decimal
    note: str
    by: int | None  # the key of whoever entered it
    by_name: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ValidationFacts:
    """What a finance validator confirmed of an entry."""

    key: int
    year: int
    month: date
    delivered: Decimal  # as it was entered then
    in_year: Decimal
    full_year: Decimal | None
    evidence: str
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ReplacementFacts:
    """One saving makes good what another does not yield in a year, as it stands."""

    replaced: str
    by: str
    year: int
    basis: Basis
    reason: str
    by_name: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanFigureFacts:
    """A total of savings, or the fund, that the plan prints; never added to another."""

    title: str
    amount: Decimal
    note: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SavingYear:
    """A saving in a year: what was promised, entered and validated, as each is in force."""

    initiative: InitiativeFacts
    target: TargetVersion | None = None
    amounts: AmountsFacts | None = None
    validation: ValidationFacts | None = None

    @property
    def ref(self) -> str:
        """Return the reference of the saving."""
        return self.initiative.ref


@dataclass(frozen=True, kw_only=True, slots=True)
class SlimSaving:
    """A saving of a programme in a year, as far as one line beside its rating goes."""

    ref: str
    target: Decimal | None
    delivered: Decimal | None
    forecast: Decimal | None
    validated: Decimal | None
    replaces: str  # the reference of the saving that it makes good, "" for none
    basis: Basis | None  # with all of it or with its surplus; None where it replaces none


@dataclass(frozen=True, kw_only=True, slots=True)
class YearFacts:
    """The savings of a year: each saving, the replacements that stand, what Council resolved."""

    year: int
    savings: tuple[SavingYear, ...]
    links: tuple[ReplacementFacts, ...]
    resolved: TargetVersion | None
