"""Requests to the council: how far one has come, and how its answer stands to its days."""

from datetime import date

from assurance.facts.requests import RequestFacts
from assurance.words.requests import NEXT, RequestAct, RequestState
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.rules.measuring import Measured
from irp.rules.numbers import counted

LATER = "Enter a day after {day}, the day in force"


def due_now(facts: RequestFacts) -> date:
    """Return the day in force: the last extension, or the first day."""
    moved = [step.due_on for step in facts.steps if step.due_on]
    return moved[-1] if moved else facts.due_on


def answered_on(facts: RequestFacts) -> date | None:
    """Return the day of the answer in force; None while there is none or it was sent back."""
    for step in reversed(facts.steps):
        if step.what is RequestAct.SENT_BACK:
            return None
        if step.what is RequestAct.ANSWERED:
            return london_day(step.at)
    return None


def state_of(facts: RequestFacts, *, measured: Measured) -> RequestState:
    """Return how far a request has come; a sent back answer leaves it open (Rule 8)."""
    last = [step.what for step in facts.steps if step.what is not RequestAct.EXTENDED][-1:]
    ended = {
        RequestAct.ANSWERED: RequestState.ANSWERED,
        RequestAct.ACCEPTED: RequestState.ACCEPTED,
        RequestAct.WITHDRAWN: RequestState.WITHDRAWN,
    }
    if last and last[0] in ended:
        return ended[last[0]]
    return RequestState.LATE if measured.has_passed(due_now(facts)) else RequestState.OPEN


def timing(facts: RequestFacts, *, measured: Measured) -> str:
    """Return how its answer stands to its days, or how it stands without one (Rules 8 and 9).

    "Due 12 Mar, extended to 20 Mar, answered 18 Mar" reads "within the extension, 6 days after the
    original date".
    """
    state = state_of(facts, measured=measured)
    if state is RequestState.WITHDRAWN:
        return "withdrawn"
    first, due = facts.due_on, due_now(facts)
    on = answered_on(facts)
    if on is not None:
        return _answered(on, first=first, due=due)
    if state is RequestState.LATE:
        late = f"{counted(measured.days_over(due), 'day')} late"
        after = counted(measured.days_over(first), "day")
        return late if due == first else f"{late}, {after} after the original date"
    left = (due - measured.on).days
    words = "due today" if left <= 0 else f"due in {counted(left, 'day')}"
    return words if due == first else f"{words}, originally due {printed_day(first)}"


def _answered(on: date, *, first: date, due: date) -> str:
    after = counted((on - first).days, "day")
    if on <= first:
        early = (first - on).days
        return f"{counted(early, 'day')} early" if early else "on the day it was due"
    if due == first:
        return f"{after} late"
    if on <= due:
        return f"within the extension, {after} after the original date"
    late = counted((on - due).days, "day")
    return f"{late} after the extended date, {after} after the original date"


def request_faults(*, words: str, due_on: date | None, has_owner: bool, on: date) -> dict[str, str]:
    """Return what is wrong with a request, by field."""
    faults = {}
    if not has_owner:
        faults["owner"] = "Choose the post that you ask"
    if not words.strip():
        faults["words"] = "Enter what you ask for"
    if due_on is None:
        faults["due_on"] = "Enter the day by which you need the answer"
    elif due_on < on:
        faults["due_on"] = f"Enter {printed_day(on)} or a later day"
    return faults


def step_faults(
    *, what: RequestAct, state: RequestState, words: str, due_on: date | None, standing: date
) -> dict[str, str]:
    """Return why a step may not be taken as it was entered, by field."""
    if what not in NEXT[state]:
        return {"what": f"The request is {state.label.lower()} now. Open its page again"}
    faults = {}
    if what is RequestAct.EXTENDED:
        if due_on is None:
            faults["due_on"] = "Enter the new day"
        elif due_on <= standing:
            faults["due_on"] = LATER.format(day=printed_day(standing))
    if not words.strip() and what is not RequestAct.ACCEPTED:
        faults["words"] = {
            RequestAct.ANSWERED: "Enter the answer",
            RequestAct.SENT_BACK: "Enter what is still missing",
        }.get(what, "Enter the reason")
    return faults
