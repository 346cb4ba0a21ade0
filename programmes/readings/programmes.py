"""Programmes whole: their posts, milestones, returns and months, as facts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from irp.facts import PeriodFacts
from irp.models import Post
from irp.readings import Source, places, settings
from programmes.facts import MilestoneFacts, ProgrammeFacts
from programmes.models import Milestone, Programme
from programmes.readings.frames import Frame, frame
from programmes.readings.milestones import assembled
from programmes.readings.owners import preparers
from programmes.readings.programme_entries import posts_signing
from programmes.readings.reports import Reports
from programmes.readings.returns import Reported, reported
from programmes.rules.returns import People, submitted_at, who_acted
from programmes.rules.withheld import Reader, milestone_seen, returns_seen


@dataclass(frozen=True, kw_only=True)
class ProgrammeReading:
    """One programme as its own page needs it: facts, and the rows that rights are judged by."""

    row: Any
    posts: dict[int, Any]  # rows
    workstreams: dict[int, str]
    periods: dict[int, PeriodFacts]  # newest month first
    milestones: tuple[MilestoneFacts, ...]  # in force
    retired: tuple[str, ...]
    returns: Reported
    signing_posts: tuple[str, ...]
    people: People  # who prepared and signed this month's return

    def seen(self, reader: Reader) -> "ProgrammeReading":
        """Return the reading as a person may read it; `row` and `returns.row` are for rights."""
        returns = self.returns
        seen = returns_seen(returns.ret, returns.ret_before, returns.months, reader)
        ret, before, months = seen
        return replace(
            self,
            milestones=tuple(milestone_seen(row, reader) for row in self.milestones),
            returns=replace(returns, ret=ret, ret_before=before, months=months),
        )


def programme_reading(
    source: Source,
    ref: str,
    *,
    on: date,
    watched: int,
    row: Programme | None = None,
    with_leads: bool = False,
) -> ProgrammeReading | None:
    """Return one programme, in 11 statements; None where there is no such programme yet.

    Rows retired by `on` are named and left out; `watched` are the periods that signals look at.
    With its `row` it takes one less; who leads each row is read where it is asked for, in one more.
    """
    rows = [row] if row else source.rows(Programme, ref=ref)
    if not rows:
        return None
    key = rows[0].id
    known = frame(source, rows, whole=True, programme_id=key)
    own = source.rows_having(Milestone, programme_id=key)
    milestones, reports = assembled(source, own, known, months=watched + 1, with_leads=with_leads)
    in_force, retired = _by_force(milestones, on=on)
    found = reported(source, known).get(key, Reported())
    return ProgrammeReading(
        row=rows[0],
        posts={post.id: post for post in source.rows(Post)},
        workstreams={key: name for key, (*_, name) in known.streams.items()},
        periods=known.periods,
        milestones=in_force,
        retired=retired,
        returns=found,
        people=who_acted(
            found.actors,
            reporters=reports.reporters[found.row.id] if found.row else set(),
            submitted=submitted_at(found.ret.steps) if found.ret else None,
        ),
        signing_posts=_signing(rows[0], in_force, source),
    )


def programme_facts(source: Source, ref: str, *, on: date, watched: int) -> ProgrammeFacts | None:
    """Return the facts of one programme in at most 16 statements; None as `programme_reading`."""
    rows = source.rows(Programme, ref=ref)
    if not rows:
        return None
    known = frame(source, rows, whole=True, programme_id=rows[0].id)
    own = source.rows_having(Milestone, programme_id=rows[0].id)
    return _programmes(source, rows, own, known, on=on, watched=watched)[0]


def all_programmes(source: Source, *, on: date, watched: int | None = None) -> list[ProgrammeFacts]:
    """Return every programme in the plan's order, in at most 16 statements for any number."""
    rows = sorted(source.rows(Programme), key=lambda row: row.number)
    known = frame(source, rows)
    if watched is None:
        watched = settings(source).periods_watched
    return _programmes(source, rows, source.rows(Milestone), known, on=on, watched=watched)


def _milestones(
    source: Source, rows: Iterable[Any], known: Frame, *, watched: int
) -> tuple[list[MilestoneFacts], Reports]:
    """Return milestones with the reports of one month more than watched (Rule 7).

    Four moves need five readings.
    """
    return assembled(source, list(rows), known, months=watched + 1)


def _by_force(
    milestones: Iterable[MilestoneFacts], *, on: date
) -> tuple[tuple[MilestoneFacts, ...], tuple[str, ...]]:
    """Return the milestones in force on a day, and the references of those retired by it."""
    in_force, retired = [], []
    for milestone in milestones:
        if milestone.retired_on is None or on < milestone.retired_on:
            in_force.append(milestone)
        else:
            retired.append(milestone.ref)
    return tuple(in_force), tuple(retired)


def _signing(row: Any, in_force: Iterable[MilestoneFacts], source: Source) -> tuple[str, ...]:
    """Return the posts that sign; the posts are those that the frame has read."""
    own = (milestone.own_sao for milestone in in_force if milestone.own_sao)
    return posts_signing(row, own, {post.id: post for post in source.rows(Post)})


def _programmes(
    source: Source,
    rows: list[Any],
    milestones: Iterable[Any],
    known: Frame,
    *,
    on: date,
    watched: int,
) -> list[ProgrammeFacts]:
    found = reported(source, known)
    of_programme = defaultdict(list)
    for milestone in _milestones(source, milestones, known, watched=watched)[0]:
        of_programme[milestone.programme].append(milestone)
    known_places = places(source)
    drafting = preparers(source, known.posts)
    ties = source.ties(Programme, "outcomes", [row.id for row in rows])
    return [
        _programme(
            row,
            of_programme[row.ref],
            found.get(row.id, Reported()),
            known,
            aim=known_places.aims[row.aim_id].number,
            outcomes=tuple(known_places.outcomes[key][2] for key in sorted(ties.get(row.id, ()))),
            preparers=drafting.get(row.id, ()),
            source=source,
            on=on,
        )
        for row in rows
    ]


def _programme(
    row: Any,
    milestones: list[MilestoneFacts],
    returns: Reported,
    known: Frame,
    *,
    aim: int,
    outcomes: tuple[str, ...],
    preparers: tuple[str, ...],
    source: Source,
    on: date,
) -> ProgrammeFacts:
    in_force, retired = _by_force(milestones, on=on)
    return ProgrammeFacts(
        number=row.number,
        ref=row.ref,
        name=row.name,
        aim=aim,
        outcomes=outcomes,
        summary=row.summary,
        sao=known.posts[row.sao_id],
        rdl=known.posts.get(row.rdl_id),
        lead_member=known.posts.get(row.lead_member_id),
        signing_posts=_signing(row, in_force, source),
        workstreams=known.workstreams(row.id),
        milestones=in_force,
        retired=retired,
        ret=returns.ret,
        ret_before=returns.ret_before,
        months=returns.months,
        last_signed=returns.last_signed,
        preparers=preparers,
        closed_on=row.closed_on,
    )
