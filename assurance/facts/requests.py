"""What the record says of requests to the council, with every step."""

from dataclasses import dataclass
from datetime import date, datetime

from assurance.words.requests import RequestAct


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestStepFacts:
    """One step: answered, accepted, sent back, extended, withdrawn."""

    what: RequestAct
    words: str
    due_on: date | None  # of an extension
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestFacts:
    """A request of a commissioner and its steps, oldest first."""

    number: int
    owner: str  # title of the post that is asked
    requirements: tuple[str, ...]  # references
    words: str
    due_on: date  # the first day; extensions are steps
    by_name: str
    by_post: str
    at: datetime
    steps: tuple[RequestStepFacts, ...]

    @property
    def ref(self) -> str:
        """Return its reference."""
        return f"REQ-{self.number:02}"
