"""Commissioners load official words of the Assurance Plan; each load is a version (Rule 24d).

The words are the commissioners' own, so they alone load them, as they alone amend the plan: an
office of the council would vouch for what is not its own. Nothing is taken away or written over.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from assurance.models import (
    AssuranceTest,
    OfficialWords,
    PriorityOutcome,
    Requirement,
    WordsLoad,
)
from assurance.readings.official import official_words
from assurance.rules.official import NO_REASON, Official, as_official, official_faults
from assurance.words.official import NONE_GIVEN
from irp.actions import Faulty, Refused
from irp.history import enact, write_acts
from irp.models import Conflict, PlanSettings, User
from irp.permissions import require
from irp.readings import Now
from irp.readings.numbers import next_number

Subject = Requirement | PriorityOutcome | AssuranceTest
COLUMNS = {Requirement: "requirement", PriorityOutcome: "outcome", AssuranceTest: "test"}


@dataclass(frozen=True, kw_only=True)
class NewWords:
    """Words to load: of what, by its reference, and the version that the file was made from."""

    ref: str
    of: Subject
    words: Official
    version: int  # `NONE_GIVEN` where it had none


def load_words(
    rows: Sequence[NewWords], *, reason: str, by: User, at: datetime
) -> list[OfficialWords]:
    """Load words as the next version, all of them or none; return what was written.

    Raises `Faulty` without a reason, `Conflict` where words were loaded since the file was made,
    and `Refused` for what the rules refuse or what says nothing new.
    """
    require(by, "assurance.load_words", at=at)
    if not reason.strip():
        raise Faulty({"reason": NO_REASON})
    with transaction.atomic():
        PlanSettings.objects.select_for_update().first()  # one load at a time
        known = official_words(Now(at))
        _refuse(rows)
        for row in rows:
            now = known.get(row.ref)
            if (now.version if now else NONE_GIVEN) != row.version:
                raise Conflict(WordsLoad.objects.get(number=now.version) if now else row.of)
            if now and as_official(now) == row.words:
                raise Refused(f"{row.ref}: it has these words already. Leave it out.")
        load = enact(
            WordsLoad,
            by=by,
            at=at,
            number=next_number(WordsLoad.objects.all()),
            reason=reason.strip(),
        )
        return write_acts([_row(load, row) for row in rows])


def _refuse(rows: Sequence[NewWords]) -> None:
    faults = [
        f"{row.ref}: {fault}"
        for row in rows
        for fault in official_faults(
            row.words, has_considerations=isinstance(row.of, Requirement)
        ).values()
    ]
    if not rows:
        faults = ["Add a row with official words. Nothing is new."]
    if faults:
        raise Refused(*faults)


def _row(load: WordsLoad, row: NewWords) -> OfficialWords:
    return OfficialWords(
        load=load,
        **{COLUMNS[type(row.of)]: row.of},
        says=row.words.says,
        considerations=list(row.words.considerations),
        sha256=row.words.sha256,
    )
