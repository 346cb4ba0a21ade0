"""Snapshot in, frozen dataclasses out: what the templates print. Pure: no database, no clock."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from packs.contents import CONTENTS, SCHEMA, Section
from packs.context.changes import Changes, changes
from packs.context.delivery import (
    RatingCount,
    Report,
    by_aim,
    rating_counts,
    reports,
)
from packs.context.frame import Calendar, Control, Edition, control
from packs.context.milestones import Counts, MilestoneLine, count
from packs.context.outcomes import (
    OutcomePage,
    TestLine,
    counted,
    due_by,
    outcomes,
    passed,
    tests,
)
from packs.context.requirements import VOICES, RequirementLine

WORST_NAMED = 5

__all__ = ["Edition", "PackContext", "UnknownSchema", "compose"]


class UnknownSchema(Exception):
    """The snapshot was written in a schema that this version does not read."""


@dataclass(frozen=True, kw_only=True)
class Headline:
    """What page 1 says on its own: counts, then the worst by name (Rule 6)."""

    missing: tuple[Report, ...]
    sao: tuple[RatingCount, ...]
    cpmo: tuple[RatingCount, ...]
    unrated: tuple[Report, ...]
    apart: tuple[Report, ...]
    milestones: Counts
    worst: tuple[MilestoneLine, ...]
    voices: tuple[tuple[str, str], ...]
    passed: tuple[RequirementLine, ...]


@dataclass(frozen=True, kw_only=True)
class Confidence:
    """What a reader should know of the figures before leaning on them."""

    stale: tuple[MilestoneLine, ...]
    never: int
    rebaselined: tuple[MilestoneLine, ...]
    errata: tuple[tuple[str, tuple[tuple[str, str], ...], str], ...]


@dataclass(frozen=True, kw_only=True)
class PackContext:
    """Everything one pack prints."""

    forum: str
    control: Control
    sections: tuple[Section, ...]
    headline: Headline
    changes: Changes | None
    reports: tuple[Report, ...]
    aims: tuple[tuple[str, tuple[Report, ...]], ...]
    tests: tuple[TestLine, ...]
    outcomes: tuple[OutcomePage, ...]
    due: tuple[RequirementLine, ...]
    due_until: date
    passed: tuple[RequirementLine, ...]
    confidence: Confidence


def compose(body: dict[str, Any], edition: Edition, *, sha256: str) -> PackContext:
    """Return what one edition of a snapshot prints.

    `sha256` is the snapshot's hash. Raises UnknownSchema for a snapshot of another schema.
    """
    if body.get("schema") != SCHEMA:
        raise UnknownSchema(
            f"The snapshot has schema {body.get('schema')}, and this version reads {SCHEMA}."
        )
    calendar = Calendar.of(body)
    rows, pages = reports(body, calendar), outcomes(body, calendar)
    return PackContext(
        forum=edition.forum,
        control=control(body, edition, sha256=sha256),
        sections=CONTENTS[edition.forum],
        headline=_headline(rows, pages),
        changes=changes(body, reports=rows, outcomes=pages, calendar=calendar),
        reports=rows,
        aims=by_aim(rows),
        tests=tests(body),
        outcomes=pages,
        due=tuple(due_by(pages, calendar.two_quarters_on())),
        due_until=calendar.two_quarters_on(),
        passed=tuple(passed(pages)),
        confidence=_confidence(body, rows),
    )


def _headline(rows: tuple[Report, ...], pages: tuple[OutcomePage, ...]) -> Headline:
    lines = [line for row in rows for line in row.lines]
    missed = [line for line in lines if line.is_missed]
    worst = sorted(missed, key=lambda line: (-(line.late_against_b0 or 0), line.ref))
    requirements = [line for page in pages for line in page.requirements]
    return Headline(
        missing=tuple(row for row in rows if not row.is_received),
        sao=rating_counts((row.name, row.sao_rating) for row in rows),
        cpmo=rating_counts((row.name, row.cpmo_rating) for row in rows if not row.is_unrated),
        unrated=tuple(row for row in rows if row.is_unrated),
        apart=tuple(row for row in rows if row.divergence.startswith("CPMO")),
        milestones=count(lines),
        worst=tuple(worst[:WORST_NAMED]),
        voices=tuple(
            (name, counted([line.voices[place] for line in requirements]))
            for place, name in enumerate(VOICES.values())
        ),
        passed=tuple(passed(pages)[:WORST_NAMED]),
    )


def _confidence(body: dict[str, Any], rows: tuple[Report, ...]) -> Confidence:
    lines = [line for row in rows for line in row.lines]
    return Confidence(
        stale=tuple(line for line in lines if line.is_stale),
        never=sum(line.reported_for is None for line in lines),
        rebaselined=tuple(line for line in lines if line.baseline_number),
        errata=tuple(
            (
                erratum["subject"],
                tuple((said["where"], said["text"]) for said in erratum["says"]),
                erratum["note"],
            )
            for erratum in body["errata"]
        ),
    )
