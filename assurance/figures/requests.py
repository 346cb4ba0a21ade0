"""Requests to the council as pages and files show them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assurance.facts.requests import RequestFacts
from assurance.rules.requests import answered_on, due_now, state_of, timing
from assurance.words.requests import RequestAct, RequestState
from irp.rules.measuring import Measured


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestLine:
    """One request: how far it has come, and how it stands to its days."""

    facts: RequestFacts
    state: RequestState
    due_on: date
    answered_on: date | None
    timing: str

    @property
    def is_extended(self) -> bool:
        """Tell whether the first day was moved."""
        return self.due_on != self.facts.due_on

    @property
    def answer(self) -> str:
        """Return the newest answer, also one that was sent back; "" for none."""
        steps = reversed(self.facts.steps)
        return next((step.words for step in steps if step.what is RequestAct.ANSWERED), "")


def request_line(facts: RequestFacts, *, measured: Measured) -> RequestLine:
    """Return the line of a request."""
    return RequestLine(
        facts=facts,
        state=state_of(facts, measured=measured),
        due_on=due_now(facts),
        answered_on=answered_on(facts),
        timing=timing(facts, measured=measured),
    )


def request_lines(every: Iterable[RequestFacts], *, measured: Measured) -> list[RequestLine]:
    """Return the lines, the late first, what is over last, each group by its day."""
    order = list(RequestState)
    lines = (request_line(facts, measured=measured) for facts in every)
    return sorted(lines, key=lambda line: (order.index(line.state), line.due_on, line.facts.number))


def request_counts(lines: Iterable[RequestLine]) -> dict[RequestState, int]:
    """Return how many requests have come how far, a state without any too."""
    states = Counter(line.state for line in lines)
    return {state: states[state] for state in RequestState}


def count_not_over(counts: Mapping[RequestState, int]) -> int:
    """Return how many requests the council or commissioners have still to act on."""
    return sum(number for state, number in counts.items() if not state.is_over)
