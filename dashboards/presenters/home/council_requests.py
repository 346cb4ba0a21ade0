"""Requests to the council on Your work: what a post has to answer, and what the CPMO watches."""

from collections.abc import Collection, Iterable, Sequence
from textwrap import shorten

from assurance.figures.requests import RequestLine, count_not_over, request_counts
from assurance.words.requests import RequestState
from dashboards.presenters.home.parts import (
    ANSWER,
    LONG,
    CountShown,
    Part,
    Task,
    with_count,
    with_tasks,
)
from irp.addresses import address

OPEN = {RequestState.OPEN, RequestState.LATE}


def with_requests(
    parts: Sequence[Part], lines: Sequence[RequestLine], titles: Collection[str]
) -> list[Part]:
    """Return a person's parts, the first of the council's with what their posts have to answer."""
    own = [line for line in lines if line.state in OPEN and line.facts.owner in titles]
    found = with_tasks(parts, request_tasks(own, "Answer commissioners’ request"), of=ANSWER)
    return with_count(found, request_count(lines))


def request_tasks(lines: Iterable[RequestLine], words: str) -> Iterable[Task]:
    """Yield a task for each request."""
    for line in lines:
        yield Task(
            f"{words} {line.facts.ref}",
            address("assurance:council_request", line.facts.ref),
            f"{line.timing}: {shorten(line.facts.words, LONG, placeholder=' …')}",
            warning=line.state is RequestState.LATE,
        )


def request_count(lines: Iterable[RequestLine]) -> CountShown:
    """Return how many requests are not over, and how many of them are late."""
    counts = request_counts(lines)
    late = counts[RequestState.LATE]
    return CountShown(
        "Requests to the council",
        count_not_over(counts),
        f"{late} late" if late else "",
        address("assurance:requests"),
        late > 0,
    )
