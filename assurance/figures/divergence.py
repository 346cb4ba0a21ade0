"""Where the council and commissioners say different things of a requirement (Rule 24f)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assurance.figures.assessments import AssessmentLine
from assurance.figures.requirements import RequirementLine
from assurance.words import Judgement, Speaker
from assurance.words.divergence import DivergenceGroup
from irp.rules.calendar import london_day

STEPS = (Judgement.NOT_MET, Judgement.PARTLY, Judgement.MET)  # "not applicable" is no step


@dataclass(frozen=True, kw_only=True, slots=True)
class DivergenceLine:
    """One requirement of which both say something, and not the same.

    `days` have passed since the later of the two was issued. `not_looked_at_since` says that
    commissioners issued theirs before the council's newest.
    """

    ref: str
    outcome: int
    test: int
    title: str
    council: AssessmentLine
    commissioners: AssessmentLine
    steps: int  # how much more confident the council is; less than 0: commissioners are
    since: date
    days: int
    not_looked_at_since: bool

    @property
    def words(self) -> str:
        """Return who is more confident."""
        more = DivergenceGroup.COUNCIL if self.steps > 0 else DivergenceGroup.COMMISSIONERS
        return more.label

    @property
    def group(self) -> "DivergenceGroup":
        """Return which way they differ, unless commissioners have not looked at it since."""
        if self.not_looked_at_since:
            return DivergenceGroup.NOT_SINCE
        return DivergenceGroup.COUNCIL if self.steps > 0 else DivergenceGroup.COMMISSIONERS


def by_group(
    lines: Iterable[DivergenceLine],
) -> dict[DivergenceGroup, list[DivergenceLine]]:
    """Return the lines of each group in their order, empty ones too."""
    found: dict[DivergenceGroup, list[DivergenceLine]] = {group: [] for group in DivergenceGroup}
    for line in lines:
        found[line.group].append(line)
    return found


def divergences(lines: Iterable[RequirementLine], *, on: date) -> tuple[DivergenceLine, ...]:
    """Return the requirements of which both say different things on a day.

    Those where the council is more confident come first, the widest and then the oldest first;
    what commissioners have not looked at since the council's newest comes last, apart.
    """
    found = [row for line in lines if (row := _divergence(line, on=on)) is not None]
    return tuple(
        sorted(found, key=lambda row: (row.not_looked_at_since, -row.steps, row.since, row.ref))
    )


def _divergence(line: RequirementLine, *, on: date) -> DivergenceLine | None:
    council, judged = line.assessment(Speaker.COUNCIL), line.commissioners
    if council.at is None or judged.at is None or council.judgement == judged.judgement:
        return None
    if council.judgement not in STEPS or judged.judgement not in STEPS:
        return None
    since = london_day(max(council.at, judged.at))
    return DivergenceLine(
        ref=line.ref,
        outcome=line.outcome,
        test=line.test,
        title=line.title,
        council=council,
        commissioners=judged,
        steps=STEPS.index(council.judgement) - STEPS.index(judged.judgement),
        since=since,
        days=(on - since).days,
        not_looked_at_since=judged.at < council.at,
    )
