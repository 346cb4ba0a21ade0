"""One dependency's page: its line, where a delay goes, everything done to it (Rule 28)."""

from collections.abc import Iterable
from dataclasses import dataclass

from irp.past import Past
from irp.presenters import Entry, act_entry, history_entries
from irp.readings.versions import row_versions
from programmes.facts.dependencies import ConfirmationFacts
from programmes.figures.dependencies import DependencyLine, End
from programmes.figures.dependency_chains import Chain
from programmes.models import Dependency
from programmes.presenters.dependencies import end_href
from programmes.readings.dependencies import network, with_requirements
from programmes.rules.withheld import Reader

COLUMNS = ("title", "description", "give_by", "need_by", "requirements", "state", "outcome")


@dataclass(frozen=True, kw_only=True)
class DependencyPage:
    """Everything that the page of a dependency shows."""

    line: DependencyLine
    description: str
    chain: Chain
    requirements: tuple[tuple[str, str], ...]  # references and titles of those it names itself
    timeline: tuple[Entry, ...]
    past: Past

    def href(self, end: End) -> str:
        """Return the address of one end's page."""
        return end_href(end, self.past)


def dependency_page(past: Past, row: Dependency, *, reader: Reader) -> DependencyPage | None:
    """Return the page of a dependency, in seven statements; None where there was none then."""
    found = network(past.source, measured=past.measured, reader=reader)
    line = found.line(row.ref)
    if line is None:
        return None
    found = with_requirements(past.source, found)
    facts = next(version for version in past.source.rows(Dependency) if version.id == row.pk)
    titles = {ref: known.title for ref, known in found.requirements.items()}
    return DependencyPage(
        line=line,
        description=facts.description,
        chain=found.chain(line),
        requirements=tuple((ref, titles.get(ref, "")) for ref in line.requirements),
        timeline=tuple(_timeline(row, line.confirmations, past)),
        past=past,
    )


def _timeline(
    row: Dependency, confirmations: Iterable[ConfirmationFacts], past: Past
) -> Iterable[Entry]:
    """Return what was done to a dependency, the newest first; confirmations are acts."""
    until = past.source.at
    rows = list(row_versions(Dependency, until=until, id=row.pk))
    told = [*history_entries(rows, Dependency, COLUMNS)]
    told += [act_entry(act, what=f"Confirmed by the {act.side.value}") for act in confirmations]
    return sorted(told, key=lambda entry: entry.at, reverse=True)
