"""Who needs what a request moves is asked before officers put it into effect (Rule 28).

A request that moves a giver asks each taker's SAO. An objection, or no answer in 5 working days,
sends it to TIB.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from irp.rules.calendar import london_day, working_days_after
from irp.rules.date_spans import printed_day
from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate
from programmes.facts.changes import ChangeStepFacts
from programmes.words import Cause, ChangeAct, ChangeKind

TAKER_DAYS = 5  # working days
MOVES_A_GIVER = frozenset(
    {ChangeKind.DATE, ChangeKind.SPLIT, ChangeKind.MERGE, ChangeKind.PAUSE, ChangeKind.DESCOPE}
)
ANSWERS = frozenset({ChangeAct.TAKER_AGREED, ChangeAct.OBJECTED})


@dataclass(frozen=True, kw_only=True)
class TakerAsk:
    """A taker's SAO who was asked, until when they may answer, and the answer if there is one.

    `rows` are those of the request that move what is needed; none where that was not kept.
    """

    dependency: str
    taker: str
    due_on: date
    answer: ChangeStepFacts | None
    rows: tuple[int, ...] = ()

    @property
    def objects(self) -> bool:
        """Tell whether the taker's SAO objects."""
        return self.answer is not None and self.answer.act is ChangeAct.OBJECTED

    def is_late(self, *, measured: Measured) -> bool:
        """Tell whether no answer came by its day."""
        until = Measured(london_day(self.answer.at)) if self.answer else measured
        return until.has_passed(self.due_on)


def moves_a_giver(kind: ChangeKind, new: PlanDate) -> bool:
    """Tell whether a row may make its milestone give later: a start alone moves nobody's need."""
    return kind in MOVES_A_GIVER and (kind is not ChangeKind.DATE or new.is_dated)


def answer_due(asked_at: datetime, *, holidays: frozenset[date]) -> date:
    """Return the last day for a taker's answer."""
    return working_days_after(london_day(asked_at), TAKER_DAYS, holidays=holidays)


def taker_asks(steps: Iterable[ChangeStepFacts]) -> list[TakerAsk]:
    """Return every taker that was asked, in the order of asking."""
    every = list(steps)
    answers = {step.dependency: step for step in every if step.act in ANSWERS}
    return [
        TakerAsk(
            dependency=step.dependency,
            taker=step.taker,
            due_on=step.due_on,
            answer=answers.get(step.dependency),
            rows=step.rows,
        )
        for step in every
        if step.act is ChangeAct.TAKER_ASKED and step.due_on is not None
    ]


def still_moves(rows: Collection[int], left: Collection[int]) -> bool:
    """Tell whether a request still moves what a taker needs.

    `rows` are those that the taker was asked about, `left` those that nobody refused.
    """
    return not rows or not set(rows).isdisjoint(left)


def asks_left(steps: Iterable[ChangeStepFacts], left: Collection[int]) -> list[TakerAsk]:
    """Return the takers of what a request still moves; `left` are its rows that nobody refused."""
    return [ask for ask in taker_asks(steps) if still_moves(ask.rows, left)]


def taker_causes(
    steps: Iterable[ChangeStepFacts], left: Collection[int], *, measured: Measured
) -> list[Cause]:
    """Return why takers send a request to TIB, none where they do not."""
    asks = asks_left(steps, left)
    found = []
    if any(ask.objects for ask in asks):
        found.append(Cause.TAKER_OBJECTS)
    if any(ask.is_late(measured=measured) for ask in asks):
        found.append(Cause.TAKER_SILENT)
    return found


def taker_wait(
    steps: Iterable[ChangeStepFacts], left: Collection[int], *, measured: Measured
) -> str:
    """Return whose answer is still to come, "" where nobody's is."""
    asks = asks_left(steps, left)
    waits = [ask for ask in asks if ask.answer is None and not ask.is_late(measured=measured)]
    if not waits:
        return ""
    takers = ", ".join(dict.fromkeys(ask.taker for ask in waits))
    until = printed_day(max(ask.due_on for ask in waits))
    return f"Wait for the answer of who needs it: the SAO of {takers} has until {until}"


def answer_refusals(
    *, ref: str, is_open: bool, asks: Iterable[TakerAsk], left: Collection[int], dependency: str
) -> list[str]:
    """Return why a taker's answer cannot be taken now; `left` are the rows nobody refused."""
    if not is_open:
        return [f"{ref} has been decided or withdrawn. There is nothing left to answer."]
    for ask in asks:
        if ask.dependency == dependency and ask.answer:
            return [f"This was already answered for {dependency}."]
        if ask.dependency == dependency and not still_moves(ask.rows, left):
            return [f"What moved {dependency} was refused. There is nothing left to answer."]
    return []
