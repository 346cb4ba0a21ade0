"""The work of preparers and row leads: returns to draft and rows to report (Rule 15)."""

from collections.abc import Iterable, Mapping
from datetime import date

from dashboards.presenters.home.cycle import NO_PERIOD, due_of, is_in, preparation, return_href
from dashboards.presenters.home.parts import Part, Task, milestone_figures, own_programmes
from dashboards.presenters.portfolio import Portfolio, PortfolioRow
from dashboards.readings.officers import rows_unreported
from irp.addresses import address
from irp.facts import PeriodFacts
from irp.models import User
from programmes.models import Milestone
from programmes.readings.owners import named_for, rows_led
from programmes.readings.waiting import Waiting
from programmes.words import ReturnState

TITLE = "Your drafts and rows"


def officer_part(whole: Portfolio, waits: Mapping[str, Waiting], *, user: User, on: date) -> Part:
    """Return what a person drafts for an RDL, who submits it: returns and their rows."""
    named, refs = named_for(user), whole.read.keys
    prepared = {refs[key] for key in named.programmes}
    led = {refs[key] for key in named.rows.values()}
    own = [row for row in whole.rows if row.line.ref in prepared | led]
    if not own:
        words = (
            "Nobody has named your post to prepare a return or to lead a row. A programme’s "
            "RDL does that."
        )
        return Part("officer", TITLE, (), words)
    period = whole.period
    if period is None or not period.is_open:
        return Part("officer", TITLE, (), NO_PERIOD, own=own_programmes(own), is_clear=True)
    open_ones = {
        row.line.ref: row
        for row in own
        if is_in(row.state, ReturnState.NOT_STARTED, ReturnState.DRAFT)
    }
    drafts = [row for ref, row in open_ones.items() if ref in prepared]
    tasks = (
        *(_draft(row, period, waits, on=on) for row in drafts),
        *_reports(rows_unreported(rows_led(user), period), open_ones, on=on),
    )
    empty = f"You have reported your rows for {period}, and no return needs your draft."
    figures = milestone_figures(own) if drafts else ()
    mine = own_programmes(own)
    return Part("officer", TITLE, tasks, empty, figures, own=mine, is_clear=not tasks)


def _draft(
    row: PortfolioRow, period: PeriodFacts, waits: Mapping[str, Waiting], *, on: date
) -> Task:
    return Task(
        f"Draft the return of {row.line.name} for {period}",
        return_href(row, period),
        f"{preparation(row, waits.get(row.line.ref))}; the RDL submits it",
        due_of(row, on=on),
    )


def _reports(
    rows: Iterable[Milestone], open_ones: Mapping[str, PortfolioRow], *, on: date
) -> Iterable[Task]:
    for row in rows:
        of = open_ones.get(row.programme.ref)
        if of is not None:
            yield Task(
                f"Report {row.ref} {row.title}",
                address("programmes:milestone_update", row.ref),
                of.line.name,
                due_of(of, on=on),
            )
