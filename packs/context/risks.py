"""The register as packs print it: principal risks, the matrix, issues and what is overdue (28)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from irp.charts import beside
from packs.context.frame import Calendar
from packs.facts import PlanFacts
from programmes.charts.risks import NARROW, risk_matrix
from programmes.figures.raid import JudgedBy, RaidCounts, RaidLine, raid_counts, raid_lines
from programmes.figures.risk_matrix import RiskChanges, matrix, matrix_title, placed, risk_changes
from programmes.words import Band, RaidKind
from programmes.words.raid import OVERARCHING

MOST = 12  # principal risks in full; the register on the site has the others


@dataclass(frozen=True, kw_only=True)
class RisksPage:
    """What a pack says of risks and issues."""

    principal: tuple[RaidLine, ...]
    more: int  # principal risks that are not printed
    by_band: tuple[tuple[Band, int], ...]  # open risks, the most serious first
    not_scored: tuple[RaidLine, ...]
    issues: tuple[RaidLine, ...]
    overdue: tuple[RaidLine, ...]  # actions and reviews
    counts: RaidCounts
    changes: RiskChanges | None  # None in the first pack
    picture: Markup
    names: dict[str, str]  # programmes by reference

    def whose(self, line: RaidLine) -> str:
        """Return the programme of an entry, or that it is overarching."""
        return self.names[line.programme] if line.programme else OVERARCHING


def risks_page(plan: PlanFacts, calendar: Calendar, *, since: datetime | None) -> RisksPage | None:
    """Return what a month's pack says of the register; `since` is the last pack's moment.

    None where the snapshot kept nothing of it: the pack then has no such section.
    """
    facts = plan.raid
    if facts is None:
        return None
    judged = JudgedBy(measured=calendar.measured, last_freeze=since, holidays=frozenset())
    lines = [line for line in raid_lines(facts, judged) if line.is_open]
    risks = [line for line in lines if line.kind is RaidKind.RISK]
    principal = [line for line in risks if line.is_principal]
    found = matrix(placed(facts.risks, since=since))
    title = f"Matrix of risks: {matrix_title(found, since='the last pack')}"
    return RisksPage(
        principal=tuple(principal[:MOST]),
        more=len(principal[MOST:]),
        by_band=tuple((band, found.in_band(band)) for band in reversed(Band)),
        not_scored=tuple(line for line in risks if line.band is None),
        issues=tuple(line for line in lines if line.kind is RaidKind.ISSUE),
        overdue=_overdue(lines),
        counts=raid_counts(lines),
        changes=risk_changes(facts.risks, since=since) if since else None,
        picture=beside(
            risk_matrix(found, title=title), risk_matrix(found, title=title, size=NARROW)
        ),
        names={programme.ref: programme.name for programme in plan.programmes},
    )


def _overdue(lines: Sequence[RaidLine]) -> tuple[RaidLine, ...]:
    kinds = (RaidKind.ACTION, RaidKind.RISK)
    late = [line for line in lines if line.is_overdue and line.kind in kinds]
    return tuple(sorted(late, key=lambda line: (kinds.index(line.kind), line.due_on, line.ref)))
