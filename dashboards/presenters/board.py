"""The board of a month: who holds each return since when, what was signed, what is late."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from dashboards.readings.periods import returns_in
from irp.models import Post, ReportingPeriod
from irp.rules.calendar import london_day
from programmes.figures.groups import count_of_each
from programmes.figures.holding import NOBODY, WithWhom, return_groups, with_whom
from programmes.models import Return
from programmes.presenters.signed import signature_words
from programmes.readings.reserves import in_reserve_in
from programmes.readings.signers import (
    Signed,
    people_in_posts,
    signed_by_several,
    signed_in,
    still_unsigned,
)
from programmes.rules.owners import is_signed_late, post_signed_as, return_words
from programmes.words import ReturnGroup, ReturnState


@dataclass(frozen=True)
class BoardRow:
    """One return on the board: its state, who has to act next, and the people in their posts."""

    ref: str
    programme: str
    state: ReturnState
    holding: WithWhom
    people: tuple[str, ...]
    signed: tuple[str, ...] = ()  # who has signed, in words
    is_signed_late: bool = False
    to_sign: tuple[str, ...] = ()  # posts that have still to sign, beside those who have
    vacant: tuple[str, ...] = ()  # of those that have to sign, the ones that nobody holds

    @property
    def groups(self) -> frozenset[ReturnGroup]:
        """Return the groups of the board's returns that it is of."""
        return return_groups(self.state, self.holding, late=self.is_signed_late)

    @property
    def state_words(self) -> str:
        """Return the state as the board prints it: "Signed late", "Signed by 1 of 2"."""
        return return_words(
            self.state,
            vacant="; ".join(self.vacant),
            signed=len(self.signed),
            to_sign=len(self.to_sign),
            late=self.is_signed_late,
        )


def board_rows(period: ReportingPeriod, *, at: datetime) -> list[BoardRow]:
    """Return every return of a period, in the plan's order; a frozen one is with nobody."""
    on = london_day(at)
    returns = returns_in(period)
    signed = signed_in(period)
    if period.is_frozen:
        return [
            _board_row(ret, replace(NOBODY, since=ret.state_since), (), period, signed)
            for ret in returns
        ]
    several, waiting = signed_by_several(on=on), _submitted(returns)
    to_sign = still_unsigned(period.month, [ref for ref in waiting if ref in several], on=on)
    due = {**several, **to_sign}
    signing = {ret.pk: due.get(ret.programme.ref, [ret.programme.sao]) for ret in returns}
    prepared = {ret: of.preparers for ret, of in signed.items()}
    submitted = {ret.pk: signing[ret.pk] for ret in waiting.values()}
    reserves = in_reserve_in(waiting.values(), submitted, prepared=prepared, on=on)
    people = people_in_posts(on=on)
    return [
        _open_row(ret, _signers(signing[ret.pk], reserves.get(ret.pk, {})), people, signed, on=on)
        for ret in returns
    ]


def _submitted(returns: Iterable[Return]) -> dict[str, Return]:
    """Return the returns that have to be signed, by the references of their programmes."""
    submitted = ReturnState.SUBMITTED.value
    return {ret.programme.ref: ret for ret in returns if ret.state == submitted}


@dataclass(frozen=True)
class Signer:
    """A post that has still to sign, and the reserve's that signs in its place, if so (17)."""

    post: Post
    reserve: Post | None

    @property
    def acts(self) -> Post:
        """Return the post whose holders sign."""
        return self.reserve or self.post

    @property
    def title(self) -> str:
        """Return it in words: "Chief Executive, in place of Director of …"."""
        return post_signed_as(self.post.title, self.reserve.title if self.reserve else "")


def _signers(posts: Iterable[Post], reserves: Mapping[int, Post]) -> list[Signer]:
    return [Signer(post, reserves.get(post.pk)) for post in posts]


def _open_row(
    ret: Return,
    signing: Sequence[Signer],
    people: Mapping[str, Sequence[str]],
    signed: Mapping[int, Signed],
    *,
    on: date,
) -> BoardRow:
    """Return the row of a return of an open period; a barred SAO's post names the reserve."""
    holding = with_whom(
        state=ReturnState(ret.state),
        since=ret.state_since,
        rdl=ret.programme.rdl.title if ret.programme.rdl else None,
        signing=[signatory.title for signatory in signing],
        on=on,
        deadlines=ret.period,
    )
    posts: dict[str, list[Post | None]] = {
        "RDL": [ret.programme.rdl],
        "SAO": [*(signatory.acts for signatory in signing)],
    }
    names = _names(holding, posts.get(holding.holder, []), people)
    row = _board_row(ret, holding, names, ret.period, signed)
    if holding.holder not in posts:
        return row
    return replace(
        row,
        to_sign=tuple(signatory.title for signatory in signing) if row.signed else (),
        vacant=tuple(
            signatory.acts.title for signatory in signing if not people.get(signatory.acts.title)
        ),
    )


def _names(
    holding: WithWhom, posts: Iterable[Post | None], people: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """Return who holds the posts, or a part of a joint one; everyone of CPMO for CPMO."""
    titles = [title for post in posts if post for title in (post.title, *post.part_titles)]
    names = (name for title in titles or [holding.holder] for name in people.get(title, ()))
    return tuple(dict.fromkeys(names))


def _board_row(
    ret: Return,
    holding: WithWhom,
    people: tuple[str, ...],
    period: ReportingPeriod,
    signed: Mapping[int, Signed],
) -> BoardRow:
    state, of = ReturnState(ret.state), signed.get(ret.pk, Signed())
    counts = state.is_received or state is ReturnState.SUBMITTED
    return BoardRow(
        ret.programme.ref,
        ret.programme.name,
        state,
        holding,
        people,
        signed=tuple(
            signature_words(signature, sign_off_on=period.sign_off_on)
            for signature in of.signatures
        )
        if counts
        else (),
        is_signed_late=is_signed_late(
            state, [signature.at for signature in of.signatures], sign_off_on=period.sign_off_on
        ),
        vacant=tuple(filter(None, of.vacant.split("; "))),
    )


@dataclass(frozen=True)
class BoardCount:
    """How many returns there are of a group; `key` is how an address asks for its rows."""

    key: str
    label: str
    count: int
    note: str = ""
    warning: bool = False


def board_counts(rows: Sequence[BoardRow]) -> list[BoardCount]:
    """Return the counts by holder, and of what is late, not reported and done.

    Red is for what is late, and for what can never come any more.
    """
    counts = count_of_each(ReturnGroup, rows)
    return [
        BoardCount(
            group.value,
            group.label,
            number,
            f"of {len(rows)}" if group in {ReturnGroup.SIGNED, ReturnGroup.SIGNED_LATE} else "",
            group in {ReturnGroup.LATE, ReturnGroup.NOT_REPORTED} and number > 0,
        )
        for group, number in counts.items()
    ]


def board_shown(rows: Sequence[BoardRow], asked: str) -> tuple[str, Sequence[BoardRow]]:
    """Return the rows that an address asks for, under their label; all where it names none."""
    if not asked:
        return "", rows
    group = ReturnGroup(asked)
    return group.label, [row for row in rows if group in row.groups]
