"""The register in short: what of a programme's is open, the worst first; counts for many (28)."""

from collections.abc import Iterable
from dataclasses import dataclass

from irp.rules.measuring import Measured
from programmes.facts.raid import RaidPosition
from programmes.rules.raid import band, is_due, is_overdue, severity
from programmes.words import Band, EntryState, RaidKind

SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class ShortLine:
    """An open entry in short."""

    position: RaidPosition
    is_overdue: bool

    @property
    def band(self) -> Band | None:
        """Return the band of its current score."""
        return band(self.position.current)


@dataclass(frozen=True, kw_only=True)
class RaidShort:
    """What is open: how many of each kind, how many overdue, and the entries that matter most."""

    risks: int
    issues: int
    actions: int
    reviews_overdue: int
    actions_overdue: int
    actions_due: int  # within 30 days, not overdue
    top: int  # risks in the top band
    worst: tuple[ShortLine, ...]

    @property
    def every(self) -> int:
        """Return how many entries are open."""
        return self.risks + self.issues + self.actions

    @property
    def overdue(self) -> int:
        """Return how many entries are overdue: to be reviewed, or to be done."""
        return self.reviews_overdue + self.actions_overdue


def raid_short(
    positions: Iterable[RaidPosition], *, measured: Measured, most: int = SHOWN
) -> RaidShort:
    """Return the open entries among some, in short: the `most` that matter are named."""
    rows = [entry for entry in positions if entry.state is EntryState.OPEN]
    late = {
        entry.ref
        for entry in rows
        if is_overdue(state=entry.state, due_on=entry.due_on, measured=measured)
    }
    of = {kind: [entry for entry in rows if entry.kind is kind] for kind in RaidKind}
    return RaidShort(
        risks=len(of[RaidKind.RISK]),
        issues=len(of[RaidKind.ISSUE]),
        actions=len(of[RaidKind.ACTION]),
        reviews_overdue=sum(entry.ref in late for entry in of[RaidKind.RISK]),
        actions_overdue=sum(entry.ref in late for entry in of[RaidKind.ACTION]),
        actions_due=sum(
            is_due(state=entry.state, due_on=entry.due_on, measured=measured)
            for entry in of[RaidKind.ACTION]
        ),
        top=sum(band(entry.current) is Band.TOP for entry in of[RaidKind.RISK]),
        worst=tuple(
            ShortLine(position=entry, is_overdue=entry.ref in late)
            for entry in sorted(rows, key=lambda entry: _turn(entry, entry.ref in late))[:most]
        ),
    )


def _turn(entry: RaidPosition, late: bool) -> tuple[object, ...]:
    """Return the place in the short list: top risks, issues, what is overdue, the rest."""
    found, impact, likelihood = severity(entry.current)
    is_top = found >= Band.HIGH.rank
    turn = 0 if is_top else 1 if entry.kind is RaidKind.ISSUE else 2 if late else 3
    return (turn, -found, -impact, -likelihood, entry.ref)
