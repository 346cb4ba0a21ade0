"""A request for a change is kept as a draft, sent or discarded by who writes it (Rule 18)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from irp.actions import Faulty, Refused
from irp.history import record
from irp.models import Conflict, PlanSettings, User
from irp.permissions import require
from programmes.actions.changes import AskedRow, Case, ask_change
from programmes.models import ChangeDraft, ChangeRequest, Programme
from programmes.models.change_drafts import kept_parts
from programmes.rules.change_parts import (
    MOST_ROWS,
    TOO_MANY,
    Part,
    entered_without,
    parts_faults,
    with_part,
)
from programmes.rules.change_requests import draft_refusal
from programmes.words import ChangeKind

TEXTS = ("reason", "requirement_refs", "effect_", "title_", "run_by_")  # how their boxes begin


def begin_draft(
    programme: Programme,
    parts: Sequence[Part],
    entered: Mapping[str, str],
    *,
    by: User,
    at: datetime,
) -> ChangeDraft:
    """Keep what was typed of a request; nobody is asked and no milestone is held."""
    require(by, "programmes.ask_change", programme, at=at)
    if sum(len(part.refs) for part in parts) > MOST_ROWS:
        raise Refused(TOO_MANY)
    draft = ChangeDraft(
        programme=programme,
        author=by,
        parts=kept_parts(parts),
        entered=dict(entered),
        saved_at=at,
    )
    return record(draft, by=by, at=at)


def keep_draft(
    draft: ChangeDraft,
    entered: Mapping[str, str],
    *,
    without: int | None = None,
    version: int,
    by: User,
    at: datetime,
) -> ChangeDraft:
    """Keep what was typed since, `without` the part of a number where one is to be left out.

    Raises `Conflict`, `Refused` once it was sent or discarded and for the only part.
    """
    require(by, "programmes.keep_draft", draft, at=at)
    with transaction.atomic():
        now = _as_seen(draft, version)
        now.entered, now.saved_at = dict(entered), at
        if without is not None:
            rest = [part for part in now.asked if part.number != without]
            if not rest:
                raise Refused("A request asks for one change at least. Discard the draft instead.")
            now.parts, now.entered = kept_parts(rest), entered_without(without, entered)
        return record(now, by=by, at=at)


def add_kind(
    draft: ChangeDraft,
    kind: ChangeKind,
    refs: Sequence[str],
    *,
    version: int,
    by: User,
    at: datetime,
) -> ChangeDraft:
    """Ask for another kind of change in a draft, of these milestones.

    Raises `Conflict`, `Faulty` for what one request may not ask together, `Refused` once the draft
    was sent or discarded.
    """
    require(by, "programmes.keep_draft", draft, at=at)
    with transaction.atomic():
        now = _as_seen(draft, version)
        # The number of the version that is made now: no part of the draft had it or will have it.
        named = [] if kind is ChangeKind.ADD else refs
        parts = with_part(now.asked, kind, named, number=now.version + 1)
        if faults := parts_faults(parts):
            raise Faulty({"rows": " ".join(faults)})
        now.parts, now.saved_at = kept_parts(parts), at
        return record(now, by=by, at=at)


def send_draft(
    draft: ChangeDraft,
    wanted: Sequence[AskedRow],
    case: Case,
    *,
    version: int,
    by: User,
    at: datetime,
    settings: PlanSettings | None = None,
) -> ChangeRequest:
    """Ask for what a draft says; it is a request from now on.

    `settings` are the plan's where they are read already. Raises `Conflict`, `Refused` once it was
    sent or discarded, `Faulty` as `ask_change` does.
    """
    require(by, "programmes.keep_draft", draft, at=at)
    with transaction.atomic():
        now = _as_seen(draft, version)
        asked = ask_change(now.programme, wanted, case, by=by, at=at, settings=settings)
        now.request = asked
        record(now, by=by, at=at)
    return asked


def discard_draft(draft: ChangeDraft, *, version: int, by: User, at: datetime) -> ChangeDraft:
    """Discard a draft. Raises `Conflict`, `Refused` once it was sent or discarded."""
    require(by, "programmes.keep_draft", draft, at=at)
    with transaction.atomic():
        now = _as_seen(draft, version)
        now.discarded_at = at
        return record(now, by=by, at=at)


def _as_seen(draft: ChangeDraft, version: int) -> ChangeDraft:
    """Return a draft as it stands, locked; `Conflict` unless it is the one that was seen."""
    locked = ChangeDraft.objects.select_for_update(of=("self",), no_key=True)
    now = locked.select_related("programme__sao", "programme__rdl").get(pk=draft.pk)
    if not now.is_open:
        raise Refused(draft_refusal(now.request.ref if now.request else ""))
    if now.version != version:
        raise Conflict(_with_texts(now))
    return now


def _with_texts(draft: ChangeDraft) -> ChangeDraft:
    """Return a draft with its texts as attributes: a conflict shows them beside what was typed."""
    for name, words in draft.entered.items():
        if name.startswith(TEXTS):
            setattr(draft, name, words)
    return draft
