"""Evidence as lists and pages show it: a line each, and which groups it is in. Pure (Rule 22)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from assurance.facts.evidence import EvidenceFacts, EvidencePosition
from assurance.rules.evidence import expires_before, is_expired
from assurance.words.evidence import EvidenceGroup, EvidenceKind
from irp.rules.date_spans import printed_day
from irp.rules.measuring import Measured

NO_GROUP: frozenset[EvidenceGroup] = frozenset()


@dataclass(frozen=True, kw_only=True)
class EvidenceStanding:
    """Where alike pieces stand as measured: what a list filters, counts and orders them by."""

    position: EvidencePosition
    measured: Measured

    @cached_property
    def is_retired(self) -> bool:
        """Tell whether it was taken out of use, as the record had it at that moment."""
        return self.position.retired_on is not None

    @cached_property
    def is_expired(self) -> bool:
        """Tell whether it should be relied on no more."""
        return is_expired(self.position.expires_on, on=self.measured.on)

    @cached_property
    def expires_before_gate(self) -> bool:
        """Tell whether it expires before an assurance date still to come of what it is for."""
        position = self.position
        return expires_before(position.expires_on, position.gates, measured=self.measured)

    @cached_property
    def groups(self) -> frozenset[EvidenceGroup]:
        """Return the groups of the list that it is in; a retired one is in no other."""
        if self.is_retired:
            return frozenset({EvidenceGroup.RETIRED})
        position, found = self.position, []
        if not position.requirements:
            found.append(EvidenceGroup.UNTIED)
        if position.expires_on and self.is_expired:
            found.append(EvidenceGroup.EXPIRED)
        elif position.expires_on and self.expires_before_gate:
            found.append(EvidenceGroup.BEFORE_GATE)
        if position.is_sealed:
            found.append(EvidenceGroup.SEALED)
        if position.kind is EvidenceKind.LINK:
            found.append(EvidenceGroup.LINKS)
        return frozenset(found) if found else NO_GROUP


@dataclass(frozen=True, kw_only=True)
class EvidenceLine:
    """A piece of evidence as measured."""

    facts: EvidenceFacts
    measured: Measured

    @cached_property
    def standing(self) -> EvidenceStanding:
        """Return where it stands among the others."""
        facts = self.facts
        position = EvidencePosition(
            keys=(facts.key,),
            kind=facts.kind,
            type=facts.type,
            retired_on=facts.retired_on,
            expires_on=facts.version.expires_on,
            is_sealed=facts.version.seal is not None,
            requirements=tuple(dict.fromkeys(use.requirement for use in facts.uses)),
            outcomes=tuple(dict.fromkeys(use.outcome for use in facts.uses)),
            gates=tuple(gate for use in facts.uses for gate in use.gates),
        )
        return EvidenceStanding(position=position, measured=self.measured)

    @property
    def is_retired(self) -> bool:
        """Tell whether it was taken out of use, as the record had it at that moment."""
        return self.standing.is_retired

    @property
    def is_expired(self) -> bool:
        """Tell whether it should be relied on no more."""
        return self.standing.is_expired

    @property
    def expires_before_gate(self) -> bool:
        """Tell whether it expires before an assurance date still to come of what it is for."""
        return self.standing.expires_before_gate

    @property
    def requirements(self) -> tuple[str, ...]:
        """Return the references of the requirements it is for, each once."""
        return self.standing.position.requirements

    @property
    def groups(self) -> frozenset[EvidenceGroup]:
        """Return the groups of the list that it is in."""
        return self.standing.groups

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


def without_evidence(refs: Iterable[str], pieces: Iterable[EvidenceStanding]) -> list[str]:
    """Return the requirements that no piece in use is for, in the order given (Rule 22)."""
    proved = {
        ref for piece in pieces if not piece.is_retired for ref in piece.position.requirements
    }
    return [ref for ref in refs if ref not in proved]


def standings(
    positions: Iterable[EvidencePosition], *, measured: Measured
) -> list[EvidenceStanding]:
    """Return pieces as measured, those that are alike together."""
    return [EvidenceStanding(position=position, measured=measured) for position in positions]


def in_order(pieces: Iterable[EvidenceStanding]) -> list[int]:
    """Return the keys of pieces: expired ones first, then the newest; retired ones last."""
    places: dict[tuple[bool, bool], list[int]] = defaultdict(list)
    for piece in pieces:
        places[_place(piece)].extend(piece.position.keys)
    return [key for place in sorted(places) for key in sorted(places[place], reverse=True)]


def counts_of(pieces: Iterable[EvidenceStanding]) -> dict[EvidenceGroup, int]:
    """Return how many pieces each group of the list has."""
    found: Counter[EvidenceGroup] = Counter()
    for piece in pieces:
        for group in piece.groups:
            found[group] += len(piece.position.keys)
    return {group: found[group] for group in EvidenceGroup}


def evidence_lines(facts: Iterable[EvidenceFacts], *, measured: Measured) -> list[EvidenceLine]:
    """Return the pieces as measured, in the order of `in_order`."""
    lines = [EvidenceLine(facts=piece, measured=measured) for piece in facts]
    return sorted(lines, key=lambda line: (_place(line.standing), -line.facts.key))


def _place(piece: EvidenceStanding) -> tuple[bool, bool]:
    return piece.is_retired, not piece.is_expired
