"""The work of a commissioner: what to judge, what changed since they were here, drafts, requests.

Rules 13, 21, 23 and 24f. Ten rows of what to judge; the rest is a list of its own, so that the page
stays as short at ten times the plan.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from assurance.figures.heat import headline
from assurance.figures.outcomes import (
    Line,
    count_requirements,
    has_date_by,
    is_pressing,
    passed,
    passed_dates,
    tallies,
)
from assurance.figures.positions import (
    AlikeLine,
    PositionLine,
    alike_lines,
    first_keys,
    position_lines,
)
from assurance.figures.requests import RequestLine
from assurance.figures.since import since_last_visit
from assurance.forms.requirements import DateFilter
from assurance.presenters.requirement import CONTINUE
from assurance.readings.cell_drafts import drafts_to_agree
from assurance.readings.changes import changes
from assurance.readings.drafts import own_drafts
from assurance.readings.gates import gates_due
from assurance.readings.positions import Dates, alike, positions_of
from assurance.readings.reports import reports_to_agree
from assurance.readings.since import since, visits_of
from assurance.readings.step_down import position_of
from assurance.rules import passed_note
from assurance.rules.quarters import two_quarters_on
from assurance.words import SPEAKERS, Speaker
from assurance.words.changes import AGAIN
from assurance.words.requests import RequestState
from dashboards.presenters.home.council_requests import request_count, request_tasks
from dashboards.presenters.home.parts import CountShown, Part, Task
from irp.addresses import address
from irp.models import User
from irp.readings import Now
from irp.rules.calendar import how_long_ago, london_day
from irp.rules.date_spans import printed_day
from irp.rules.measuring import Measured
from irp.rules.numbers import counted

SHOWN = 10


class _Due(NamedTuple):
    """What commissioners have to judge, counted; the first of it; what passed since they came."""

    first: list[PositionLine]
    passed: int
    soon: int
    pressing: int  # of which a date has passed, or comes soon, or both
    passed_first_on: list[tuple[str, date]]  # of those read: all that passed since, and the first


def commissioner_part(
    user: User,
    requests: Sequence[RequestLine],
    outcomes: Sequence[int],
    *,
    cap_note: str,
    at: datetime,
) -> Part:
    """Return what commissioners have judged, what changed, and what this person has to do.

    `outcomes` are the numbers of the priority outcomes; `cap_note` says how the Assurance Plan's
    quarters are read (Rule 11).
    """
    source, measured = Now(at), Measured(london_day(at))
    soon_on = two_quarters_on(measured.on)
    gates = gates_due(source)
    rows = alike(source, speakers=[Speaker.COMMISSIONER], gates=gates)
    every = alike_lines(rows, measured=measured)
    tally = dict(tallies(every))[Speaker.COMMISSIONER]
    visits = visits_of(user, at=at)
    due = _due(source, every, gates, soon_on=soon_on, since=visits.told_from(at))
    listed = address("assurance:requirements")
    again = changes(source, speakers=[Speaker.COMMISSIONER])
    return Part(
        "commissioner",
        "Requirements to judge",
        _to_judge(due.first, on=measured.on),
        "" if due.passed or due.soon else _nothing_due(soon_on),
        (
            CountShown(
                DateFilter.PASSED.label,
                due.passed,
                f"of {count_requirements(every)}; {cap_note}",
                f"{listed}?show={DateFilter.PASSED}",
                bool(due.passed),
            ),
            CountShown(DateFilter.SOON.label, due.soon, "", f"{listed}?show={DateFilter.SOON}"),
            CountShown(AGAIN, len(again), "", f"{listed}?again=yes"),
            request_count(requests),
        ),
        more=(*_to_agree(user), *_reports(user), *_answers(requests), *_drafts(user)),
        more_title="Drafts to agree, answers to read, and your drafts",
        position=position_of(source, outcomes=outcomes),
        headline=f"Commissioners: {headline(rows, tally, measured=measured).words}.",
        since=since_last_visit(
            since(
                source, visits, passed=due.passed_first_on, asked=[line.facts for line in requests]
            )
        ),
        is_noted=visits.is_noted,
        rest=max(0, due.pressing - SHOWN),
        every=due.pressing,
        rest_href=f"{listed}?show={DateFilter.EITHER}",
    )


def _due(
    source: Now, every: Sequence[AlikeLine], gates: Dates, *, soon_on: date, since: datetime
) -> _Due:
    """Return what is to be judged; of its rows those are read that are listed or told of."""
    late = passed(every)
    pressing = [line for line in every if is_pressing(line, soon=soon_on)]
    coming = [line for line in pressing if not line.passed]
    first = first_keys(late, most=SHOWN)
    first += first_keys(coming, most=SHOWN - len(first))
    last_on = london_day(since)
    newly = (key for line in late if _on(line) >= last_on for key in line.keys)
    keys = sorted({*first, *newly})
    lines = position_lines(
        positions_of(source, keys, speakers=SPEAKERS, gates=gates),
        measured=Measured(london_day(source.at)),
    )
    awaiting = passed(lines)
    return _Due(
        first=[*awaiting, *(line for line in lines if not line.passed)][:SHOWN],
        passed=passed_dates(every).requirements,
        soon=count_requirements(line for line in every if has_date_by(line, soon_on)),
        pressing=count_requirements(pressing),
        passed_first_on=[(line.ref, _on(line)) for line in awaiting],
    )


def _on(line: AlikeLine | PositionLine) -> date:
    """Return the first day of those of its dates that have passed."""
    return line.passed_first_on or date.max


def _to_judge(lines: Sequence[PositionLine], *, on: date) -> tuple[Task, ...]:
    """Return the requirements to judge: dates passed with days, then those due soon."""
    return tuple(
        Task(
            f"{line.ref} {line.title}",
            address("assurance:requirement", line.ref),
            f"{_when(line, on=on)}; outcome {line.outcome}, test {line.test}",
            warning=bool(line.passed),
            chips=tuple((who.short, line.judgement(who) or "not_assessed") for who in SPEAKERS),
        )
        for line in lines
    )


def _when(line: PositionLine, *, on: date) -> str:
    """Return by how many days a date has passed, or when the next one falls."""
    if line.passed and line.passed_first_on:
        return f"{_passed(line)}, {how_long_ago(line.passed_first_on, on=on)}"
    latest = line.next_due.latest if line.next_due else None
    return f"due by {printed_day(latest)}" if latest else "no date"


def _nothing_due(soon_on: date) -> str:
    return f"No date has passed without assurance, and none falls by {printed_day(soon_on)}."


def _to_agree(user: User) -> tuple[Task, ...]:
    """Return what other commissioners drafted on tests and this one can agree or end (Rule 24b)."""
    return tuple(
        Task(
            f"Agree or end the draft: {row}",
            address("assurance:cell_draft", row.outcome.number, row.test.number, row.subject),
            f"drafted {printed_day(london_day(row.at))} by {row.by_name}",
        )
        for row in drafts_to_agree(user)[:SHOWN]
    )


def _reports(user: User) -> tuple[Task, ...]:
    """Return the reports that others drafted and that nobody has agreed (Rules 24b and 24c)."""
    return tuple(
        Task(
            f"Agree the draft of report {row.number} to the Secretary of State",
            address("assurance:report", row.number),
            f"drafted {printed_day(london_day(row.at))} by {row.by_name}",
        )
        for row in reports_to_agree(user)[:SHOWN]
    )


def _answers(requests: Sequence[RequestLine]) -> tuple[Task, ...]:
    """Return the answers that a commissioner accepts or sends back."""
    answered = [line for line in requests if line.state is RequestState.ANSWERED]
    return tuple(request_tasks(answered[:SHOWN], "Read the answer to request"))


def _passed(line: Line) -> str:
    """Return the purposes whose dates have passed, in the words of Rule 13."""
    return "; ".join(passed_note(purpose) for purpose in dict.fromkeys(line.passed))


def _drafts(user: User) -> tuple[Task, ...]:
    """Return this person's drafts that no later assessment of theirs has followed.

    Each says how many comments on accuracy it has from officers it is shared with (Rule 23).
    """
    return tuple(
        Task(
            f"{CONTINUE}: {row.requirement}",
            address("assurance:assess", row.requirement.ref, Speaker.COMMISSIONER.value),
            f"drafted {printed_day(london_day(row.at))}, not issued"
            + (f"; {counted(row.comments, 'comment')} on accuracy" if row.comments else ""),
        )
        for row in own_drafts(user)[:SHOWN]
    )
