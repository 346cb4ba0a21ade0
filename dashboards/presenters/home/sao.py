"""What waits for a Senior Accountable Officer: the returns that still need a post of theirs."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch

from dashboards.presenters.home.cycle import NO_PERIOD, due_by, is_in, own_programmes, return_href
from dashboards.presenters.home.parts import Part, Task, counted
from dashboards.presenters.portfolio import Portfolio, Row
from irp.models import Post, ReportingPeriod, User
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from programmes.models import Milestone, Programme, Return
from programmes.presenters.waiting import barred_from
from programmes.readings.signing import still_to_sign
from programmes.words import ReturnState, Step

ROWS = Milestone.objects.select_related("own_sao")


def sao_part(whole: Portfolio, *, user: User, held: frozenset[str], on: date) -> Part:
    """Return the returns a Senior Accountable Officer has to sign, and how their own stand."""
    signers = _signers(on=on)
    own = [
        row
        for row in whole.rows
        if not held.isdisjoint(row.sao_titles) or _is_held(signers.get(row.pk, []), held)
    ]
    title, more = "Your returns to sign", "Your programmes"
    if not own:
        return Part("sao", title, (), "Your post is not the SAO of a programme or of its rows.")
    period = whole.period
    if period is None or not period.is_open:
        return Part("sao", title, (), NO_PERIOD, more=own_programmes(own), more_title=more)
    submitted = [row for row in own if is_in(row.state, ReturnState.SUBMITTED)]
    unsigned = _unsigned([row for row in submitted if row.pk in signers], period, on=on)
    keys = [row.pk for row in submitted]
    barred = barred_from(user, Step.SIGN, period=period, programmes=keys)
    to_sign = [
        row
        for row in submitted
        if row.pk not in barred and (row.pk not in unsigned or _is_held(unsigned[row.pk], held))
    ]
    tasks = tuple(
        Task(
            f"Sign the return of {row.name} for {period}",
            return_href(row, period),
            f"submitted {printed_day(london_day(row.since))}" if row.since else "",
            due_by(row.holder, period, on=on),
        )
        for row in to_sign
    )
    waiting = [
        f"{row.name}: {' '.join(barred[row.pk])}"
        if row.pk in barred
        else f"{row.name} waits for the signature of {'; '.join(map(str, unsigned[row.pk]))}."
        for row in submitted
        if row not in to_sign
    ]
    empty = _nothing_to_sign(own, waiting, period)
    return Part("sao", title, tasks, empty, more=own_programmes(own), more_title=more)


def _nothing_to_sign(own: list[Row], facts: list[str], period: ReportingPeriod) -> str:
    """Return why nothing waits for this signature: with others still, or all signed (Rule 17).

    `facts` say of the submitted returns why this person signs none of them.
    """
    with_rdl = sum(row.holder == "RDL" for row in own)
    if with_rdl:
        facts = [
            *facts,
            f"{counted(with_rdl, 'return')} of yours {'is' if with_rdl == 1 else 'are'} still with "
            f"the delivery lead, due {printed_day(period.return_due_on)}.",
        ]
    if facts:
        return " ".join(["Nothing waits for your signature.", *facts])
    return (
        f"Every return of yours for {period} is signed. It is frozen on "
        f"{printed_day(period.freeze_on)}."
    )


def _is_held(posts: Iterable[Post], held: frozenset[str]) -> bool:
    """Tell whether one of these posts, or a part of a joint one, is among the titles held."""
    return any(not held.isdisjoint({post.title, *post.part_titles}) for post in posts)


def _signers(*, on: date) -> dict[int, list[Post]]:
    """Return who signs each programme where every SAO named in its rows does (Rule 17)."""
    several = Programme.objects.filter(signatories="all").select_related("sao")
    rows = several.prefetch_related(Prefetch("milestones", ROWS))
    return {one.pk: one.signing_posts(on=on) for one in rows}


def _unsigned(rows: Iterable[Row], period: ReportingPeriod, *, on: date) -> dict[int, list[Post]]:
    """Return who has still to sign the submitted returns of programmes that several sign."""
    keys = [row.pk for row in rows]
    if not keys:
        return {}
    returns = (
        Return.objects.filter(period=period, programme__in=keys)
        .select_related("programme__sao")
        .prefetch_related("steps", "signatures", Prefetch("programme__milestones", ROWS))
    )
    return {ret.programme_id: still_to_sign(ret, on=on) for ret in returns}
