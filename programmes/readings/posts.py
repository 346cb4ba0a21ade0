"""What a post has to do with the plan, and what waits for whoever holds it (Rules 15 and 31)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from irp.models import Post, PostHandover, PostHolding
from programmes.models import (
    Action,
    Issue,
    Milestone,
    Preparer,
    Programme,
    Return,
    Risk,
    RowLead,
)
from programmes.readings.signing import still_to_sign
from programmes.readings.whole_returns import returns_to_show
from programmes.words import EntryState, ReturnState

PREPARING = (ReturnState.NOT_STARTED.value, ReturnState.DRAFT.value)


@dataclass(frozen=True)
class Served:
    """A programme that a post is named in, and as what."""

    as_what: str
    ref: str
    name: str


@dataclass(frozen=True, kw_only=True)
class PostWork:
    """What a post is named in, and what waits for it at this moment."""

    served: tuple[Served, ...]
    rows: tuple[str, ...]  # references of the rows it answers for as SAO of their own
    to_prepare: tuple[Return, ...]
    to_sign: tuple[Return, ...]
    owned: int  # open risks, issues and actions

    @property
    def waits(self) -> bool:
        """Tell whether anything waits."""
        return bool(self.to_prepare or self.to_sign or self.owned)


def holdings_of(post: Post) -> list[PostHolding]:
    """Return everyone who held, holds or will hold a post, the newest first, in one statement."""
    rows = post.holdings.select_related("user", "post", "delegated_by")
    return list(rows.order_by("-starts_on", "-pk"))


def handovers_of(post: Post) -> list[PostHandover]:
    """Return a post's handovers, the newest first, with who left and who came."""
    return list(post.handovers.select_related("left__user", "came__user").order_by("-at", "-pk"))


def passed_on(handovers: Sequence[PostHandover]) -> dict[int, PostHandover]:
    """Return the newest handover by which each holding passed on, by the key of the holding.

    They are given newest first. One that was ended before its first day never came to be.
    """
    return {
        done.left_id: done
        for done in reversed(handovers)
        if done.came.ends_on is None or done.came.ends_on >= done.came.starts_on
    }


@dataclass(frozen=True)
class NamingTold:
    """A naming of a post to prepare or to lead, or its end, as history kept it (Rule 15)."""

    at: datetime
    by_name: str
    by_post: str
    what: str
    of: str  # the reference of the programme or the row


TOLD = ("history_date", "actor_name", "actor_post", "history_change_reason")


def namings_of(post: Post) -> list[NamingTold]:
    """Return what a post was named for and no longer named, newest first, in one statement."""
    prepared = Preparer.history.filter(post_id=post.pk).values_list(*TOLD, "programme__ref")
    led = RowLead.history.filter(post_id=post.pk).values_list(*TOLD, "milestone__ref")
    rows = prepared.order_by().union(led.order_by(), all=True).order_by("-history_date")
    return [NamingTold(*row) for row in rows]


def posts_it_acts_for(post: Post) -> list[Post]:
    """Return a post and the joint posts that it is a part of, in one statement."""
    others = Post.objects.exclude(part_titles=[]).exclude(pk=post.pk).order_by("title")
    return [post, *(joint for joint in others if post.title in joint.part_titles)]


def work_of(post: Post, *, on: date) -> PostWork:
    """Return what a post is named in and what waits for it, in at most nine statements."""
    posts = posts_it_acts_for(post)
    named = {named_post.pk for named_post in posts}
    rows = list(Programme.objects.select_related("sao", "rdl", "lead_member"))
    own = Milestone.objects.in_force(on=on).filter(own_sao__in=named)
    is_open = Q(state=EntryState.OPEN.value, owner__in=named)
    to_prepare, to_sign = _returns(rows, own, named, on=on)
    return PostWork(
        served=tuple(_served(rows, named)),
        rows=tuple(own.values_list("ref", flat=True)),
        to_prepare=tuple(to_prepare),
        to_sign=tuple(to_sign),
        owned=sum(
            model._default_manager.filter(is_open).count() for model in (Risk, Issue, Action)
        ),
    )


def _served(rows: Iterable[Programme], named: set[int]) -> Iterable[Served]:
    for row in rows:
        for as_what, key in (
            ("SAO", row.sao_id),
            ("RDL", row.rdl_id),
            ("Lead member", row.lead_member_id),
        ):
            if key in named:
                yield Served(as_what, row.ref, row.name)


def _returns(
    rows: Iterable[Programme], own: Iterable[Milestone], named: set[int], *, on: date
) -> tuple[list[Return], list[Return]]:
    """Return the open month's returns that a post has to prepare, and to sign."""
    prepared = [row.pk for row in rows if row.rdl_id in named]
    signed = {row.pk for row in rows if row.sao_id in named}
    signed |= {row.programme_id for row in own}
    if not (prepared or signed):
        return [], []
    opened = returns_to_show().filter(
        period__opened_at__isnull=False, period__frozen_at__isnull=True
    )
    asked = opened.filter(
        Q(state__in=PREPARING, programme__in=prepared)
        | Q(state=ReturnState.SUBMITTED.value, programme__in=signed)
    ).order_by("programme__number")
    to_prepare, to_sign = [], []
    for ret in asked:
        if ret.state in PREPARING:
            to_prepare.append(ret)
        elif any(post.pk in named for post in still_to_sign(ret, on=on)):
            to_sign.append(ret)
    return to_prepare, to_sign
