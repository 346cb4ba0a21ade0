"""The register's page: its lines, its counts, its matrix, what moved since the last freeze."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from irp.holidays import england_holidays
from irp.models import Post, User
from irp.past import Past
from irp.readings import Source, last_freeze
from irp.rules.measuring import Measured
from irp.words import PostKind
from programmes.facts.raid import RaidFacts
from programmes.figures.raid import JudgedBy, RaidLine, raid_lines
from programmes.figures.risk_matrix import Matrix, RiskChanges, matrix, placed, risk_changes
from programmes.models import Programme
from programmes.readings.raid import register
from programmes.words.raid import ALL_OVER, OVERARCHING


@dataclass(frozen=True, kw_only=True)
class Register:
    """The register now or as at a past date."""

    facts: RaidFacts
    lines: list[RaidLine]
    programmes: dict[str, str]  # names by reference, in the plan's order
    since: datetime | None  # the newest freeze before the month shown

    def matrix_of(self, lines: Iterable[RaidLine]) -> Matrix:
        """Return the matrix of the open risks among some lines."""
        refs = {line.ref for line in lines}
        own = [risk for risk in self.facts.risks if risk.ref in refs]
        return matrix(placed(own, since=self.since))

    def changes_of(self, lines: Iterable[RaidLine]) -> RiskChanges | None:
        """Return what happened to the risks among some lines; None before the first freeze."""
        refs = {line.ref for line in lines}
        own = [risk for risk in self.facts.risks if risk.ref in refs]
        return risk_changes(own, since=self.since) if self.since else None


def read_register(past: Past) -> Register:
    """Return the register, in eleven statements after `past_of`; as at a day in twelve."""
    return _read(past.source, past.measured)


def _read(source: Source, measured: Measured) -> Register:
    judged = JudgedBy(
        measured=measured, last_freeze=last_freeze(source), holidays=england_holidays()
    )
    facts = register(source)
    rows = sorted(source.rows(Programme), key=lambda row: row.number)
    return Register(
        facts=facts,
        lines=raid_lines(facts, judged),
        programmes={row.ref: row.name for row in rows},
        since=judged.last_freeze,
    )


def scopes_of(user: User, past: Past, *, asked: str) -> dict[str, str]:
    """Return where a person may add entries, by reference: the programme asked for, or their own.

    CPMO may add to any: the overarching ones where no programme is asked for. After the register in
    no statement.
    """
    posts = {post.id: post for post in past.source.rows(Post)}
    rows = sorted(past.source.rows(Programme), key=lambda row: row.number)
    if user.holds_kind(PostKind.CPMO):
        own = [row for row in rows if row.ref == asked]
        return {row.ref: row.name for row in own} or {ALL_OVER: OVERARCHING}
    return {
        row.ref: row.name
        for row in rows
        if asked in {"", row.ref}
        and any(user.holds(posts.get(key)) for key in (row.sao_id, row.rdl_id))
    }
