"""What the counts of an edition are of: what it shows, where something like it is withheld (29).

"None is late" of what is shown is not "none is late". Which sections count, or deny, is said here
once. It follows from the kinds that "What is withheld" names and from nothing else, so it says no
more than that does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from packs.facts.classification import WithheldCount
from packs.words import ItemKind

OF_WHAT_IS_SHOWN = "Every count and every “none” here is of what is shown."
Kind = ItemKind | None  # None is evidence, which is classified by itself
EVIDENCE: Kind = None
MONEY: frozenset[Kind] = frozenset({ItemKind.SAVING, ItemKind.LOT, ItemKind.BENEFIT})
RESULTS: frozenset[Kind] = frozenset(kind for kind in ItemKind if kind.is_result)
MILESTONES: frozenset[Kind] = frozenset({ItemKind.MILESTONE})
RAISED: frozenset[Kind] = frozenset({ItemKind.POINT})
REGISTER: frozenset[Kind] = frozenset({ItemKind.RISK})
CHANGES: frozenset[Kind] = frozenset({ItemKind.CHANGE})
MEASURES: frozenset[Kind] = frozenset({ItemKind.INDICATOR})
HANDOVERS: frozenset[Kind] = frozenset({ItemKind.DEPENDENCY})
GIVEN: frozenset[Kind] = frozenset({ItemKind.ACTION})
PIECES: frozenset[Kind] = frozenset({EVIDENCE})

# By section, the kinds of which it counts rows, or says that there is none. What names a withheld
# milestone goes with it: requests, dependencies, savings.
COUNTED: Mapping[str, frozenset[Kind]] = {
    "cover": MILESTONES | RAISED | MONEY | MEASURES | RESULTS,
    "decisions": RAISED,
    "actions": GIVEN,
    "since": RAISED | CHANGES | RESULTS,
    "changes": MILESTONES | REGISTER | MEASURES | CHANGES | MONEY | RESULTS | {ItemKind.RETURN},
    "portfolio": MILESTONES,
    "exceptions": MILESTONES,
    "milestones": MILESTONES,
    "change_control": CHANGES | MILESTONES,
    "money": MONEY | MILESTONES,
    "kpis": MEASURES,
    "risks": REGISTER | HANDOVERS | MILESTONES,
    "readiness": RESULTS,
    "step_down": RESULTS | PIECES,
    "heat_map": RESULTS,
    "heat_table": RESULTS,
    "forward": MILESTONES | GIVEN | RAISED | MONEY | HANDOVERS,
    "onward": RAISED | REGISTER | CHANGES,
    "confidence": MILESTONES | MEASURES | PIECES,
    "outcomes": MILESTONES | MEASURES | MONEY | PIECES | RESULTS,
    "runway": MILESTONES | HANDOVERS | RESULTS,
    "highlights": MILESTONES | REGISTER | RAISED | MONEY | HANDOVERS,
    "all_milestones": MILESTONES,
    "tables": MEASURES | MONEY | MILESTONES | RESULTS,
    "words_changed": frozenset({ItemKind.RETURN}),
    "evidence": PIECES,
    "register": PIECES | RESULTS,
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What an edition leaves out, as far as its own counts are concerned."""

    kinds: tuple[Kind, ...]  # in the order of "What is withheld"

    @property
    def lacks_evidence(self) -> bool:
        """Tell whether evidence is withheld: of none is it said for which requirement (Rule 29)."""
        return EVIDENCE in self.kinds

    def note(self, section: str) -> str:
        """Return what is said at the head of a section that counts or denies; "" of any other."""
        counted = COUNTED.get(section, frozenset())
        names = dict.fromkeys(_many(kind) for kind in self.kinds if kind in counted)
        if not names:
            return ""
        return f"{OF_WHAT_IS_SHOWN} Some are withheld: {', '.join(names)}."


def shown_of(held: Sequence[WithheldCount]) -> Shown:
    """Return what an edition leaves out, by what it says is withheld."""
    return Shown(kinds=tuple(dict.fromkeys(count.kind for count in held)))


def _many(kind: Kind) -> str:
    return kind.many if kind else "evidence"
