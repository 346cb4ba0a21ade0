"""What the scorecard shows: indicators counted by aim and outcome, in the plan's order."""

from collections.abc import Iterator
from dataclasses import dataclass

from irp.readings import Places, Source, places
from irp.rules.measuring import Measured
from kpis.figures import Scorecard, ScorecardLine, grouped, scorecard
from kpis.readings import indicator_list

NO_OUTCOME = "No outcome named in the plan"


@dataclass(frozen=True)
class ScorecardRow:
    """A line of the scorecard with the names that people read."""

    line: ScorecardLine
    aim: str
    outcome: str
    number: int = 0  # of the outcome in its aim, 0 where it is none of the plan


@dataclass(frozen=True)
class ScorecardSheet:
    """The scorecard: the whole plan, then each aim with its outcomes."""

    whole: ScorecardLine
    aims: tuple[tuple[ScorecardRow, tuple[ScorecardRow, ...]], ...]

    @property
    def rows(self) -> Iterator[ScorecardRow]:
        """Yield every line of an aim and of an outcome, as a file lists them."""
        for aim, own in self.aims:
            yield aim
            yield from own


def scorecard_sheet(source: Source, *, measured: Measured) -> ScorecardSheet:
    """Return the scorecard as measured."""
    known = places(source)
    counted = _counted(source, known, measured=measured)
    names = {aim.number: aim.name for aim in known.aims.values()}
    numbers = {(aim, name): number for aim, number, name in known.outcomes.values()}
    return ScorecardSheet(
        whole=counted.whole,
        aims=tuple(
            (
                ScorecardRow(aim, names[aim.aim], ""),
                tuple(
                    ScorecardRow(
                        line,
                        names[line.aim],
                        line.outcome or NO_OUTCOME,
                        numbers.get((line.aim, line.outcome), 0),
                    )
                    for line in own
                ),
            )
            for aim, own in counted.aims
        ),
    )


def _counted(source: Source, known: Places, *, measured: Measured) -> Scorecard:
    every = indicator_list(source, known=known)
    return scorecard(
        (every.aims[row.aim_id], tuple(name for *_, name in every.outcomes[row.id]),
         grouped(facts, measured=measured))
        for row, facts in zip(every.rows, every.compared(on=measured.on), strict=True)
    )  # fmt: skip
