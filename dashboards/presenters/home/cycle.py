"""The work of those who make the month: RDL and CPMO (Rules 14 to 16)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from dashboards.presenters.home.pack_work import pack_tasks
from dashboards.presenters.home.parts import (
    CountShown,
    Part,
    Task,
    milestone_figures,
    own_programmes,
)
from dashboards.presenters.portfolio import Portfolio, PortfolioRow
from irp.addresses import address
from irp.facts import PeriodFacts
from irp.models import User
from irp.prepared import rows_of
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.rules.due import Due, due
from irp.rules.numbers import all_of, counted
from programmes.figures.holding import return_groups
from programmes.readings.raid_waiting import escalations_to_answer
from programmes.readings.waiting import Waiting
from programmes.words import Ladder, ReturnGroup, ReturnState, Step

WITH_WHOM = (ReturnGroup.RDL, ReturnGroup.SAO, ReturnGroup.CPMO)
NO_PERIOD = "No month is open. CPMO opens the next one. Every programme then has a return."


def return_href(row: PortfolioRow, period: PeriodFacts) -> str:
    """Return the address of a programme's return of the period."""
    return address("programmes:return", row.line.ref, period.month)


def due_of(row: PortfolioRow, *, on: date) -> Due | None:
    """Return by when whoever has to act on a return must have done so (Rule 14)."""
    by = row.holding.due_on
    return due(by, on=on) if by else None


def since(what: str, row: PortfolioRow) -> str:
    """Return what was done to a return and on which day: "signed 9 Nov 2026"."""
    at = row.holding.since
    return f"{what} {printed_day(london_day(at))}" if at else ""


def is_in(state: ReturnState | None, *states: ReturnState) -> bool:
    """Tell whether there is a return and it is in one of these states."""
    return state is not None and state in states


def rdl_part(
    whole: Portfolio, waits: Mapping[str, Waiting], *, held: frozenset[str], on: date
) -> Part:
    """Return the returns a Responsible Delivery Lead has to prepare, and how far each is."""
    own = [row for row in whole.rows if not held.isdisjoint(whole.titles(row.line.rdl))]
    title = "Your returns to prepare"
    if not own:
        words = "Your post is not the RDL of any programme. Ask an administrator."
        return Part("rdl", title, (), words)
    period = whole.period
    if period is None or not period.is_open:
        figures = milestone_figures(own)
        return Part("rdl", title, (), NO_PERIOD, figures, own=own_programmes(own), is_clear=True)
    waiting = [row for row in own if is_in(row.state, ReturnState.NOT_STARTED, ReturnState.DRAFT)]
    tasks = tuple(
        Task(
            f"Prepare the return of {row.line.name} for {period}",
            return_href(row, period),
            preparation(row, waits.get(row.line.ref)),
            due_of(row, on=on),
        )
        for row in waiting
    )
    empty = (
        f"You have submitted all your returns for {period}. CPMO plans to freeze the month on "
        f"{printed_day(period.freeze_on)}, then opens the next."
        if any(row.state for row in own)
        else f"None of your programmes has a return for {period}."
    )
    figures = milestone_figures(own)
    return Part("rdl", title, tasks, empty, figures, own=own_programmes(own), is_clear=not tasks)


def preparation(row: PortfolioRow, done: Waiting | None) -> str:
    """Return how far a return is: its state, its rows without a report, why it came back.

    The reason ends it, as it was written: it may be several sentences.
    """
    missing = row.line.counts.owed - row.line.counts.reported
    facts = [
        row.state_words,
        f"{missing} of {counted(row.line.counts.owed, 'row')} not reported yet"
        if missing
        else f"{all_of(row.line.counts.owed, 'row')} reported"
        if row.line.counts.owed
        else "no rows to report",
    ]
    if row.line.counts.past_forecast:
        facts.append(f"{counted(row.line.counts.past_forecast, 'open row')} past the forecast")
    how_far = "; ".join(facts)
    back = done.went_back if done else None
    if back is None:
        return how_far
    on = printed_day(london_day(back.at))
    return f"{how_far}. {back.described} ({back.by_name}) on {on}: {back.reason}"


