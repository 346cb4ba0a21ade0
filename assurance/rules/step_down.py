"""Whether commissioners may consider recommending the end of the intervention (Rule 21)."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from assurance.facts.cells import CellActFacts, CourseFacts, JudgedFacts
from assurance.rules.cell_acts import has_confidence
from assurance.rules.cells import (
    HIDDEN_CONFIDENCE,
    HIDDEN_MET,
    ConfidenceStanding,
    MetStanding,
    confidence,
    met_standing,
)
from assurance.words import NOT_SHOWN
from assurance.words.step_down import NOT_TRUE, TRUE, Clause

TESTS = (1, 2, 3)
Cell = tuple[int, int]  # the numbers of an outcome and a test


@dataclass(frozen=True, kw_only=True, slots=True)
class CellStanding:
    """What commissioners say of one outcome under one test."""

    outcome: int
    test: int
    met: MetStanding
    progress: ConfidenceStanding


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a clause looks: one outcome under one test, and whether what it asks for holds."""

    clause: Clause
    standing: CellStanding

    @property
    def outcome(self) -> int:
        """Return the number of the outcome."""
        return self.standing.outcome

    @property
    def test(self) -> int:
        """Return the number of the test."""
        return self.standing.test

    @property
    def is_hidden(self) -> bool:
        """Tell whether it is not shown if it holds (Rule 24e)."""
        return self.standing.met.is_hidden

    @property
    def holds(self) -> bool:
        """Tell whether it is met; for c, "met" or "confident" (Rule 21)."""
        met = self.standing.met.counts
        return met or (self.clause is Clause.C and self.standing.progress.counts)

    @property
    def act(self) -> CellActFacts | None:
        """Return the act that its words tell of, None where nothing was said."""
        if self.clause is Clause.C and not self.standing.met.counts:
            return self.standing.progress.act
        return self.standing.met.act

    @property
    def words(self) -> str:
        """Return what commissioners say of it."""
        if self.clause is Clause.C and not self.standing.met.counts:
            return self.standing.progress.words
        return self.standing.met.words


@dataclass(frozen=True, kw_only=True, slots=True)
class ClauseStanding:
    """One clause, true, not true or not shown, with each place that it looks at."""

    clause: Clause
    places: tuple[Place, ...]

    @property
    def is_true(self) -> bool:
        """Tell whether it holds in every place; of no places it is not true."""
        return bool(self.places) and all(place.holds for place in self.places)

    @property
    def hidden(self) -> int:
        """Return how many places are not shown: of one, it is not shown if it is true (24e)."""
        return sum(place.is_hidden for place in self.places)

    @property
    def holding(self) -> int:
        """Return in how many places it holds."""
        return sum(place.holds for place in self.places)

    @property
    def missing(self) -> tuple[Place, ...]:
        """Return the places in which it does not hold."""
        return tuple(place for place in self.places if not place.holds)

    @property
    def words(self) -> str:
        """Return "Not true: 9 of 10 met"; never a percentage.

        "Not shown: 8 of the 9 shown met, 1 not shown" where that is so, whatever the others are.
        """
        if self.hidden:
            shown = len(self.places) - self.hidden
            told = f"{self.holding} of the {shown} shown {self.clause.held}"
            return f"{NOT_SHOWN}: {told}, {self.hidden} {NOT_SHOWN.lower()}"
        words = TRUE if self.is_true else NOT_TRUE
        return f"{words}: {self.holding} of {len(self.places)} {self.clause.held}"


@dataclass(frozen=True, kw_only=True, slots=True)
class StepDown:
    """The three clauses at a moment, and every regression up to it."""

    at: datetime
    clauses: tuple[ClauseStanding, ...]
    standings: Mapping[Cell, CellStanding]

    @property
    def is_met(self) -> bool:
        """Tell whether all three are true: necessary, not sufficient."""
        return all(clause.is_true for clause in self.clauses)

    @property
    def words(self) -> str:
        """Return how many clauses are true, of those that are shown."""
        if self.is_met:
            return "All three clauses are true"
        true = sum(clause.is_true for clause in self.clauses)
        are = "is" if true == 1 else "are"
        if hidden := sum(clause.hidden > 0 for clause in self.clauses):
            shown = len(self.clauses) - hidden
            return f"Of the clauses that are shown {true} of {shown} {are} true; {hidden} not shown"
        return f"{true} of {len(self.clauses)} clauses {are} true"

    @property
    def hidden(self) -> tuple[Cell, ...]:
        """Return the outcomes under tests that are not shown (Rule 24e)."""
        return tuple(cell for cell, standing in self.standings.items() if standing.met.is_hidden)

    @property
    def regressions(self) -> tuple[tuple[CellStanding, str], ...]:
        """Return what was declared met and counts no more, or did not for a while, in words."""
        return tuple(
            (standing, row.words)
            for standing in self.standings.values()
            for row in standing.met.regressions
        )

    def clause(self, clause: Clause) -> ClauseStanding:
        """Return one of the clauses."""
        return next(row for row in self.clauses if row.clause is clause)


