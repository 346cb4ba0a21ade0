"""What stands beside a snapshot in an edition of its pack, read when the pack is asked for."""

from dataclasses import replace
from datetime import datetime

from irp.readings import AsAt, Now
from irp.rules.calendar import london_day
from packs.facts.edition import CorrectedFacts, PinnedFacts, SinceFacts, TextFacts
from packs.figures.since import since_freeze
from packs.models import EditionText, Pack, PlanSnapshot
from packs.readings.composites import composites_counting
from packs.readings.edition import in_the_pack, versions
from packs.readings.meetings import boards
from packs.snapshot import codec
from packs.snapshot.published import to_withhold
from packs.snapshot.reading import frozen_plan
from packs.snapshot.stored import opened
from packs.words import EditionStatus, Forum
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


def beside_public(row: Pack) -> PinnedFacts:
    """Return what the public edition of a version would print beside its snapshot, and what not."""
    pinned = codec.pinned_in(row.pinned)
    assert pinned  # `hold_issued` asks for it
    classes, closed = to_withhold(at=pinned.at)
    return replace(
        pinned,
        classes=classes,
        closed=closed,
        composites=composites_counting(classes, at=pinned.at),
        corrects=_corrected(row),
    )


def _corrected(row: Pack) -> CorrectedFacts | None:
    """Return what a board's version corrects, None of the first that was issued."""
    was = row.supersedes
    if was is None or was.standing != EditionStatus.FINAL:
        return None
    return CorrectedFacts(version=was.version, on=london_day(was.requested_at), words=row.reason)
