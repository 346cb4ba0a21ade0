"""Which committee takes what on a day, and which programmes none takes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from irp.words import Oversight
from programmes.facts.committees import CommitteeFacts, CommitteesFacts, RemitFacts
from programmes.rules.committees import in_force

NO_COMMITTEE = "No committee named in the plan"


@dataclass(frozen=True, kw_only=True, slots=True)
class TakenLine:
    """A programme that a committee takes."""

    ref: str
    name: str
    remit: RemitFacts


@dataclass(frozen=True, kw_only=True, slots=True)
class CommitteeLine:
    """A committee and what it takes; one that takes the whole plan has no lines of its own."""

    facts: CommitteeFacts
    taken: tuple[TakenLine, ...]

    @property
    def takes_programmes(self) -> bool:
        """Tell whether programmes are named for it."""
        return self.facts.oversight is Oversight.PROGRAMMES

    @property
    def refs(self) -> tuple[str, ...]:
        """Return the references of its programmes."""
        return tuple(taken.ref for taken in self.taken)


def committee_lines(found: CommitteesFacts, *, on: date) -> list[CommitteeLine]:
    """Return the committees in the plan's order."""
    return [
        CommitteeLine(facts=committee, taken=_taken(committee, found.programmes, on))
        for committee in found.committees
    ]


def _taken(committee: CommitteeFacts, names: dict[str, str], on: date) -> tuple[TakenLine, ...]:
    acts = defaultdict(list)
    for remit in committee.remits:
        acts[remit.programme].append(remit)
    newest = {ref: in_force(acts[ref], on=on) for ref in names if ref in acts}
    return tuple(
        TakenLine(ref=ref, name=names[ref], remit=remit)
        for ref, remit in newest.items()
        if remit is not None and remit.takes
    )


def unnamed(lines: list[CommitteeLine], found: CommitteesFacts) -> list[tuple[str, str]]:
    """Return reference and name of the programmes that no committee takes by name."""
    named = {ref for line in lines for ref in line.refs}
    return [(ref, name) for ref, name in found.programmes.items() if ref not in named]
