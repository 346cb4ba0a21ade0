"""The work of a Senior Accountable Officer: the returns that still need a post of theirs."""

from collections.abc import Iterable, Mapping
from datetime import date

from dashboards.presenters.home.cycle import (
    NO_PERIOD,
    due_of,
    is_in,
    return_href,
    since,
)
from dashboards.presenters.home.parts import (
    Part,
    Task,
    milestone_figures,
    own_programmes,
)
from dashboards.presenters.portfolio import Portfolio, PortfolioRow
from irp.facts import PeriodFacts
from irp.models import User
from irp.rules.date_spans import printed_day
from irp.rules.numbers import counted
from programmes.figures.groups import count_in_group
from programmes.figures.holding import return_groups
from programmes.readings.reserves_waiting import refs_in_reserve
from programmes.readings.waiting import Waiting, signing_where_several_do
from programmes.words import ReturnGroup, ReturnState, Step


def sao_part(
    whole: Portfolio,
    waits: Mapping[str, Waiting],
    *,
    user: User,
    held: frozenset[str],
    on: date,
) -> Part:
    """Return the returns a Senior Accountable Officer has to sign, and how their own stand."""
    signers = signing_where_several_do(whole.read, whole.alike)

    def holds_one(posts: Iterable[str]) -> bool:
        return any(not held.isdisjoint(whole.titles(post)) for post in posts)

    in_reserve = refs_in_reserve(user)
    own = [
        row
        for row in whole.rows
        if holds_one((row.line.sao, *signers.get(row.line.ref, ()))) or row.line.ref in in_reserve
    ]
    title = "Your returns to sign"
    if not own:
        return Part("sao", title, (), "Your post is not the SAO of any programme or milestone.")
    period = whole.period
    if period is None or not period.is_open:
        figures = milestone_figures(own)
        return Part("sao", title, (), NO_PERIOD, figures, own=own_programmes(own), is_clear=True)
    submitted = [row for row in own if is_in(row.state, ReturnState.SUBMITTED)]
    to_come = _to_come(submitted, waits, signers)
    barred = _barred(submitted, waits, user)

    def is_next(ref: str) -> bool:
        return ref not in to_come or ref in in_reserve or holds_one(to_come[ref])

    to_sign = [row for row in submitted if row.line.ref not in barred and is_next(row.line.ref)]
    tasks = tuple(_signing(row, period, user=user, on=on) for row in to_sign)
    others = [_why_not(row, barred, to_come) for row in submitted if row not in to_sign]
    empty = _nothing_to_sign(own, others, period)
    figures = milestone_figures(own)
    return Part("sao", title, tasks, empty, figures, own=own_programmes(own), is_clear=not tasks)


def _to_come(
    submitted: list[PortfolioRow],
    waits: Mapping[str, Waiting],
    signers: Mapping[str, tuple[str, ...]],
) -> dict[str, list[str]]:
    """Return the posts that have still to sign, by programme, where several do (Rule 17)."""
    return {
        ref: [post for post in signers[ref] if post not in waits[ref].signed]
        for ref in (row.line.ref for row in submitted)
        if ref in signers
    }


def _barred(
    submitted: list[PortfolioRow], waits: Mapping[str, Waiting], user: User
) -> dict[str, list[str]]:
    """Return why this person may not sign, by programme, where a rule says so (Rule 15)."""
    reasons = {row.line.ref: waits[row.line.ref].barred(Step.SIGN, by=user.pk) for row in submitted}
    return {ref: why for ref, why in reasons.items() if why}


def _signing(row: PortfolioRow, period: PeriodFacts, *, user: User, on: date) -> Task:
    return Task(
        f"Sign the return of {row.line.name} for {period}",
        return_href(row, period),
        _since(row, user),
        due_of(row, on=on),
    )


def _since(row: PortfolioRow, user: User) -> str:
    """Return since when a return waits, and that it is signed in place of its SAO, where it is."""
    words = since("submitted", row)
    if row.line.ref in refs_in_reserve(user):
        return f"{words}; you sign as reserve signatory, in place of {row.line.sao}"
    return words


def _why_not(
    row: PortfolioRow, barred: Mapping[str, list[str]], to_come: Mapping[str, list[str]]
) -> str:
    """Return why this person does not sign a submitted return: a rule, or it needs others."""
    if row.line.ref in barred:
        return f"{row.line.name}: {' '.join(barred[row.line.ref])}"
    return f"{row.line.name} still needs the signature of {'; '.join(to_come[row.line.ref])}."


def _nothing_to_sign(own: list[PortfolioRow], facts: list[str], period: PeriodFacts) -> str:
    """Return why nothing waits for this signature: with others still, or all signed (Rule 17).

    `facts` say of the submitted returns why this person signs none of them.
    """
    with_rdl = count_in_group(
        (return_groups(row.state, row.holding) for row in own), ReturnGroup.RDL
    )
    if with_rdl:
        facts = [
            *facts,
            f"{counted(with_rdl, 'return')} of yours {'is' if with_rdl == 1 else 'are'} still with "
            f"the RDL, due {printed_day(period.return_due_on)}.",
        ]
    if facts:
        return " ".join(["You have nothing to sign.", *facts])
    return (
        f"All your returns for {period} are signed. CPMO plans to freeze the month on "
        f"{printed_day(period.freeze_on)}."
    )
