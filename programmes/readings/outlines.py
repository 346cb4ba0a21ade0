"""Every programme as far as long lists go, read slim: months shown, no words (DESIGN 2a)."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter

from django.db.models import DateField, IntegerField, TextField, Value
from django.db.models.functions import Cast

from irp.facts import AimFacts, PeriodFacts
from irp.models import Aim, Outcome, Post
from irp.readings import Places, Source, periods
from programmes.facts import MonthFacts, ProgrammeOutline
from programmes.models import Programme, Return
from programmes.readings.frames import ReturnFrame
from programmes.readings.outline_acts import GivenRating, ReturnActs, return_acts
from programmes.rules.restructuring import outside_month
from programmes.words import Rating, ReturnState, Signatories, Silence, Voice

STATES = {state.value: state for state in ReturnState}
COLUMNS = (
    "id", "number", "ref", "name", "aim_id", "sao_id", "rdl_id", "lead_member_id", "signatories",
    "signing_lead_id", "closed_on",
)  # fmt: skip
_NO_KEY = Value(None, output_field=IntegerField())
_NO_DAY = Value(None, output_field=DateField())
# An aim in the same columns, so that both are read at once: it has no reference.
AS_A_PROGRAMME = ("id", "number", Value(""), "name", *[_NO_KEY] * 4, Value(""), _NO_KEY, _NO_DAY)
# An outcome has its aim besides.
AN_OUTCOME = (*AS_A_PROGRAMME[:4], "aim_id", *AS_A_PROGRAMME[5:])
# A post has no number, and the titles of its parts besides.
NO_NUMBER = 0
AS_A_POST = (
    *("id", Value(NO_NUMBER), Value(""), "title", *[_NO_KEY] * 4),
    *(Cast("part_titles", TextField()), _NO_KEY, _NO_DAY),
)
FRAME = ((Programme, COLUMNS), (Aim, AS_A_PROGRAMME), (Outcome, AN_OUTCOME), (Post, AS_A_POST))


@dataclass(frozen=True, kw_only=True)
class PostTitle:
    """A post by its key and title, and the titles of its parts where it is a joint one."""

    key: int
    title: str
    parts: tuple[str, ...]

    @property
    def titles(self) -> frozenset[str]:
        """Return the titles by which it is held: its own, or that of a part."""
        return frozenset({self.title, *self.parts})


@dataclass(frozen=True, kw_only=True)
class Outlines:
    """Every programme in the plan's order, the months shown, and the posts they name."""

    months: tuple[PeriodFacts, ...]  # newest first
    programmes: tuple[ProgrammeOutline, ...]
    keys: dict[int, str]  # references of programmes
    returns: dict[int, str]  # references of programmes by the newest month's return
    every_return: dict[int, ReturnFrame]  # of every month, by key
    posts: dict[str, PostTitle]  # by title
    aims: dict[int, str]  # names by number
    places: Places

    def parts(self, title: str) -> tuple[str, ...]:
        """Return the posts that a joint post joins, as far as they are in the record."""
        return tuple(part for part in self.posts[title].parts if part in self.posts)


def outlines(source: Source, *, months: int) -> Outlines:
    """Return every programme with its newest opened months, in four statements."""
    known = periods(source)
    opened = [key for key, period in known.items() if period.opened_at]
    shown = opened[:months]
    columns = ("id", "programme_id", "period_id", "state", "state_since")
    by_programme = defaultdict(list)
    for key, programme, period, state, since in source.columns(Return, *columns):
        by_programme[programme].append(ReturnFrame(key, programme, period, STATES[state], since))
    acts = return_acts(source, shown)
    read = sorted(source.columns_of(FRAME), key=itemgetter(0))
    posts = {
        row[0]: PostTitle(key=row[0], title=row[3], parts=tuple(json.loads(row[8])))
        for row in read
        if row[1] == NO_NUMBER
    }
    named = [row for row in read if row[1] != NO_NUMBER]
    frame = [row[:5] for row in named if not row[2]]
    aims = [(key, number, name) for key, number, _, name, aim in frame if aim is None]
    numbers = {key: number for key, number, _ in aims}
    rows = sorted((row for row in named if row[2]), key=lambda row: row[1])
    titles = {key: post.title for key, post in posts.items()}
    return Outlines(
        months=tuple(known[key] for key in shown),
        programmes=tuple(
            _outline(row, by_programme[row[0]], shown, known, titles, numbers, acts) for row in rows
        ),
        keys={row[0]: row[2] for row in rows},
        returns={
            ret.key: row[2]
            for row in rows
            for ret in by_programme[row[0]]
            if ret.period in shown[:1]
        },
        every_return={ret.key: ret for those in by_programme.values() for ret in those},
        posts={post.title: post for post in posts.values()},
        aims={number: name for _, number, name in aims},
        places=Places(
            aims={key: AimFacts(number=number, name=name) for key, number, name in aims},
            outcomes={
                key: (numbers[aim], number, name)
                for key, number, _, name, aim in frame
                if aim is not None
            },
        ),
    )


def _outline(
    row: Sequence,
    returns: list[ReturnFrame],
    shown: Sequence[int],
    known: dict[int, PeriodFacts],
    titles: dict[int, str],
    aims: dict[int, int],
    acts: ReturnActs,
) -> ProgrammeOutline:
    _, number, ref, name, aim, sao, rdl, lead_member, signatories, signs_alone, closed_on = row
    of_period = {ret.period: ret for ret in returns}
    this = of_period.get(shown[0]) if shown else None
    signed = [known[ret.period].month for ret in returns if ret.state.is_received]
    first = min((known[ret.period].month for ret in returns), default=None)
    outside = partial(outside_month, first=first, is_closed=closed_on is not None)
    return ProgrammeOutline(
        number=number,
        ref=ref,
        name=name,
        aim=aims[aim],
        sao=titles[sao],
        rdl=titles.get(rdl),
        lead_member=titles.get(lead_member),
        all_sign=signatories == Signatories.ALL,
        signing_lead=titles.get(signs_alone),
        has_return=this is not None,
        state_since=this.since if this else None,
        unanswered=this is not None and acts.unanswered(this),
        months=tuple(
            _month(
                known[key],
                of_period.get(key),
                acts,
                outside=outside(known[key].month, has_return=key in of_period),
            )
            for key in shown
        ),
        judged=tuple(acts.judged(of_period.get(key)) for key in shown),
        last_signed=max(signed, default=None),
        closed_on=closed_on,
    )


def _month(
    period: PeriodFacts, ret: ReturnFrame | None, acts: ReturnActs, *, outside: Silence | None
) -> MonthFacts:
    """Return a month as a strip needs it; without a return, nothing was begun."""
    state = ReturnState.NOT_REPORTED if period.is_frozen else ReturnState.NOT_STARTED
    given = acts.counted(ret) if ret else {}
    return MonthFacts(
        month=period.month,
        is_open=not period.is_frozen,
        state=ret.state if ret else state,
        sao=_rating(given.get(Voice.SAO)),
        cpmo=_rating(given.get(Voice.CPMO)),
        outside=outside,
    )


def _rating(given: GivenRating | None) -> Rating | None:
    return Rating(given.rating) if given else None
