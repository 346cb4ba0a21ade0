"""The dates of the Assurance Plan that commissioners may still agree."""

from dataclasses import dataclass

from assurance.facts import GateFacts
from assurance.models import Requirement
from assurance.readings.gates import gates_of
from assurance.words import Purpose
from irp.readings import Source
from irp.rules.calendar import london_day


@dataclass(frozen=True)
class UndatedGate:
    """A date of a requirement in force that names no day."""

    ref: str
    title: str
    gate: GateFacts


def undated_gates(source: Source) -> list[UndatedGate]:
    """Return the dates without a day, by reference; begin dates await nothing (Rule 12)."""
    on = london_day(source.at)
    names = ("id", "ref", "title", "outcome__number", "test__number", "number", "retired_on")
    rows = [row for row in source.columns(Requirement, *names) if row[6] is None or on < row[6]]
    gates = gates_of(source, None)
    return [
        UndatedGate(ref, title, gate)
        for key, ref, title, *_ in sorted(rows, key=lambda row: row[3:6])
        for gate in gates.get(key, ())
        if gate.due.latest is None and gate.purpose is not Purpose.BEGIN and not gate.settled
    ]
