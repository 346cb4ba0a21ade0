"""The map of ten outcomes by three tests, three assessments in each cell, and its headline."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assurance.facts import RequirementsAlike
from assurance.figures.outcomes import Counted, HeatCell, and_hidden, heat_cell, tallies
from assurance.rules import Tally
from assurance.rules.cells import MetStanding
from assurance.rules.step_down import CellStanding
from assurance.words import SPEAKERS, Purpose, Speaker
from irp.rules.measuring import Measured
from irp.rules.numbers import counted

Cell = tuple[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class MapCell:
    """One outcome under one test: three assessments apart, dates passed, what is declared."""

    outcome: int
    title: str
    test: int
    counts: HeatCell  # the commissioners', with the dates
    voices: tuple[tuple[Speaker, Tally], ...]  # never mixed
    met: MetStanding

    @property
    def is_framed(self) -> bool:
        """Tell whether commissioners declared the test met and it counts (Rule 20)."""
        return self.met.counts

    def words(self, speaker: Speaker) -> str:
        """Return one speaker's counts in words."""
        return dict(self.voices)[speaker].words


def map_cells(
    titles: Mapping[int, str],
    tests: Sequence[int],
    lines: Mapping[Cell, Sequence[Counted]],
    standings: Mapping[Cell, CellStanding],
) -> tuple[tuple[MapCell, ...], ...]:
    """Return the rows of the map: an outcome each, a cell a test."""
    return tuple(
        tuple(
            MapCell(
                outcome=number,
                title=title,
                test=test,
                counts=heat_cell(lines.get((number, test), ()), Speaker.COMMISSIONER),
                voices=tallies(lines.get((number, test), ())),
                met=standings[number, test].met,
            )
            for test in tests
            if (number, test) in standings
        )
        for number, title in titles.items()
    )


def map_finding(counts: Iterable[tuple[Speaker, Tally]]) -> str:
    """Return what the map finds: "Met: commissioners 0, CPMO 13, council 38 of 90 requirements"."""
    by_speaker = dict(counts)
    if any(tally.hidden for tally in by_speaker.values()):
        return "Met: " + "; ".join(_met_of_shown(who, by_speaker[who]) for who in SPEAKERS)
    met = ", ".join(f"{who.short} {by_speaker[who].met}" for who in SPEAKERS)
    return f"Met: {met} of {by_speaker[Speaker.COMMISSIONER].n} requirements"


def _met_of_shown(who: Speaker, found: Tally) -> str:
    """Return "Commissioners 0 of 89 requirements, 1 not shown" (Rule 24e)."""
    return f"{who.short} {found.met} of {counted(found.n, 'requirement')}{and_hidden(found.hidden)}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Headline:
    """What commissioners have judged so far, fairly (Rule 24f)."""

    met: int
    every: int  # requirements that count
    assessed: int
    had_a_date: int  # an assurance date by then, whatever was judged
    by: str  # "today", or the past day that is shown

    @property
    def words(self) -> str:
        """Return "0 of 90 met; 62 assessed, 28 not yet; 12 had an assurance date by today"."""
        not_yet = self.every - self.assessed
        return (
            f"{self.met} of {self.every} met; {self.assessed} assessed, {not_yet} not yet; "
            f"{self.had_a_date} had an assurance date by {self.by}"
        )


def headline(
    rows: Iterable[RequirementsAlike], tally: Tally, *, measured: Measured, by: str = "today"
) -> Headline:
    """Return it of the requirements in force; `tally` is the commissioners', `by` names the day."""
    return Headline(
        met=tally.met,
        every=tally.n,
        assessed=tally.n - tally.of("not_assessed"),
        had_a_date=sum(
            row.number
            for row in rows
            if any(
                gate.purpose is Purpose.ASSURANCE and measured.is_over_for(gate.due)
                for gate in row.gates
            )
        ),
        by=by,
    )
