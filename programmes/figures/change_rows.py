"""The rows of a change request, and what they propose in words, for pages and packs (Rule 18)."""

from collections.abc import Sequence
from dataclasses import dataclass

from irp.rules.plan_dates import PlanDate, QuarterConvention, printed
from programmes.facts.changes import ChangeRowFacts
from programmes.rules.change_parts import units_of
from programmes.words import Cause, ChangeKind, ChangeState


@dataclass(frozen=True, kw_only=True)
class ChangeRowLine:
    """One row of a request, and what has become of it so far."""

    facts: ChangeRowFacts
    state: ChangeState
    has_passed: bool = False  # its new date, before it was agreed to or on the day shown

    @property
    def name(self) -> str:
        """Return the milestone's reference, or the words of new work."""
        return self.facts.milestone or self.facts.new_title

    @property
    def money_changed(self) -> bool:
        """Tell whether a saving or receipt changes by it."""
        return Cause.MONEY_CHANGED in self.facts.causes

    @property
    def gate_overtaken(self) -> bool:
        """Tell whether it was said to overtake an assurance date."""
        return Cause.GATE_OVERTAKEN in self.facts.causes


@dataclass(frozen=True, kw_only=True)
class ChangeUnit:
    """What is decided as one: a row, or the rows of a split or a merge.

    `is_mixed` says that the request has rows of other kinds beside it.
    """

    rows: tuple[ChangeRowLine, ...]
    is_mixed: bool

    @property
    def kind(self) -> ChangeKind:
        """Return what it asks for."""
        return self.rows[0].facts.kind

    @property
    def name(self) -> str:
        """Return its milestones, with the kind where others stand beside it: "HOU-06, pause"."""
        names = " and ".join(dict.fromkeys(row.name for row in self.rows))
        label = self.kind.label
        return f"{names}, {label[:1].lower()}{label[1:]}" if self.is_mixed else names

    def named_words(self, quarters: str) -> str:
        """Return what it proposes in a few words: "HOU-01: Dec 2026 → 20 Jan 2027".

        `quarters` are a `QuarterConvention` or its value.
        """
        words = self.words(quarters)
        return f"{self.name}: {words}" if words else self.name

    def words(self, quarters: str) -> str:
        """Return what it proposes without its name: "Dec 2026 → 20 Jan 2027"."""
        rows, how = self.rows, QuarterConvention(quarters)
        if self.kind is ChangeKind.MERGE:
            rows = rows[:1]
        return "; ".join(filter(None, (proposed_words(row.facts, how) for row in rows)))


def change_units(rows: Sequence[ChangeRowLine], *, is_mixed: bool) -> list[ChangeUnit]:
    """Return the rows of a request as they are decided."""
    lines = {row.facts.number: row for row in rows}
    return [
        ChangeUnit(rows=tuple(lines[facts.number] for facts in unit), is_mixed=is_mixed)
        for unit in units_of(row.facts for row in rows)
    ]


def proposed_words(facts: ChangeRowFacts, quarters: QuarterConvention) -> str:
    """Return what a row proposes beside what stands, "" where its kind says it all."""
    words = [facts.new_title if facts.milestone else ""]  # new work is named by its words
    words += [f"run by {facts.run_by}" if facts.run_by else ""]
    words += [_end(facts, quarters)]
    if facts.new_start.raw:
        words += [f"start {_moved(facts.old_start, facts.new_start, quarters)}"]
    return ", ".join(filter(None, words))


def _end(facts: ChangeRowFacts, quarters: QuarterConvention) -> str:
    if not facts.new.raw:
        return ""
    if facts.kind is ChangeKind.DATE:
        return _moved(facts.old, facts.new, quarters)
    new = printed(facts.new, quarters=quarters)
    return f"until {new}" if facts.kind is ChangeKind.PAUSE else new


def _moved(old: PlanDate, new: PlanDate, quarters: QuarterConvention) -> str:
    """Return an old date beside the one that is proposed, that alone where there was none."""
    days = [printed(day, quarters=quarters) for day in (old, new) if day.raw]
    return " → ".join(days)
