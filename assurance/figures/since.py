"""What changed since a commissioner's last visit, in lines; each names what it is about (24f)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assurance.facts.since import SinceFacts
from assurance.rules.since import FIRST_LOOK
from assurance.words import Speaker
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day

NAMED = 6  # references in a line; the others are counted


@dataclass(frozen=True, kw_only=True, slots=True)
class SinceLine:
    """One kind of change: how many, and of what."""

    label: str
    count: int
    named: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Since:
    """What changed since a day; no line where nothing did."""

    on: date
    is_first: bool
    lines: tuple[SinceLine, ...]

    @property
    def title(self) -> str:
        """Return what heads them: since when it is, a visit or the days of a first look."""
        first = f"In the last {FIRST_LOOK.days} days"
        return f"{first if self.is_first else 'Since your last visit'}, from {printed_day(self.on)}"


def since_last_visit(facts: SinceFacts) -> Since:
    """Return what changed, judgements first; a thing named twice is told once."""
    by = {who: [ref for ref, speaker, _ in facts.issued if speaker is who] for who in Speaker}
    lines = (
        _line("Judgements issued by commissioners", by[Speaker.COMMISSIONER]),
        _line("Judgements withdrawn", (ref for ref, _ in facts.withdrawn)),
        _line(
            "Tests and progress judged",
            (
                f"outcome {outcome}, test {test}: {statement.label.lower()}"
                for outcome, test, statement in facts.tests
            ),
        ),
        _line("Assurance dates passed", _passed_since(facts)),
        _line("Assurance dates moved", facts.moved),
        _line("Council assessments issued", by[Speaker.COUNCIL]),
        _line("CPMO assessments issued", by[Speaker.CPMO]),
        _line("Requests answered", facts.answered),
    )
    return Since(
        on=london_day(facts.since),
        is_first=facts.is_first,
        lines=tuple(line for line in lines if line.count),
    )


def _passed_since(facts: SinceFacts) -> list[str]:
    """Return what was not over on the day of the last visit and is now (Rule 8)."""
    last = london_day(facts.since)
    return [ref for ref, on in facts.passed if on >= last]


def _line(label: str, refs: Iterable[str]) -> SinceLine:
    found = list(dict.fromkeys(refs))
    more = len(found) - NAMED
    words = ", ".join(found[:NAMED])
    return SinceLine(
        label=label, count=len(found), named=f"{words} and {more} more" if more > 0 else words
    )
