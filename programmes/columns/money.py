"""The columns of savings by financial year (Rule 26)."""

from operator import attrgetter
from typing import Any

from irp.columns import Column, Kind
from irp.rules.financial_years import year_words
from programmes.figures.saving_years import YearPosition
from programmes.words import Recurrence, Rung


def _money(name: str, label: str, read: Any) -> Column[YearPosition]:
    return Column(name, label, read, Kind.NUMBER)


YEAR: tuple[Column[YearPosition], ...] = (
    Column("year", "Financial year", lambda position: year_words(position.year)),
    _money("target", "Target", attrgetter("target")),
    Column("target_words", "Which target", attrgetter("target_words")),
    _money("counted", "Validated, counted", attrgetter("counted")),
    _money(
        "recurrent",
        "Validated, recurrent",
        lambda position: position.validated_by[Recurrence.RECURRENT],
    ),
    _money(
        "one_off", "Validated, one-off", lambda position: position.validated_by[Recurrence.ONE_OFF]
    ),
    _money("delivered", "Delivered", lambda position: position.rungs[Rung.DELIVERED]),
    _money("forecast", "Forecast", attrgetter("forecast")),
    _money("gap", "Forecast gap", attrgetter("gap")),
    Column("ninety", "Over 90%", attrgetter("ninety")),
    Column("entered", "Savings with amounts", attrgetter("entered"), Kind.NUMBER),
)
