"""A programme is closed; what is open in its registers has another home (Rule 18d)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from irp.actions import Faulty, Refused, hold_the_month
from irp.history import record, record_all
from irp.models import Post, User
from irp.permissions import require
from irp.readings.numbers import next_number
from irp.rules.calendar import london_day
from programmes.actions.restructuring import cited_words, enact_restructuring
from programmes.models import Benefit, Preparer, Programme, Restructuring, Risk
from programmes.readings.restructuring import ClosingRead, closing_of
from programmes.rules.restructuring import (
    CitedDecision,
    cited_faults,
    closing_refusals,
    fate_faults,
    home_faults,
)
from programmes.words import Restructure
from programmes.words.benefits import BenefitFate
from programmes.words.restructuring import ENDED

Homes = Mapping[str, Programme | None]


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What becomes of an open benefit: the programme it goes to, a new owner, or why it ends."""

    fate: BenefitFate
    place: Programme | None = None
    owner: Post | None = None  # None: as now
    why: str = ""


def close_programme(
    programme: Programme,
    homes: Homes,
    decision: CitedDecision,
    *,
    benefits: Mapping[str, Settled] | None = None,
    by: User,
    at: datetime,
) -> Restructuring:
    """Close a programme whose work is done; what is open in its registers goes to other homes.

    `homes` are by the entry's reference: a programme, or None for the overarching ones; `benefits`
    say by reference what becomes of each. Raises `Refused` with everything that is still open,
    `Faulty` by field: "home_", or "fate_", "owner_" and "why_", and the reference.
    """
    require(by, "programmes.restructure", at=at)
    on = london_day(at)
    with transaction.atomic():
        hold_the_month(at=at)
        every = Programme.objects.select_for_update(no_key=True).order_by("pk")
        locked = {row.pk: row for row in every}
        programme = locked[programme.pk]
        read = closing_of(programme, on=on)
        if refusals := closing_refusals(read.closing):
            raise Refused(*refusals)
        homes = {ref: _as_it_is(place, locked) for ref, place in homes.items()}
        places = {ref: place for ref, place in homes.items() if _is_home(place, programme)}
        homeless = home_faults(read.closing.entries, places)
        settled = {
            ref: replace(answer, place=_as_it_is(answer.place, locked))
            for ref, answer in (benefits or {}).items()
        }
        faults = {f"home_{ref}": why for ref, why in homeless.items()}
        faults |= _unsettled(read, settled, programme) | cited_faults(decision, on=on)
        if faults:
            raise Faulty(faults)
        numbers = Numbers()
        rehomed = [_rehome(entry, places[entry.ref], numbers) for entry in read.entries]
        rehomed += [_settle(row, settled[row.ref], numbers, on=on) for row in read.benefits]
        _write([*read.entries, *read.benefits], decision, by=by, at=at)
        named = list(Preparer.objects.filter(programme=programme, ended_on=None))
        for naming in named:
            naming.ended_on = on
        record_all(named, by=by, at=at, reason=f"No longer named: {programme} is closed")
        programme.closed_on = on
        record(programme, by=by, at=at, reason=cited_words(decision))
        return enact_restructuring(
            Restructure.CLOSE, programme, decision, by=by, at=at, rehomed=rehomed
        )


def _as_it_is(place: Programme | None, locked: Mapping[int, Programme]) -> Programme | None:
    """Return a home as it stands: it may have closed since the page offered it."""
    return locked[place.pk] if place else None


def _is_home(place: Programme | None, closing: Programme) -> bool:
    return place is None or (place.pk != closing.pk and place.closed_on is None)


def _unsettled(
    read: ClosingRead, settled: Mapping[str, Settled], closing: Programme
) -> dict[str, str]:
    """Return a fault by field for each open benefit of which it is not said what becomes of it."""
    found = {}
    for row in read.benefits:
        answer = settled.get(row.ref)
        told = (
            fate_faults(
                answer.fate,
                has_home=answer.place is not None and _is_home(answer.place, closing),
                has_owner=bool(answer.owner or row.owner_id),
                why=answer.why,
            )
            if answer
            else fate_faults(None)
        )
        found.update({f"{name}_{row.ref}": fault for name, fault in told.items()})
    return found


class Numbers:
    """The next numbers in the registers of programmes: each is asked for once, then counted on."""

    def __init__(self) -> None:
        self.following: dict[tuple[type, int | None], int] = {}

    def next(self, model: type[Any], place: Programme | None) -> int:
        """Return the next number of a register; None are the overarching entries."""
        key = model, place.pk if place else None
        if key not in self.following:
            self.following[key] = next_number(model._default_manager.filter(programme=place))
        self.following[key] += 1
        return self.following[key] - 1


def _rehome(entry: Any, place: Programme | None, numbers: Numbers) -> tuple[str, str]:
    """Give an entry of a register another home under its own reference (Rule 24)."""
    entry.programme, entry.number = place, numbers.next(type(entry), place)
    return entry.ref, place.ref if place else ""


def _settle(row: Benefit, settled: Settled, numbers: Numbers, *, on: date) -> tuple[str, str]:
    """Move a benefit to another programme, leave it with its owner, or end it with the reason."""
    if settled.owner:
        row.owner = settled.owner
    if settled.fate is BenefitFate.MOVES:
        return _rehome(row, settled.place, numbers)
    if settled.fate is BenefitFate.ENDS:
        row.ended_on, row.ended_why = on, settled.why.strip()
        return row.ref, ENDED
    return row.ref, f"{row.owner}, its owner"


def _write(entries: Iterable[Any], decision: CitedDecision, *, by: User, at: datetime) -> None:
    """Write entries with their new homes, those of a register at once.

    Risks one by one: history keeps what each is tied to, which the pen writes of a row alone.
    """
    reason = cited_words(decision)
    registers: dict[type, list[Any]] = defaultdict(list)
    for entry in entries:
        registers[type(entry)].append(entry)
    for model, rows in registers.items():
        if model is Risk:
            for row in rows:
                record(row, by=by, at=at, reason=reason)
        else:
            record_all(rows, by=by, at=at, reason=reason)
