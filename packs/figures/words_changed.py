"""The words of returns since the last pack: what was added, what was removed (Rule 7). Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from irp.words import WITHHELD
from packs.facts import PlanFacts
from packs.figures.key_facts import reporting
from programmes.facts import ReturnFacts
from programmes.words import TEXTS

ALIKE = 0.4  # below it a text was written anew, and marks would say nothing


@dataclass(frozen=True)
class Stretch:
    """Some words of a text, as they were kept, added or removed."""

    how: str  # "kept", "added" or "removed"
    words: str


@dataclass(frozen=True, kw_only=True)
class TextChange:
    """One text of a return that differs from the last pack's."""

    ref: str
    programme: str
    title: str
    stretches: tuple[Stretch, ...]  # none where it was written anew
    now: str

    @property
    def is_anew(self) -> bool:
        """Tell whether so little was kept that the whole is printed."""
        return not self.stretches


def words_changed(plan: PlanFacts, last: PlanFacts) -> tuple[TextChange, ...]:
    """Return each text of a received return that differs from that of the last pack's month."""
    was = {row.ref: row.ret for row in last.programmes}
    return tuple(
        change
        for row in reporting(plan)
        for change in _changes(row.ref, row.name, row.ret, was.get(row.ref))
    )


def _changes(
    ref: str, name: str, now: ReturnFacts | None, was: ReturnFacts | None
) -> Iterator[TextChange]:
    if now is None or was is None or not (now.state.is_received and was.state.is_received):
        return
    for key, title in TEXTS.items():
        new, old = getattr(now, key), getattr(was, key)
        if WITHHELD in (new, old):
            continue  # what stands for a text is none of its words
        if new.split() != old.split():
            yield TextChange(
                ref=ref, programme=name, title=title, stretches=stretches(old, new), now=new
            )


def stretches(old: str, new: str) -> tuple[Stretch, ...]:
    """Return a text as stretches of words kept, removed and added; none of one written anew."""
    before, after = old.split(), new.split()
    found = SequenceMatcher(None, before, after, autojunk=False)
    if old.strip() and new.strip() and found.ratio() < ALIKE:
        return ()
    parts: list[Stretch] = []
    for kind, first, last, start, end in found.get_opcodes():
        if kind == "equal":
            parts.append(Stretch("kept", " ".join(after[start:end])))
            continue
        if last > first:
            parts.append(Stretch("removed", " ".join(before[first:last])))
        if end > start:
            parts.append(Stretch("added", " ".join(after[start:end])))
    return tuple(parts)
