"""Indicators as pages and packs show them: facts in, lines out (Rule 27). Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kpis.facts import IndicatorFacts, ReadingFacts
from kpis.rules import printed_value
from kpis.words import NO_READINGS, Figure, Polarity


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingLine:
    """One reading in its indicator's unit."""

    month: date
    value: Decimal
    printed: str
    figure: Figure
    note: str
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class IndicatorLine:
    """An indicator with the readings in force, the newest month first.

    The plan sets neither target nor baseline: nothing is met, and nothing is better or worse.
    """

    ref: str
    aim: int
    outcomes: tuple[str, ...]
    number: int
    name: str
    unit: str
    polarity: Polarity
    note: str
    readings: tuple[ReadingLine, ...]

    @property
    def latest(self) -> ReadingLine | None:
        """Return the reading of the newest month, None where there is none."""
        return self.readings[0] if self.readings else None

    @property
    def printed(self) -> str:
        """Return the newest reading in its unit, or that there is none."""
        return self.readings[0].printed if self.readings else NO_READINGS


def indicator_line(facts: IndicatorFacts) -> IndicatorLine:
    """Return one indicator with its readings in their unit."""
    return IndicatorLine(
        ref=facts.ref,
        aim=facts.aim,
        outcomes=facts.outcomes,
        number=facts.number,
        name=facts.name,
        unit=facts.unit,
        polarity=facts.polarity,
        note=facts.note,
        readings=tuple(reading_line(reading, unit=facts.unit) for reading in facts.readings),
    )


def reading_line(facts: ReadingFacts, *, unit: str) -> ReadingLine:
    """Return one reading in the unit of its indicator."""
    return ReadingLine(
        month=facts.month,
        value=facts.value,
        printed=printed_value(facts.value, unit=unit),
        figure=Figure.PROVISIONAL if facts.provisional else Figure.REVISED,
        note=facts.note,
        by_name=facts.by_name,
        by_post=facts.by_post,
        at=facts.at,
    )
