"""What an assessment says of one consideration (Rules 19 and 24a)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assurance.words import Judgement


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsideredFacts:
    """A consideration as it read then: what is missing, and the result that it was given.

    `number` is its place in the requirement from 1 on, 0 for the requirement as a whole where it
    names no consideration. `result` counts nowhere.
    """

    number: int
    words: str
    missing: str
    result: Judgement | None = None


def considered_facts(stored: Iterable[Mapping[str, str | int]]) -> tuple[ConsideredFacts, ...]:
    """Return what a row keeps of its considerations as facts, in its order."""
    return tuple(
        ConsideredFacts(
            number=int(row["number"]),
            words=str(row["words"]),
            missing=str(row["missing"]),
            result=Judgement(str(row["result"])) if row["result"] else None,
        )
        for row in stored
    )
