"""Savings, receipts and indicators of a body of schema 1, lifted to the facts of the newest."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from irp.rules.plan_dates import UNDATED, PlanDate
from kpis.facts import IndicatorFacts, ReadingFacts
from kpis.words import Polarity
from packs.words import NOT_KEPT
from programmes.facts.plan_money import ReceiptFacts, SavingFacts


def lifted_saving(saving: dict[str, Any]) -> SavingFacts:
    """Return one of the plan's top savings."""
    dates = {name: PlanDate.from_json(saving[name]) for name in ("start", "end")}
    return SavingFacts(**{**saving, **dates})


def lifted_receipt(receipt: dict[str, Any]) -> ReceiptFacts:
    """Return a step of the asset sales programme; its start was not kept."""
    return ReceiptFacts(
        milestone=receipt["milestone"],
        amount=Decimal(receipt["amount"]),
        cumulative=receipt["cumulative"],
        start=UNDATED,
        end=PlanDate.from_json(receipt["end"]),
    )


def lifted_indicators(rows: list[dict[str, Any]], at: datetime) -> tuple[IndicatorFacts, ...]:
    """Return indicators; their numbers are their places within their aims, as they were then."""
    places: dict[int, int] = {}
    found = []
    for row in rows:
        places[row["aim"]] = places.get(row["aim"], 0) + 1
        found.append(
            IndicatorFacts(
                **{name: row[name] for name in ("ref", "aim", "name", "unit")},
                polarity=Polarity(row["polarity"]),
                outcomes=(),
                number=places[row["aim"]],
                note=NOT_KEPT,
                readings=(_reading(row["reading"], at),) if row["reading"] else (),
            )
        )
    return tuple(found)


def _reading(reading: dict[str, str], at: datetime) -> ReadingFacts:
    return ReadingFacts(
        month=date.fromisoformat(reading["month"]),
        value=Decimal(reading["value"]),
        provisional=reading["standing"] == "provisional",
        note=NOT_KEPT,
        by_name=NOT_KEPT,
        by_post=NOT_KEPT,
        at=at,
    )
