"""What is cited: a version of evidence, pinned, and how strong whoever cites it says it is (22)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from assurance.facts.evidence import HeldFacts, SustainedFacts
from assurance.words.cells import Subject
from assurance.words.evidence import Strength
from irp.rules.date_spans import printed_day
from irp.rules.measuring import Measured


class CitedFacts(NamedTuple):
    """A version that is cited, with what its record said then."""

    key: int  # of the version
    ref: str
    title: str
    number: int
    strength: Strength
    record_value: str
    expired_on: date | None  # where it has expired

    @property
    def pinned(self) -> str:
        """Return "version 1: strong", with what its record said then and when it expired."""
        words = f"version {self.number}: {self.strength.label.lower()}"
        if self.record_value:
            words += f", when it said “{self.record_value}”"
        return f"{words}, expired {printed_day(self.expired_on)}" if self.expired_on else words

    @property
    def words(self) -> str:
        """Return "EV-0001 Repairs report, version 1: strong"."""
        return f"{self.ref} {self.title}, {self.pinned}"


OfAct = tuple[int, int, Subject, datetime]  # outcome, test, what is judged, when
CitedByActs = dict[OfAct, tuple[CitedFacts, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class GroundsFacts:
    """What the step-down position rests on, as far as a person may see it."""

    cited: CitedByActs
    expired: frozenset[str]  # requirements whose judgement in force cites what has expired


@dataclass(frozen=True, kw_only=True, slots=True)
class ShelfFacts:
    """The evidence held for some requirements, as far as a person may see it."""

    held: Mapping[str, Sequence[HeldFacts]]  # by requirement
    sustained: Mapping[str, SustainedFacts]  # by requirement, where commissioners set it
    sees_all: bool
    measured: Measured