def step_down(
    judged: JudgedFacts, *, outcomes: Sequence[int], at: datetime, hidden: Set[Cell] = frozenset()
) -> StepDown:
    """Return the step-down position at a moment, of judgements that commissioners issued alone.

    (a) Test 1 is met in all ten outcomes. (b) Tests 1, 2 and 3 are met in outcome 1. (c) On tests
    2 and 3 in each of outcomes 2 to 10 commissioners are confident of progress: 18 places, of
    which a test that is met holds by itself. These are 31 places for 30 outcomes and tests, so
    they are never counted together. A test is met in an outcome only by the commissioners' act,
    while every requirement that applies stays met (Rule 20). The council's and CPMO's views and
    the answers to the three contextual questions are no part of it. `outcomes` are their numbers,
    `hidden` the cells that are not shown.
    """
    cells = [(outcome, test) for outcome in outcomes for test in TESTS]
    standings = {
        cell: _hidden(cell) if cell in hidden else _standing(judged, cell, at=at) for cell in cells
    }
    looked_at = {
        Clause.A: [cell for cell in cells if cell[1] == 1],
        Clause.B: [cell for cell in cells if cell[0] == 1],
        Clause.C: [(o, t) for o, t in cells if has_confidence(outcome=o, test=t)],
    }
    return StepDown(
        at=at,
        clauses=tuple(
            ClauseStanding(
                clause=clause,
                places=tuple(Place(clause=clause, standing=standings[cell]) for cell in places),
            )
            for clause, places in looked_at.items()
        ),
        standings=standings,
    )


def _standing(judged: JudgedFacts, cell: Cell, *, at: datetime) -> CellStanding:
    acts = [act for act in judged.acts if (act.outcome, act.test) == cell]
    met = met_standing(acts, of_cell(judged.courses, cell), at=at)
    return CellStanding(
        outcome=cell[0], test=cell[1], met=met, progress=confidence(acts, met, at=at)
    )


def _hidden(cell: Cell) -> CellStanding:
    return CellStanding(outcome=cell[0], test=cell[1], met=HIDDEN_MET, progress=HIDDEN_CONFIDENCE)


def of_cell(courses: Iterable[CourseFacts], cell: Cell) -> list[CourseFacts]:
    """Return the requirements of one outcome under one test."""
    return [row for row in courses if (row.outcome, row.test) == cell]


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """A place that holds now and did not, or the other way round."""

    place: Place
    gained: bool
    since: datetime  # the moment that it is compared with

    @property
    def why(self) -> str:
        """Return the reason that commissioners gave for what holds now, or why "met" fell since.

        In clauses a and b the place's own words say why it fell, so there it is "". In clause c
        they are of the progress, which "met" had carried.
        """
        if self.gained:
            return self.place.act.reason if self.place.act else ""
        met = self.place.standing.met
        fell_since = met.fall is not None and met.fall.at > self.since
        return met.words if self.place.clause is Clause.C and fell_since else ""


def moved_since(before: StepDown, now: StepDown) -> tuple[Moved, ...]:
    """Return which places hold now and did not, or no longer do; what was lost comes first."""
    held = {_key(place): place.holds for row in before.clauses for place in row.places}
    found = [
        Moved(place=place, gained=place.holds, since=before.at)
        for row in now.clauses
        for place in row.places
        if place.holds != held.get(_key(place), False)
    ]
    return tuple(sorted(found, key=lambda moved: moved.gained))


def _key(place: Place) -> tuple[Clause, int, int]:
    return place.clause, place.outcome, place.test
