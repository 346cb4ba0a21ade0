"""Requests as a queue, read with the register of RAID: open ones, awaited answers, drafts."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    CharField,
    DateField,
    IntegerField,
    OuterRef,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate

from irp.readings import Now, PartsNow
from irp.rules.calendar import LONDON
from programmes.facts.raid import RaidPosition
from programmes.models import ChangeDraft, ChangeRequest, ChangeRow, ChangeStep
from programmes.models.change_drafts import parts_kept
from programmes.models.dependencies import ref_of
from programmes.readings.raid import RAID_PARTS, raid_position
from programmes.rules.change_parts import Part
from programmes.rules.changes import agreed_by_all
from programmes.rules.takers import ANSWERS, still_moves
from programmes.words import UNDECIDED, ChangeAct, ChangeKind, ChangeState


class Undecided(NamedTuple):
    """An open request as far as a queue goes: one slim row each."""

    ref: str
    kinds: tuple[ChangeKind, ...]  # of its rows, each once
    state: ChangeState
    programme: int  # its key
    asked_on: date
    asked_by: int | None


class Draft(NamedTuple):
    """A request that its author is still writing."""

    key: int
    parts: tuple[Part, ...]
    programme: str
    saved_on: date
    author: int


class TakerAsked(NamedTuple):
    """An SAO's answer that an open request waits for (Rule 28)."""

    request: str
    dependency: str
    taker: str
    sao: int  # the key of the post that answers: a row's own, else its programme's
    due_on: date


CHANGE, ROW, TAKER, DRAFT = "change", "change_row", "taker", "draft"
ASKED, ANSWERED, AGREED, NEITHER = 1, 2, 3, 0
_asked = ChangeStep.objects.filter(request=OuterRef("pk"), what=ChangeAct.ASKED)
_asked_on = Subquery(_asked.annotate(day=TruncDate("at", tzinfo=LONDON)).values("day")[:1])
_none = Value(None, output_field=IntegerField())
# A request in the columns of an entry of the register, so that both are read at once.
AS_AN_ENTRY = (
    *(Value(CHANGE), "ref", Value(""), "programme_id", "state", _asked_on),
    *(Subquery(_asked.values("by_id")[:1]), _none),
)
# A row of a request in the same columns: what it asks for.
AS_A_ROW = (
    *(Value(ROW), "request__ref", "kind", "number", "request__state"),
    *(Value(None, output_field=DateField()), _none, _none),
)
_taker = "dependency__taker_"
# An act on a request in the same columns: of which taker it asks, what one answered, or what a
# forum agreed to; the rows of an ask or of an agreement follow the taker.
AS_A_TAKER = (
    Value(TAKER),
    "request__ref",
    Concat(
        Coalesce(f"{_taker}milestone__ref", f"{_taker}programme__ref", Value("")),
        Value(" "),
        Cast("rows", TextField()),
        output_field=TextField(),
    ),
    Coalesce(f"{_taker}milestone__own_sao", f"{_taker}milestone__programme__sao",
             f"{_taker}programme__sao"),
    *("request__state", "due_on", "dependency__number"),
    Case(
        When(what=ChangeAct.TAKER_ASKED, then=ASKED),
        When(what__in=ANSWERS, then=ANSWERED),
        When(what=ChangeAct.AGREED, then=AGREED),
        default=NEITHER,
        output_field=IntegerField(),
    ),
)  # fmt: skip
# A draft in the same columns: of no programme once it was sent or discarded.
AS_A_DRAFT = (
    *(Value(DRAFT), Cast("parts", TextField()), Value(""), "id"),
    Case(
        When(request=None, discarded_at=None, then="programme__ref"),
        default=Value(""),
        output_field=CharField(),
    ),
    TruncDate("saved_at", tzinfo=LONDON),
    *("author_id", "request_id"),
)


OURS: tuple[tuple[Any, tuple[Any, ...]], ...] = (
    (ChangeRequest, AS_AN_ENTRY),
    (ChangeRow, AS_A_ROW),
    (ChangeStep, AS_A_TAKER),
    (ChangeDraft, AS_A_DRAFT),
)


class Queue(NamedTuple):
    """What waits for somebody, and what the register of RAID says."""

    register: list[RaidPosition]
    undecided: list[Undecided]
    takers: list[TakerAsked]
    drafts: list[Draft]
    others: list[tuple[Any, ...]]


def register_and_queue(source: Now, *, others: PartsNow = (), **scope: Any) -> Queue:
    """Return the register of RAID slim, and every request that waits, in one statement together.

    Those are the open ones, the answers that they wait for, and the drafts; a draft is shown to its
    author alone, which is the caller's to see to. `others` are lists of other kinds in as many
    columns that are read with these, and given as they are; `scope` is what they are found among.
    """
    entries, queue, drafts, beside = [], [], [], []
    kinds_of_others = {columns[0].value for _, columns in others}
    takers, kinds = [], []
    for row in source.columns_of((*RAID_PARTS, *OURS, *others), **scope):
        if row[0] == DRAFT:
            _, parts, _, number, programme, day, author, _ = row
            if programme:
                known = parts_kept(json.loads(parts))
                drafts.append(Draft(number, known, programme, day, author))
        elif row[0] == TAKER:
            takers.append(row)
        elif row[0] == ROW:
            kinds.append((row[1], row[3], ChangeKind(row[2])))
        elif row[0] in kinds_of_others:
            beside.append(row)
        elif row[0] != CHANGE:
            entries.append(raid_position(row))
        elif row[4] in UNDECIDED:
            queue.append(row)
    rows = sorted(kinds)
    return Queue(entries, _undecided(queue, rows), _awaited(takers, rows), drafts, beside)


def _awaited(
    acts: Iterable[tuple[Any, ...]], rows: Iterable[tuple[str, int, ChangeKind]]
) -> list[TakerAsked]:
    """Return the answers that open requests wait for: not of what was answered or refused."""
    asked: dict[tuple[str, int], tuple[TakerAsked, list[int]]] = {}
    answered, agreed = set(), defaultdict(list)
    for _, ref, words, sao, state, due_on, number, what in acts:
        taker, _, numbers = words.partition(" ")
        if what == ANSWERED:
            answered.add((ref, number))
        elif what == AGREED:
            agreed[ref].append(json.loads(numbers))
        elif what == ASKED and state in UNDECIDED:
            ask = TakerAsked(ref, ref_of(number), taker, sao, due_on)
            asked[ref, number] = (ask, json.loads(numbers))
    every = defaultdict(list)
    for ref, number, _ in rows:
        every[ref].append(number)
    return [
        ask
        for key, (ask, moved) in sorted(asked.items())
        if key not in answered and still_moves(moved, agreed_by_all(every[key[0]], agreed[key[0]]))
    ]


def _undecided(
    rows: Iterable[tuple[Any, ...]], kinds: Iterable[tuple[str, int, ChangeKind]]
) -> list[Undecided]:
    """Return open requests, each with the kinds of its rows in their order."""
    by: dict[str, dict[ChangeKind, None]] = defaultdict(dict)
    for ref, _, kind in kinds:
        by[ref][kind] = None
    return [
        Undecided(ref, tuple(by[ref]), ChangeState(state), programme, day, asked_by)
        for _, ref, _, programme, state, day, asked_by, _ in rows
    ]
