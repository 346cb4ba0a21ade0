"""One typed date of a requirement as pages and packs show it (Rules 12, 13 and 20)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from assurance.facts.gates import GateFacts, RulingFacts
from assurance.rules import gate_has_passed, gate_notes, judged_before, stand_against_met
from assurance.words import Purpose
from assurance.words.gates import Ruling
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate

HIDDEN_NOTE = "date over; not shown whether it is assured"


@dataclass(frozen=True, kw_only=True, slots=True)
class GateLine:
    """One typed date of a requirement, and what the rules say of it (Rules 12 and 13)."""

    purpose: Purpose
    due: PlanDate
    words: str  # as printed in the document
    ongoing: bool
    notes: tuple[str, ...]
    is_over: bool  # its last day is over
    has_passed: bool  # over, no begin date, not settled, and commissioners have not assured it
    number: int = 0  # its place in the requirement
    ruling: RulingFacts | None = None  # what commissioners say of it, None while it is open
    may_have_passed: bool = False  # over, and it is not shown whether they have assured it (24e)

    @property
    def settled(self) -> bool:
        """Tell whether commissioners have satisfied it or set it aside."""
        return self.ruling is not None


def gate_line(
    gate: GateFacts, *, assured: bool, measured: Measured, ends_on: date, is_hidden: bool = False
) -> GateLine:
    """Return one date; `assured` says that commissioners await nothing more of its requirement.

    `is_hidden` says that it is not shown whether they do, nor what they said of the date (24e).
    """
    if is_hidden:
        gate, assured = replace(gate, ruling=None), True
    settled = gate.settled
    passed = gate_has_passed(
        gate.purpose, gate.due, assured=assured, settled=settled, measured=measured
    )
    notes = gate_notes(
        gate.purpose,
        gate.due,
        assured=assured,
        settled=ruling_words(gate.ruling),
        measured=measured,
        ends_on=ends_on,
    )
    may_have_passed = is_hidden and gate_has_passed(
        gate.purpose, gate.due, assured=False, settled=False, measured=measured
    )
    if may_have_passed:
        notes.append(HIDDEN_NOTE)
    return GateLine(
        purpose=gate.purpose,
        due=gate.due,
        words=gate.words,
        ongoing=gate.ongoing,
        notes=tuple(notes),
        is_over=measured.is_over_for(gate.due),
        has_passed=passed,
        number=gate.number,
        ruling=gate.ruling,
        may_have_passed=may_have_passed,
    )


def ruling_words(ruling: RulingFacts | None) -> str:
    """Return "satisfied 3 Mar 2027", "" where commissioners have said nothing of a date."""
    if ruling is None:
        return ""
    return f"{ruling.ruling.label.lower()} {printed_day(london_day(ruling.at))}"


def open_dates(gates: Iterable[GateFacts]) -> list[str]:
    """Return the dates for which "met" has to wait, as the document has them (Rule 20)."""
    return [
        f"{gate.purpose.label}: {gate.words or gate.due.raw or 'no date'}"
        for gate in stand_against_met(gates)
    ]


def dates_ahead(gates: Iterable[GateFacts], at: datetime) -> tuple[GateFacts, ...]:
    """Return the dates before which something was judged; what is set aside awaits nothing."""
    ahead = judged_before(gates, on=london_day(at))
    aside = Ruling.SET_ASIDE
    return tuple(gate for gate in ahead if not gate.ruling or gate.ruling.ruling is not aside)
