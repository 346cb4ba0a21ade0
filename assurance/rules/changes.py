"""Which issued judgements are to be looked at again (Rules 19, 20 and 22). Pure, no clock."""

from dataclasses import dataclass
from datetime import date

from assurance.facts.changes import AssessedFacts
from assurance.words.changes import Changed
from irp.rules.calendar import london_day


@dataclass(frozen=True, order=True)
class ChangeSince:
    """What changed since a judgement, and on which day."""

    on: date
    what: Changed


def changes_since(facts: AssessedFacts) -> tuple[ChangeSince, ...]:
    """Return what was assessed and changed after a judgement was issued, the oldest first.

    It voids nothing: the judgement stays in force and is marked "to be looked at again". Evidence
    that had expired by the day it was cited is no later change.
    """
    moments = (
        (Changed.REWORDED, facts.reworded_at),
        (Changed.WORDS, facts.words_at),
        (Changed.DATE, facts.date_at),
        (Changed.NEWER, facts.newer_at),
        (Changed.SEALED, facts.sealed_at),
        (Changed.REOPENED, facts.reopened_at),
    )
    found = [ChangeSince(london_day(at), what) for what, at in moments if at and at > facts.at]
    if facts.expired_on and facts.expired_on > london_day(facts.at):
        found.append(ChangeSince(facts.expired_on, Changed.EXPIRED))
    return tuple(sorted(found))
