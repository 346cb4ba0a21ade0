"""The facts beside a frozen month's ratings, with the signals that its snapshot kept (Rule 7)."""

from collections.abc import Sequence
from datetime import date

from irp.rules.measuring import Measured
from packs.facts import PlanFacts
from programmes.facts import ProgrammeFacts, ReturnFacts
from programmes.figures.beside import FactsBeside, MonthBeside, facts_beside
from programmes.figures.dependencies import DependencyLine
from programmes.figures.ratings import counted_ratings
from programmes.figures.watch import UNKNOWN, Around, around_programme, under_request
from programmes.words import Rating, Voice


def around_of(
    row: ProgrammeFacts, plan: PlanFacts, lines: Sequence[DependencyLine] | None
) -> Around:
    """Return what stands around a programme's reports, as far as the snapshot kept it.

    Signals of the register came with the settings that count them: an older snapshot has neither.
    """
    if not plan.settings.stale_months or plan.raid is None or lines is None:
        return UNKNOWN
    own = [risk for risk in plan.raid.risks if risk.programme == row.ref]
    return around_programme(
        row.ref,
        risks=((risk.ref, risk.state, risk.scores.current) for risk in own),
        lines=lines,
        requested=None if plan.changes is None else under_request(plan.changes),
    )


def beside_of(
    row: ProgrammeFacts, plan: PlanFacts, measured: Measured, around: Around
) -> FactsBeside:
    """Return the facts beside the SAO's rating; schema 1 kept nothing of the months before."""
    of = month_beside(row, plan.period.month, around)
    is_kept = "settings.moves_watched" not in plan.not_kept
    return facts_beside(
        row.milestones, of=of, settings=plan.settings, measured=measured, is_kept=is_kept
    )


def month_beside(row: ProgrammeFacts, month: date, around: Around) -> MonthBeside:
    """Return a programme's return of its newest month as far as facts beside it are made of it."""
    ret, before = row.ret, row.ret_before
    return MonthBeside(
        month=month,
        opened=[past.month for past in row.months],
        progress=ret.progress if ret else "",
        progress_before=before.progress if before else "",
        rating=saos_rating(ret),
        around=around,
    )


def saos_rating(ret: ReturnFacts | None) -> Rating | None:
    """Return the SAO's rating of a month that counts, None where there is none."""
    given = counted_ratings(ret).get(Voice.SAO) if ret else None
    return given.rating if given else None
