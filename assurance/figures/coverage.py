"""What serves each requirement of the Assurance Plan, and what serves none (coverage matrix)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assurance.facts.links import CoveredFacts, LinkFacts
from assurance.words.coverage import Cover
from assurance.words.links import LinkKind, LinkState
from irp.rules.document_days import months_between
from irp.rules.numbers import counted


@dataclass(frozen=True, kw_only=True)
class CoverLine:
    """A requirement with what serves it, confirmed and proposed apart."""

    facts: CoveredFacts
    confirmed: tuple[LinkFacts, ...]
    proposed: tuple[LinkFacts, ...]

    @property
    def cover(self) -> Cover:
        """Return how it is served."""
        if self.confirmed:
            return Cover.CONFIRMED
        return Cover.PROPOSED if self.proposed else Cover.NONE

    def of(self, kind: LinkKind) -> tuple[LinkFacts, ...]:
        """Return the links of one kind, the confirmed first."""
        return tuple(link for link in (*self.confirmed, *self.proposed) if link.kind is kind)


def count_links(links: Iterable[LinkFacts]) -> dict[LinkState, int]:
    """Return how many links have come how far, a state without any too."""
    states = Counter(link.state for link in links)
    return {state: states[state] for state in LinkState}


@dataclass(frozen=True, kw_only=True)
class CoverGroup:
    """The requirements of an outcome that a page shows, and how all that are chosen are served."""

    outcome: int
    title: str
    counts: Mapping[Cover, int]
    lines: tuple[CoverLine, ...]  # on the page, what nothing serves first

    @property
    def words(self) -> str:
        """Return "Outcome 7. Adult Social Care: 3 served by nothing, 6 proposed only"."""
        parts = [f"{count} {cover.label.lower()}" for cover, count in self.counts.items() if count]
        return f"Outcome {self.outcome}. {self.title}: {', '.join(parts)}"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What the matrix comes to: outcomes without a programme of their own, and what bears on them.

    `months` is by how many months the Assurance Plan is younger than the Improvement Plan.
    """

    outcomes: tuple[int, ...]  # that no programme is dedicated to
    savings: Mapping[int, tuple[LinkFacts, ...]]  # that bear on each of those outcomes
    months: int

    @property
    def words(self) -> tuple[str, ...]:
        """Return it in sentences."""
        if not self.outcomes:
            first = "Every outcome has a programme that is linked to one of its requirements."
        else:
            numbers = [str(number) for number in self.outcomes]
            listed = " or ".join([", ".join(numbers[:-1]), numbers[-1]] if numbers[1:] else numbers)
            first = f"No programme is dedicated to outcome {listed}."
        age = f"The Improvement and Recovery Plan is {counted(self.months, 'month')} older than"
        return (first, f"{age} the Assurance Plan.", *map(self._savings, self.outcomes))

    def _savings(self, outcome: int) -> str:
        refs = dict.fromkeys(link.ref for link in self.savings.get(outcome, ()))
        listed = ", ".join(refs) if refs else "none"
        return f"Savings rows that bear on outcome {outcome}: {listed}."


def cover_lines(
    requirements: Iterable[CoveredFacts], links: Iterable[LinkFacts]
) -> tuple[CoverLine, ...]:
    """Return every requirement with its open links, in the plan's order."""
    found: dict[tuple[str, LinkState], list[LinkFacts]] = defaultdict(list)
    for link in links:
        found[link.requirement, link.state].append(link)
    return tuple(
        CoverLine(
            facts=row,
            confirmed=tuple(found[row.ref, LinkState.CONFIRMED]),
            proposed=tuple(found[row.ref, LinkState.PROPOSED]),
        )
        for row in requirements
    )


def count_covers(lines: Sequence[CoverLine]) -> dict[Cover, int]:
    """Return how many requirements are served how, the ones that nothing serves first."""
    return {cover: sum(line.cover is cover for line in lines) for cover in Cover}


def worst_first(lines: Sequence[CoverLine]) -> list[CoverLine]:
    """Return the outcomes of which most requirements are served by nothing first, those first."""
    lacking = Counter(line.facts.outcome for line in lines if line.cover is Cover.NONE)
    order = list(Cover)
    return sorted(
        lines,
        key=lambda line: (
            -lacking[line.facts.outcome],
            line.facts.outcome,
            order.index(line.cover),
        ),
    )


def by_outcome(
    lines: Iterable[CoverLine], every: Sequence[CoverLine], titles: Mapping[int, str]
) -> tuple[CoverGroup, ...]:
    """Return the lines of a page by outcome, in their order; counts are of `every` one chosen."""
    found: dict[int, list[CoverLine]] = defaultdict(list)
    for line in lines:
        found[line.facts.outcome].append(line)
    return tuple(
        CoverGroup(
            outcome=number,
            title=titles.get(number, ""),
            counts=count_covers([line for line in every if line.facts.outcome == number]),
            lines=tuple(requirements),
        )
        for number, requirements in found.items()
    )


def finding(lines: Sequence[CoverLine]) -> Finding:
    """Return which outcomes have no programme of their own; proposed links count as well."""
    every = dict.fromkeys(line.facts.outcome for line in lines)
    dedicated = {line.facts.outcome for line in lines if line.of(LinkKind.PROGRAMME)}
    without = tuple(number for number in every if number not in dedicated)
    savings: dict[int, list[LinkFacts]] = defaultdict(list)
    for line in lines:
        if line.facts.outcome in without:
            savings[line.facts.outcome] += line.of(LinkKind.SAVING)
    return Finding(
        outcomes=without,
        savings={number: tuple(links) for number, links in savings.items()},
        months=months_between(),
    )
