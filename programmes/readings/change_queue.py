"""The open requests as a queue, read in one statement with the register of RAID (Rule 18)."""

from datetime import date
from typing import NamedTuple

from django.db.models import IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import TruncDate

from irp.readings import Source
from irp.rules.calendar import LONDON
from programmes.facts.raid import RaidPosition
from programmes.models import ChangeRequest, ChangeStep
from programmes.readings.raid import RAID_PARTS, raid_position
from programmes.words import UNDECIDED, ChangeAct, ChangeKind, ChangeState


class Undecided(NamedTuple):
    """An open request as far as a queue goes: one slim row each."""

    ref: str
    kind: ChangeKind
    state: ChangeState
    programme: int  # its key
    asked_on: date
    asked_by: int | None


CHANGE = "change"
_asked = ChangeStep.objects.filter(request=OuterRef("pk"), what=ChangeAct.ASKED)
_asked_on = Subquery(_asked.annotate(day=TruncDate("at", tzinfo=LONDON)).values("day")[:1])
# A request in the columns of an entry of the register, so that both are read at once.
AS_AN_ENTRY = (
    *(Value(CHANGE), "ref", "kind", "programme_id", "state", _asked_on),
    *(Subquery(_asked.values("by_id")[:1]), Value(None, output_field=IntegerField())),
)


def register_and_queue(source: Source) -> tuple[list[RaidPosition], list[Undecided]]:
    """Return the register of RAID slim, and every open request, in one statement together."""
    entries, queue = [], []
    for row in source.columns_of((*RAID_PARTS, (ChangeRequest, AS_AN_ENTRY))):
        if row[0] != CHANGE:
            entries.append(raid_position(row))
        elif row[4] in UNDECIDED:
            _, ref, kind, programme, state, day, by, _ = row
            queue.append(Undecided(ref, ChangeKind(kind), ChangeState(state), programme, day, by))
    return entries, queue