def cpmo_part(whole: Portfolio, waits: Mapping[str, Waiting], *, user: User, on: date) -> Part:
    """Return what CPMO has to do: assure, chase, freeze, and look after packs."""
    period = whole.period
    others = (*_answers_to_record(), *pack_tasks(user, on=on))
    if period is None or not period.is_open:
        opening = Task(
            "Open the next reporting period",
            address("programmes:period_open"),
            "No month is open. Once you open the next one, every programme has a return.",
            leads=True,
        )
        figures = milestone_figures(whole.rows, every=True)
        return Part("cpmo", "The month", (opening, *others), "", figures)
    board = address("dashboards:period", period.month)
    assure = _to_assure(whole.rows, waits, period, user=user, on=on)
    returns = whole.returns
    is_missing = returns.missing and on > period.return_due_on  # until then none is late
    freeze = Task(
        f"Freeze {period}",
        address("packs:period_freeze", period.month),
        f"{returns.signed} of {returns.expected} returns signed"
        + (f"; {returns.missing} will be recorded as not reported" if is_missing else ""),
        due(period.freeze_on, on=on),
    )
    figures = (
        CountShown("Signed", returns.signed, f"of {returns.expected}", f"{board}?show=signed"),
        *(_with(holder, whole.rows, board) for holder in WITH_WHOM),
        *milestone_figures(whole.rows, every=True),
    )
    chased = sorted(filter(lambda row: _is_chased(row, on=on), whole.rows), key=_by_post)
    return Part(
        "cpmo",
        f"The month: {period}",
        (*assure, freeze, *others),
        "",
        figures,
        more=tuple(_chase(row, period, on=on) for row in chased),
        more_title="To chase: returns late, or due by the day after tomorrow",
    )


def _answers_to_record() -> Iterator[Task]:
    """Yield the risks of which a forum's answer is not recorded yet (Rule 28)."""
    for step in rows_of(escalations_to_answer):
        yield Task(
            f"Record what {Ladder(step.forum).label} decides on {step.risk}",
            address("programmes:risk_answer", step.risk.ref),
            f"escalated {printed_day(london_day(step.at))}",
        )


def _with(holder: ReturnGroup, rows: Iterable[PortfolioRow], board: str) -> CountShown:
    """Return how many returns a holder has to act on; red once one of them is late."""
    held = [groups for row in rows if holder in (groups := return_groups(row.state, row.holding))]
    is_late = any(ReturnGroup.LATE in groups for groups in held)
    return CountShown(holder.label, len(held), "", f"{board}?show={holder.value}", is_late)


def _is_chased(row: PortfolioRow, *, on: date) -> bool:
    """Tell whether a return is late, or due in two days from somebody outside CPMO."""
    by, holder = due_of(row, on=on), row.holding.holder
    if by is None or not holder:
        return False
    return by.is_past or (by.is_chased and holder in {"RDL", "SAO"})


def _by_post(row: PortfolioRow) -> tuple[date, str, int]:
    return row.holding.due_on or date.max, row.holding.title, row.line.number


def _chase(row: PortfolioRow, period: PeriodFacts, *, on: date) -> Task:
    """Return whom to ask for which return: the post first, for one may owe several."""
    detail = "; ".join(filter(None, [row.state_words.lower(), since("since", row)]))
    post, name = row.holding.title, row.line.name
    words = post if name in post else f"{post}: {name}"
    return Task(words, return_href(row, period), detail, due_of(row, on=on))


def _to_assure(
    rows: Iterable[PortfolioRow],
    waits: Mapping[str, Waiting],
    period: PeriodFacts,
    *,
    user: User,
    on: date,
) -> tuple[Task, ...]:
    """Return the signed returns: for this person to assure, or for a colleague and why (15)."""
    signed = [row for row in rows if is_in(row.state, ReturnState.SIGNED)]
    barred = {row.line.ref: waits[row.line.ref].barred(Step.ASSURE, by=user.pk) for row in signed}
    return tuple(
        Task(
            f"{row.line.name}: another member of CPMO rates and assures it"
            if barred[row.line.ref]
            else f"Rate and assure the return of {row.line.name}",
            return_href(row, period),
            " ".join(barred[row.line.ref])
            or (
                f"signed {printed_day(london_day(row.holding.since))}" if row.holding.since else ""
            ),
            due_of(row, on=on),
        )
        for row in signed
    )
