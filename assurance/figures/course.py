"""The course of a requirement: its dates, and what each speaker said of it when (PAGES 5.9)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from assurance.figures.gates import GateLine
from assurance.words import SPEAKERS, Judgement, Speaker
from irp.rules.date_spans import printed_day


class Given(NamedTuple):
    """A judgement as it was issued, and the day on which it was withdrawn."""

    speaker: Speaker
    judgement: Judgement
    on: date
    withdrawn_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Spell:
    """How long one judgement of a speaker was in force."""

    judgement: Judgement
    begins: date
    ends: date | None  # the day from which another held, or none did; None: it is in force


@dataclass(frozen=True, kw_only=True)
class Course:
    """What the picture of one requirement shows."""

    spells: Mapping[Speaker, tuple[Spell, ...]]
    dates: tuple[GateLine, ...]  # those that name a day, by it
    on: date
    ends_on: date  # the intervention

    @property
    def is_blank(self) -> bool:
        """Tell whether there is nothing to draw."""
        return not self.dates and not any(self.spells.values())

    @property
    def first(self) -> date:
        """Return the first day that is drawn."""
        begun = [spells[0].begins for spells in self.spells.values() if spells]
        return min([*begun, *(gate.due.earliest or self.on for gate in self.dates), self.on])

    @property
    def last(self) -> date:
        """Return the last day that is drawn: the end of the intervention, or what comes after."""
        return max([self.ends_on, self.on, *(gate.due.latest or self.on for gate in self.dates)])

    @property
    def finding(self) -> str:
        """Return what each says now: "Commissioners: partly met since 9 Nov 2026; CPMO: …"."""
        return "; ".join(f"{who.short}: {_now(self.spells[who])}" for who in SPEAKERS)


def course(given: Iterable[Given], dates: Sequence[GateLine], *, on: date, ends_on: date) -> Course:
    """Return the course of one requirement as at a day; `given` are issued, oldest first."""
    by_speaker: dict[Speaker, list[Given]] = {who: [] for who in SPEAKERS}
    for judged in given:
        by_speaker[judged.speaker].append(judged)
    return Course(
        spells={who: _spells(issued) for who, issued in by_speaker.items()},
        dates=tuple(gate for gate in dates if gate.due.latest),
        on=on,
        ends_on=ends_on,
    )


def _spells(given: Sequence[Given]) -> tuple[Spell, ...]:
    """Return how long each judgement held: until it was withdrawn or the next one was issued."""
    after = [judged.on for judged in given[1:]]
    ends = [*after, None][: len(given)]
    spells = []
    for judged, following in zip(given, ends, strict=True):
        days = [day for day in (judged.withdrawn_on, following) if day is not None]
        spells.append(
            Spell(judgement=judged.judgement, begins=judged.on, ends=min(days, default=None))
        )
    return tuple(spells)


def _now(spells: Sequence[Spell]) -> str:
    if not spells or spells[-1].ends is not None:
        return "not assessed"
    return f"{spells[-1].judgement.label.lower()} since {printed_day(spells[-1].begins)}"
