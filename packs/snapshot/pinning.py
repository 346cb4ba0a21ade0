"""What stands beside a snapshot in an edition of its pack, read when the pack is asked for."""

from datetime import datetime

from irp.readings import AsAt, Now
from packs.facts.edition import PinnedFacts, SinceFacts, TextFacts
from packs.figures.since import since_freeze
from packs.models import EditionText, PlanSnapshot
from packs.readings.composites import composites_counting
from packs.readings.edition import in_the_pack, versions
from packs.readings.meetings import boards
from packs.snapshot.published import to_withhold
from packs.snapshot.reading import frozen_plan
from packs.snapshot.stored import opened
from packs.words import Forum
from packs.words.edition import TextKind


def pinned(snapshot: PlanSnapshot, forum: Forum, *, at: datetime) -> PinnedFacts:
    """Return what an edition that is asked for now prints beside its snapshot."""
    period = snapshot.period
    held = boards(Now(at), forums=(forum,))
    own = next((meeting for meeting in held.meetings if meeting.month == period.month), None)
    classes, closed = to_withhold(at=at)
    return PinnedFacts(
        at=at,
        texts=tuple(_text(row) for row in in_the_pack(versions(period, forum))),
        items=own.items if own else (),
        since=_since(snapshot, at=at),
        classes=classes,
        closed=closed,
        composites=composites_counting(classes, at=at),
    )


def _text(row: EditionText) -> TextFacts:
    same = ("place", "words", "way_back", "owner", "due_on", "by_name", "by_post", "at")
    return TextFacts(kind=TextKind(row.kind), **{name: getattr(row, name) for name in same})


def _since(snapshot: PlanSnapshot, *, at: datetime) -> tuple[SinceFacts, ...]:
    """Return what happened since the freeze; nothing can have in the act that freezes."""
    if at <= snapshot.at:
        return ()
    then = opened(snapshot.body).plan
    now = frozen_plan(AsAt(at), month=snapshot.period.month)
    return since_freeze(now, then)
