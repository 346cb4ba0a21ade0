"""The words of what is withheld where other records took them over, word for word (Rule 29).

An ask is raised from a return, an issue from a risk, an action from an ask: each may repeat what
the other says. What is withheld, and why, `packs.snapshot.withhold` knows.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from packs.snapshot.hushing import COPIED, NESTED, PROSE, WITHHELD, Names, folded

NAMES_OF_DOCUMENTS = {"evidence", "no_evidence", "evidence_cited"}  # many records cite one
SPOKEN = PROSE - NAMES_OF_DOCUMENTS
WRITTEN = (COPIED - NAMES_OF_DOCUMENTS) | {
    *("description", "mitigation", "cause", "event", "effect", "controls", "outcome"),
    *("note", "about", "consequences", "what"),
}
# Where the same words are the same matter, whichever record has them: an ask that is raised again,
# an item that is carried, what two texts for a pack repeat.
SAID_AGAIN = ("points.", "boards.meetings.items.", "items.", "texts.")
RAISES_NOTHING = "indicators."  # what a KPI says is taken over by no other record
# What people type besides, and no other record takes over. Each text is looked through for a result
# that is not shown; but an act since the freeze, which is told by itself.
TYPED = {
    *("was", "becomes", "differs", "questions", "ended_why", "ended_reason", "equality_reason"),
    *("said", "rehomed", "old_title", "new_title", "run_by", "asked_of", "made_by", "agreed_by"),
    *("text", "measure", "summary", "starts", "venue", "title"),
}
TALK = (COPIED | WRITTEN | TYPED) - {"what"}
PLANNED = {  # of the two plans themselves, as they were published
    *("outcomes.outcome", "outcomes.progress", "outcomes.requirements.gates.words"),
    "outcomes.requirements.assessments.considered.words",
    "outcomes.requirements.withdrawn.said.considered.words",
    *("outcomes.concerns.summary", "questions.text", "errata.note", "errata.says.text"),
    *("timeline.summary", "programmes.summary", "programmes.milestones.note"),
    *("money.figures.note", "money.fund.note", "extract.programmes.words"),
    *("outcomes.title", "outcomes.requirements.title", "timeline.title", "judged.courses.title"),
    *("programmes.milestones.title", "savings.title", "money.figures.title", "money.fund.title"),
    *("runway.late.title", "assurance.links.title"),
}
SHORTEST = 12  # characters: what is shorter is said by chance
SHORTEST_PART = 24  # of a text that is a part of what is withheld


@dataclass(frozen=True, slots=True)
class Text:
    """A text that people wrote: `record[key]`, of a programme or of none."""

    record: Any
    key: Any  # of a list of texts its number
    place: str  # of the facts, as "raid.issues.description"
    programme: str

    @property
    def words(self) -> str:
        """Return it without what is only how it was typed."""
        return folded(self.record[self.key])


NOTHING_SPOKEN: Mapping[int, Collection[str]] = {}
Copyable = Mapping[str, Collection[tuple[str, str]]]  # by programme: words and their place


def copyable(
    months: Iterable[Mapping[str, Any]],
    refs: Collection[str],
    spoken: Mapping[int, Collection[str]],
) -> Copyable:
    """Return what the withheld records of some months say, by the programme they are of.

    They are those that have or name one of the references, and those that hold the words of an
    item, by their identity, each with the names of these.
    """
    found = defaultdict(set)
    for facts in months if refs or spoken else ():
        for text in _texts(facts, refs, spoken):
            if text.place.startswith(RAISES_NOTHING):
                continue
            if len(words := text.words) >= SHORTEST:
                found[text.programme].add((words, text.place))
    return found


def hush_copies(facts: Mapping[str, Any], withheld_words: Copyable) -> None:
    """Put the sentence in place of every text that is, holds or is part of a withheld one.

    What another programme says in the same words is its own. So is what another record says in the
    same place, as the reason of another saving's target; but an ask may be raised again.
    """
    if not withheld_words:
        return
    everywhere = withheld_words.get("", ())
    every = [passage for those in withheld_words.values() for passage in those]
    near = {of: [*those, *everywhere] for of, those in withheld_words.items() if of}
    for text in _texts(facts):
        words = text.words
        if len(words) >= SHORTEST and any(
            repeats(words, theirs) and (place != text.place or place.startswith(SAID_AGAIN))
            for theirs, place in (near.get(text.programme, everywhere) if text.programme else every)
        ):
            text.record[text.key] = WITHHELD


def hush_naming(facts: Mapping[str, Any], names: Names) -> None:
    """Put the sentence in place of every text that people wrote and that names something."""
    for text in _texts(facts, keys=TALK):
        if names.are_in(text.record[text.key]):
            text.record[text.key] = WITHHELD


def repeats(words: str, withheld: str) -> bool:
    """Tell whether a text is, holds or is part of another; both are folded."""
    return withheld in words or (len(words) >= SHORTEST_PART and words in withheld)


def _texts(
    facts: Mapping[str, Any],
    refs: Collection[str] = (),
    spoken: Mapping[int, Collection[str]] = NOTHING_SPOKEN,
    *,
    keys: Collection[str] = WRITTEN,
) -> list[Text]:
    """Return the texts of a month or of what is pinned; those of withheld records, if given.

    `keys` are the names of texts; those of the plans themselves are none of them.
    """
    is_of_all = not refs and not spoken
    found: list[Text] = []

    def look(value: Any, place: str, programme: str, keys: Collection[str]) -> None:
        if isinstance(value, list):
            for row in value:
                look(row, place, programme, keys)
        elif isinstance(value, dict):
            if id(value) in spoken:
                keys = spoken[id(value)]
            elif refs and any(isinstance(inner, str) and inner in refs for inner in value.values()):
                keys = WRITTEN
            of = value.get("programme") or (place == "programmes" and value["ref"])
            programme = of if of and isinstance(of, str) else programme
            for key, inner in value.items():
                if key in keys and inner and (there := f"{place}.{key}") not in PLANNED:
                    if isinstance(inner, str):
                        found.append(Text(value, key, there, programme))
                    elif isinstance(inner, list):
                        texts = (
                            n for n, text in enumerate(inner) if text and isinstance(text, str)
                        )
                        found.extend(Text(inner, number, there, programme) for number in texts)
                if isinstance(inner, NESTED):
                    look(inner, f"{place}.{key}", programme, keys)

    for table, rows in facts.items():
        look(rows, table, "", keys if is_of_all else ())
    return found
