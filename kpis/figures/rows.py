"""A reading as the table of an indicator lists it. Pure (Rule 27)."""

from dataclasses import dataclass

from irp.rules.date_spans import printed_day
from irp.rules.numbers import counted
from kpis.figures.readings import ReadingLine
from kpis.figures.targets import TargetLine
from kpis.rules import Basis, printed_value


@dataclass(frozen=True)
class ReadingRow:
    """One reading: what it was worked out from, and whether a later one of its month came."""

    ref: str  # of its indicator, as its name
    name: str
    line: ReadingLine
    basis: Basis
    is_replaced: bool
    reason: str = ""  # why it is another figure than its month had

    @property
    def worked_out_from(self) -> str:
        """Return what the value was worked out from, "" where nobody said: "1,204 of 1,310"."""
        parts, basis = [], self.basis
        if basis.numerator is not None and basis.denominator is not None:
            numbers = (basis.numerator, basis.denominator)
            parts.append(" of ".join(printed_value(number, unit="number") for number in numbers))
        if basis.respondents:
            parts.append(counted(basis.respondents, "answer"))
        if basis.asked_from and basis.asked_until:
            days = [printed_day(basis.asked_from), printed_day(basis.asked_until)]
            parts.append(" to ".join(dict.fromkeys(days)))
        return ", ".join(parts)


@dataclass(frozen=True)
class TargetRow:
    """A version of what an indicator is compared with, as a list of all of them has it."""

    ref: str  # of its indicator, as its name
    name: str
    line: TargetLine
