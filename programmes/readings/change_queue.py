"""The open requests as a queue, read with the register of RAID, and whose answers they wait for."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, TruncDate

from irp.readings import Source, rows_of
from irp.rules.calendar import LONDON
from programmes.facts.raid import RaidPosition
from programmes.models import ChangeRequest, ChangeStep
from programmes.models.dependencies import ref_of
from programmes.readings.raid import RAID_PARTS, raid_position
from programmes.rules.takers import ANSWERS
from programmes.words import UNDECIDED, ChangeAct, ChangeKind, ChangeState


class Undecided(NamedTuple):
    """An open request as far as a queue goes: one slim row each."""

    ref: str
    kind: ChangeKind
    state: ChangeState
    programme: int  # its key
    asked_on: date
    asked_by: int | None


class TakerAsked(NamedTuple):
    """An SAO's answer that an open request waits for (Rule 28)."""

    request: str
    dependency: str
    taker: str
    due_on: date


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


def takers_asked(posts: Collection[int]) -> list[TakerAsked]:
    """Return the answers that open requests wait for of these SAOs' posts, in one statement."""
    return [
        TakerAsked(request, ref_of(number), taker, due_on)
        for request, number, taker, due_on in rows_of(_takers_asked, posts=sorted(posts))
    ]


def _takers_asked(*, posts: Collection[int]) -> QuerySet[ChangeStep, Any]:
    """Return asks without an answer: of a row's own SAO, else of its programme's."""
    answers = ChangeStep.objects.filter(
        request=OuterRef("request"), dependency=OuterRef("dependency"), what__in=ANSWERS
    )
    sao = Coalesce(
        "dependency__taker_milestone__own_sao",
        "dependency__taker_milestone__programme__sao",
        "dependency__taker_programme__sao",
    )
    asks = ChangeStep.objects.filter(what=ChangeAct.TAKER_ASKED, request__state__in=UNDECIDED)
    taker = Coalesce("dependency__taker_milestone__ref", "dependency__taker_programme__ref")
    found = asks.filter(~Exists(answers)).annotate(sao=sao).filter(sao__in=posts)
    return found.order_by("pk").values_list("request__ref", "dependency__number", taker, "due_on")
