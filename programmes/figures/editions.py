"""The editions of the plan side by side: a row stays one of the edition it came with (Rule 18b).

Every row of an edition is counted once: done, open, descoped, replaced, dropped or closed. What a
split or a merge put in its place speaks for it, and it is done when the last of them is (18a).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from programmes.facts import Position
from programmes.facts.editions import EditionFacts, EditionsFacts, FateFacts, FirstDates
from programmes.rules.delivery import days_late, known_delivery
from programmes.words import CLOSED, CURRENT, ORIGINAL, Delivery, Fate


@dataclass(frozen=True, kw_only=True)
class EditionLine:
    """One edition counted: `late` are open and past their original dates, as are those that were
    replaced or dropped while they were late; `done_late` were done after them.

    `carried` are the open rows of an edition that a later one followed; of the newest, the open.
    """

    facts: EditionFacts
    every: int
    done: int
    done_late: int
    carried: int
    late: int
    descoped: int
    replaced: int
    replaced_late: int
    dropped: int
    dropped_late: int
    closed: int

    @property
    def name(self) -> str:
        """Return what the edition is called beside the others."""
        return ORIGINAL if self.facts.number == 1 else self.facts.name

    @property
    def words(self) -> str:
        """Return the counts as a sentence; a rare group is named where it has any."""
        groups = [f"{self.done} done ({self.done_late} late)", f"{self.carried} carried"]
        groups += [f"{self.replaced} replaced", f"{self.dropped} dropped"]
        rare = {"descoped": self.descoped, "closed": self.closed}
        groups += [f"{count} {word}" for word, count in rare.items() if count]
        ends = [f"{self.late} still late against original dates"]
        ends += [f"{self.replaced_late} replaced while late"] if self.replaced_late else []
        ends += [f"{self.dropped_late} dropped while late"]
        return f"{self.name}, {self.every}: {', '.join(groups)}; {', '.join(ends)}"


@dataclass(frozen=True, kw_only=True)
class SideBySide:
    """The editions, the oldest first, and what is open in the plan now, whatever it came with."""

    lines: tuple[EditionLine, ...]
    open: int
    late: int  # of them, against original dates

    @property
    def words(self) -> str:
        """Return the original plan and the current one in two sentences (Rule 18b)."""
        return f"{self.lines[0].words}. {CURRENT}: {self.open} open"


@dataclass(frozen=True, kw_only=True)
class _Found:
    """What has become of a row: its group, and the day it ended where it is done."""

    group: str
    on: date | None = None


def side_by_side(
    facts: EditionsFacts, positions: Iterable[Position], *, measured: Measured
) -> SideBySide | None:
    """Return the editions counted, None while there is one alone. Positions are those in force."""
    if not facts.is_renewed:
        return None
    plan = _Plan(facts, positions, measured)
    open_rows = [ref for ref in plan.delivery if plan.found(ref).group == "carried"]
    return SideBySide(
        lines=tuple(plan.line(edition) for edition in facts.editions),
        open=len(open_rows),
        late=sum(plan.is_late(ref) for ref in open_rows),
    )


class _Plan:
    """The plan as the counting of its editions needs it."""

    def __init__(
        self, facts: EditionsFacts, positions: Iterable[Position], measured: Measured
    ) -> None:
        self.facts, self.measured = facts, measured
        self.delivery = {
            row.ref: (
                known_delivery(delivery=row.delivery, actual_on=row.actual_on, measured=measured),
                row.actual_on,
            )
            for row in positions
        }
        self.firsts = {row.milestone: row for row in facts.rows}
        self.children = defaultdict(list)
        for parent, child in facts.descents:
            self.children[parent].append(child)
        self.fates: dict[str, dict[int, FateFacts]] = defaultdict(dict)
        for fate in facts.fates:
            self.fates[fate.milestone][fate.edition] = fate
        self.days = {edition.number: london_day(edition.at) for edition in facts.editions}

    def members(self, number: int) -> list[str]:
        """Return the rows of an edition."""
        if number == 1:
            return [row.milestone for row in self.facts.rows if row.edition == 1]
        fates = [fate for fate in self.facts.fates if fate.edition == number]
        return [fate.milestone for fate in fates if fate.fate.goes_on]

    def line(self, edition: EditionFacts) -> EditionLine:
        refs = self.members(edition.number)
        found = {ref: self.found(ref) for ref in refs}
        groups = Counter(row.group for row in found.values())
        late = Counter(row.group for ref, row in found.items() if self.is_late(ref))
        return EditionLine(
            facts=edition,
            every=len(refs),
            done_late=late["done"],
            late=late["carried"],
            replaced_late=late["replaced"],
            dropped_late=late["dropped"],
            **{name: groups[name] for name in ORDER},
        )

    def found(self, ref: str) -> _Found:
        """Return what has become of a row."""
        if ref in self.delivery:
            delivery, actual_on = self.delivery[ref]
            return _Found(group=_group(delivery), on=actual_on)
        if (fate := self.last(ref)) and not fate.fate.goes_on:
            return _Found(group=fate.fate.value, on=self.days[fate.edition])
        if ref in self.children:
            return _together([self.found(child) for child in self.children[ref]])
        return _Found(group="closed")

    def last(self, ref: str) -> FateFacts | None:
        """Return what the newest edition that names a row did with it."""
        fates: Mapping[int, FateFacts] = self.fates.get(ref, {})
        return fates[max(fates)] if fates else None

    def is_late(self, ref: str) -> bool:
        """Tell whether a row is, was or was done late against its original date."""
        found, first = self.found(ref), self.firsts.get(ref)
        if first is None or found.group in {"closed", "descoped"}:
            return False
        return bool(_days(first, found, self.measured))


def _group(delivery: Delivery | None) -> str:
    if delivery is Delivery.COMPLETE:
        return "done"
    return "descoped" if delivery in CLOSED else "carried"


ORDER = ("carried", "done", "replaced", "dropped", "descoped", "closed")


def _together(found: list[_Found]) -> _Found:
    """Return what several rows together say of the one they came from: open while one is."""
    group = min((row.group for row in found), key=ORDER.index)
    days = [row.on for row in found if row.group == group and row.on]
    return _Found(group=group, on=max(days, default=None))


def _days(first: FirstDates, found: _Found, measured: Measured) -> int | None:
    """Return the days late; of what an edition ended, on the day that it did."""
    ended = found.group in {Fate.REPLACED.value, Fate.DROPPED.value} and found.on
    return days_late(
        kind=first.kind,
        latest=first.latest,
        delivery=Delivery.COMPLETE if found.group == "done" else None,
        actual_on=found.on if found.group == "done" else None,
        measured=Measured(found.on) if ended and found.on else measured,
    )
