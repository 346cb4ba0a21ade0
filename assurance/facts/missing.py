"""What people say of a requirement that is not met (Rules 21 and 24a)."""

from typing import NamedTuple

from assurance.facts.considered import ConsideredFacts


class SaidFacts(NamedTuple):
    """What the commissioners' judgement in force says is missing, and what the council cites."""

    considered: tuple[ConsideredFacts, ...]
    evidence_cited: str


NOTHING_SAID = SaidFacts((), "")
