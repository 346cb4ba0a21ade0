"""Risks by impact and likelihood, and what became of them since the last freeze (Rule 28)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from irp.rules.numbers import counted
from programmes.facts.raid import RiskFacts, Score
from programmes.rules.raid import band, ended_since, raised_since, score_at, severity
from programmes.words import Band, EntryState


@dataclass(frozen=True, kw_only=True)
class Placed:
    """An open risk on the matrix: where it is and where it was at the last freeze."""

    ref: str
    title: str
    now: Score | None
    was: Score | None


@dataclass(frozen=True, kw_only=True)
class MatrixCell:
    """A cell of the matrix with the risks in it, and those that came or went since."""

    score: Score
    band: Band
    refs: tuple[str, ...]
    came: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """Open risks by impact and likelihood; `rows` go from impact 5 down to 1."""

    rows: tuple[tuple[MatrixCell, ...], ...]
    not_scored: tuple[str, ...]
    worse: tuple[Placed, ...]  # moved since the last freeze
    better: tuple[Placed, ...]

    @property
    def counted(self) -> int:
        """Return how many risks stand on it."""
        return sum(len(cell.refs) for row in self.rows for cell in row)

    def in_band(self, asked: Band) -> int:
        """Return how many risks are in a band."""
        return sum(len(cell.refs) for row in self.rows for cell in row if cell.band is asked)


def placed(risks: Iterable[RiskFacts], *, since: datetime | None) -> list[Placed]:
    """Return the open risks where they are, and where they were at a moment."""
    return [
        Placed(
            ref=risk.ref,
            title=risk.title,
            now=risk.scores.current,
            was=score_at(risk.scorings, since) if since else None,
        )
        for risk in risks
        if risk.state is EntryState.OPEN
    ]


def matrix(risks: Sequence[Placed]) -> Matrix:
    """Return the matrix of some open risks."""
    moved = [risk for risk in risks if risk.was and risk.now and risk.was != risk.now]
    scores = [
        [Score(impact=impact, likelihood=likelihood) for likelihood in range(1, 6)]
        for impact in range(5, 0, -1)
    ]
    return Matrix(
        rows=tuple(tuple(_cell(score, risks, moved) for score in row) for row in scores),
        not_scored=tuple(risk.ref for risk in risks if risk.now is None),
        worse=tuple(risk for risk in moved if severity(risk.now) > severity(risk.was)),
        better=tuple(risk for risk in moved if severity(risk.now) < severity(risk.was)),
    )


def _cell(score: Score, risks: Sequence[Placed], moved: Sequence[Placed]) -> MatrixCell:
    found = band(score)
    assert found is not None
    return MatrixCell(
        score=score,
        band=found,
        refs=tuple(risk.ref for risk in risks if risk.now == score),
        came=tuple(risk.ref for risk in moved if risk.now == score),
        left=tuple(risk.ref for risk in moved if risk.was == score),
    )


def matrix_title(matrix: Matrix, *, since: str = "the last freeze") -> str:
    """Return what a matrix comes to: "2 of 9 open risks in the top band, 1 got worse since …"."""
    every = matrix.counted + len(matrix.not_scored)
    if not every:
        return "No open risks"
    parts = [f"{matrix.in_band(Band.TOP)} of {counted(every, 'open risk')} in the top band"]
    if matrix.not_scored:
        parts.append(f"{len(matrix.not_scored)} not scored")
    for moved, words in ((matrix.worse, "got worse"), (matrix.better, "got better")):
        if moved:
            parts.append(f"{len(moved)} {words} since {since}")
    return ", ".join(parts)


@dataclass(frozen=True, kw_only=True)
class RiskChanges:
    """What happened to risks since a moment, by reference."""

    new: tuple[str, ...]
    ended: tuple[str, ...]
    worse: tuple[Placed, ...]
    better: tuple[Placed, ...]


def risk_changes(risks: Sequence[RiskFacts], *, since: datetime) -> RiskChanges:
    """Return which risks are new, have ended or moved since a moment."""
    moved = matrix(placed(risks, since=since))
    return RiskChanges(
        new=tuple(risk.ref for risk in risks if raised_since(risk.steps, since)),
        ended=tuple(risk.ref for risk in risks if ended_since(risk.state, risk.steps, since)),
        worse=moved.worse,
        better=moved.better,
    )
