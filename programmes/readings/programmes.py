"""Programmes whole: their posts, milestones, returns and months, as facts."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from irp.models import Aim, Outcome
from irp.readings import Source, settings
from programmes.facts import MilestoneFacts, ProgrammeFacts
from programmes.models import Milestone, Programme
from programmes.readings.milestones import Frame, assembled, frame
from programmes.readings.returns import Reported, reported
from programmes.rules.returns import posts_that_sign


def programme_facts(source: Source, ref: str, *, on: date, watched: int) -> ProgrammeFacts | None:
    """Return one programme, in 16 statements; None where there is no such programme yet.

    Rows retired by `on` are named and left out; `watched` are the periods that signals look at.
    """
    rows = source.rows(Programme, ref=ref)
    if not rows:
        return None
    known = frame(source, rows, programme_id=rows[0].id)
    own = source.rows_having(Milestone, programme_id=rows[0].id)
    found = reported(source, known)
    return _programmes(source, rows, own, known, found, on=on, watched=watched)[0]


def all_programmes(source: Source, *, on: date, watched: int | None = None) -> list[ProgrammeFacts]:
    """Return every programme in the plan's order, in 17 statements however many there are."""
    rows = sorted(source.rows(Programme), key=lambda row: row.number)
    known = frame(source, rows)
    found = reported(source, known)
    if watched is None:
        watched = settings(source).periods_watched
    return _programmes(source, rows, source.rows(Milestone), known, found, on=on, watched=watched)


def _programmes(
    source: Source,
    rows: list[Any],
    milestones: Iterable[Any],
    known: Frame,
    found: dict[int, Reported],
    *,
    on: date,
    watched: int,
) -> list[ProgrammeFacts]:
    # One month more than watched: four moves need five readings (Rule 7).
    facts = assembled(source, list(milestones), known, months=watched + 1)
    of_programme = defaultdict(list)
    for one in facts:
        of_programme[one.programme].append(one)
    aims = dict(source.columns(Aim, "id", "number"))
    ties = source.ties(Programme, "outcomes", rows)
    names = dict(source.columns(Outcome, "id", "name")) if ties else {}
    return [
        _programme(
            row,
            of_programme[row.ref],
            found.get(row.id, Reported()),
            known.posts,
            aim=aims[row.aim_id],
            outcomes=tuple(names[key] for key in sorted(ties.get(row.id, ()))),
            workstreams=known.workstreams(row.id),
            on=on,
        )
        for row in rows
    ]


def _programme(
    row: Any,
    milestones: list[MilestoneFacts],
    returns: Reported,
    posts: dict[int, str],
    *,
    aim: int,
    outcomes: tuple[str, ...],
    workstreams: tuple[str, ...],
    on: date,
) -> ProgrammeFacts:
    in_force = tuple(one for one in milestones if one.retired_on is None or on < one.retired_on)
    return ProgrammeFacts(
        number=row.number,
        ref=row.ref,
        name=row.name,
        aim=aim,
        outcomes=outcomes,
        summary=row.summary,
        sao=posts[row.sao_id],
        rdl=posts.get(row.rdl_id),
        lead_member=posts.get(row.lead_member_id),
        signing_posts=posts_that_sign(
            all_sign=row.signatories == Programme.Signatories.ALL,
            lead=posts[row.sao_id],
            own=(one.own_sao for one in in_force if one.own_sao),
        ),
        workstreams=workstreams,
        milestones=in_force,
        retired=tuple(one.ref for one in milestones if one not in in_force),
        ret=returns.ret,
        ret_before=returns.ret_before,
        months=returns.months,
        last_signed=returns.last_signed,
    )
