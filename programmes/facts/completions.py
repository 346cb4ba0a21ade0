"""What the record says was done about a milestone's completions."""

from dataclasses import dataclass
from datetime import date, datetime

from programmes.words import CompletionStep, ReturnState


@dataclass(frozen=True, kw_only=True, slots=True)
class CompletionFacts:
    """An act on a reported completion; `actual_on` is the day completed of which it speaks."""

    what: CompletionStep
    actual_on: date
    reason: str
    month: date  # that was open then
    by_name: str
    by_post: str
    at: datetime
    state: ReturnState  # of that month's return, as of the reading
