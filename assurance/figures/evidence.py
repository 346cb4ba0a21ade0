"""Evidence as lists and pages show it: a line each, and which groups it is in. Pure (Rule 22)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assurance.facts.evidence import EvidenceFacts
from assurance.rules.evidence import expires_before, is_expired
from assurance.words.evidence import EvidenceGroup, EvidenceKind
from irp.rules.date_spans import printed_day


@dataclass(frozen=True, kw_only=True)
class EvidenceLine:
    """A piece of evidence as a day reads it."""

    facts: EvidenceFacts
    on: date

    @property
    def is_retired(self) -> bool:
        """Tell whether it was taken out of use by that day."""
        return self.facts.retired_on is not None and self.facts.retired_on <= self.on

    @property
    def is_expired(self) -> bool:
        """Tell whether it should be relied on no more."""
        return is_expired(self.facts.version.expires_on, on=self.on)

    @property
    def expires_before_gate(self) -> bool:
        """Tell whether it expires before an assurance date still to come of what it is for."""
        gates = (gate for use in self.facts.uses for gate in use.gates)
        return expires_before(self.facts.version.expires_on, gates, on=self.on)

    @property
    def requirements(self) -> tuple[str, ...]:
        """Return the references of the requirements it is for, each once."""
        return tuple(dict.fromkeys(use.requirement for use in self.facts.uses))

    @property
    def outcomes(self) -> frozenset[int]:
        """Return the numbers of the outcomes it is for."""
        return frozenset(use.outcome for use in self.facts.uses)

    @property
    def covers(self) -> str:
        """Return the directorates it covers in words."""
        names = "; ".join(self.facts.directorates)
        if not self.facts.council_wide:
            return names
        return f"Council-wide: {names}" if names else "Council-wide, no directorate named"

    @property
    def effective(self) -> str:
        """Return the days it says something about, in words."""
        first, last = self.facts.version.effective_from, self.facts.version.effective_to
        return (
            printed_day(first) if first == last else f"{printed_day(first)} to {printed_day(last)}"
        )

    @property
    def content(self) -> str:
        """Return what its version in force holds, in a few words."""
        version = self.facts.version
        if version.seal:
            return "Sealed"
        if self.facts.kind is EvidenceKind.FILE:
            return version.file_name
        if self.facts.kind is EvidenceKind.LINK:
            return version.address
        return f"{version.record_ref}: {version.record_value}"

    @property
    def groups(self) -> frozenset[EvidenceGroup]:
        """Return the groups of the list that it is in; a retired one is in no other."""
        if self.is_retired:
            return frozenset({EvidenceGroup.RETIRED})
        told = {
            EvidenceGroup.UNTIED: not self.facts.uses,
            EvidenceGroup.EXPIRED: self.is_expired,
            EvidenceGroup.BEFORE_GATE: self.expires_before_gate,
            EvidenceGroup.SEALED: self.facts.version.seal is not None,
            EvidenceGroup.LINKS: self.facts.kind is EvidenceKind.LINK,
        }
        return frozenset(group for group, holds in told.items() if holds)


def without_evidence(refs: Iterable[str], lines: Iterable[EvidenceLine]) -> list[str]:
    """Return the requirements that no piece in use is for, in the order given (Rule 22)."""
    proved = {ref for line in lines if not line.is_retired for ref in line.requirements}
    return [ref for ref in refs if ref not in proved]


def evidence_lines(facts: Iterable[EvidenceFacts], *, on: date) -> list[EvidenceLine]:
    """Return the pieces as a day reads them: expired first, then the newest; retired ones last."""
    lines = [EvidenceLine(facts=one, on=on) for one in facts]
    return sorted(lines, key=lambda line: (line.is_retired, not line.is_expired, -line.facts.key))
