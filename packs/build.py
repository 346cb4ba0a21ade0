"""The glue: a claimed pack from its snapshot to a stored file. Run it twice, get one pack."""

import hashlib
import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.db import InterfaceError, OperationalError

from assurance.facts.hidden import ALL_SHOWN
from irp.words import Oversight
from packs import html, pdf, queue, seal, store
from packs.contents import contents_of
from packs.context import PackContext, compose
from packs.edition import edition_of
from packs.facts.classification import WithheldCount
from packs.figures.key_facts import key_facts
from packs.manifest import Drawn, manifest_of, markup_hashes
from packs.models import Pack, PlanSnapshot, StoredFile
from packs.rules import storage_fault
from packs.snapshot import Opened, Unreadable, codec, opened
from packs.snapshot.extract import for_committee, withheld_from
from packs.snapshot.withhold import hidden_totals, not_public, public_plan
from packs.words import TO_PUBLISH, Audience, Forum, PackFile

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]
BEAT_EVERY = timedelta(seconds=1)
AFTER_SECTIONS = 2  # drawing and storing, sealed or not, count as steps beside the sections


class ClaimLost(Exception):
    """Another worker holds the pack; this one stops without a word."""


@dataclass
class Heartbeat:
    """Renews the lease as the work goes on and writes how far it is, at most once a second."""

    pack_id: int
    mark: str
    clock: Clock
    done: int = 0
    every: int = 0
    last: datetime | None = field(default=None)

    def tell(self, stage: str) -> None:
        """Say what is being done; raise ClaimLost where the pack is somebody else's by now."""
        at = self.clock()
        if self.last is not None and at - self.last < BEAT_EVERY:
            return
        self.last = at
        held = queue.beat(
            self.pack_id, at=at, mark=self.mark, stage=stage, done=self.done, every=self.every
        )
        if not held:
            raise ClaimLost

    def section(self, title: str) -> None:
        """Count a section that is written."""
        self.done += 1
        self.tell(title)


def build(pack_id: int, *, clock: Clock) -> bool:
    """Claim a pack, draw it, store it and complete its row; tell whether this call did.

    Whatever goes wrong ends in a failed row with a reason, in another try where the machine was at
    fault, or in a lease that runs out.
    """
    mark = uuid.uuid4().hex
    pack = queue.claim(pack_id, at=clock(), mark=mark)
    if pack is None:
        return False
    heart = Heartbeat(pack_id=pack.pk, mark=mark, clock=clock)
    try:
        with queue.kept_alive(pack.pk, mark=mark, clock=clock):
            return _draw_and_store(pack, heart)
    except ClaimLost:
        return False
    except pdf.TryAgain as fault:
        queue.try_again(pack.pk, mark=mark, reason=str(fault))
    except (pdf.CannotDraw, seal.CannotSeal, Unreadable) as fault:
        queue.fail(pack.pk, mark=mark, reason=str(fault))
    except (OperationalError, InterfaceError):
        # The database is away, and so is the row: it is taken up again once the lease has run out.
        logger.exception("Pack %s was left for another try", pack.pk)
    except OSError as fault:
        logger.exception("Pack %s could not be stored", pack.pk)
        reason = storage_fault(fault.errno, words=fault.strerror or str(fault))
        queue.fail(pack.pk, mark=mark, reason=reason)
    except Exception as fault:
        logger.exception("Pack %s failed", pack.pk)
        queue.fail(
            pack.pk,
            mark=mark,
            reason=f"A fault of the product ({type(fault).__name__}). The worker’s log says more; "
            "tell the administrator.",
        )
    return False


def _draw_and_store(pack: Pack, heart: Heartbeat) -> bool:
    store.forget_drafts(str(pack.pk))
    pdf.printer.load()
    context = context_of(pack)
    every = [section for file in context.files for section in context.printed(file)]
    heart.every = len(every) + AFTER_SECTIONS * len(context.files)
    drawn = [_file_of(pack, context, file, heart) for file in context.files]
    own, *apart = drawn
    at = heart.clock()
    made = queue.Made(
        pack=own.file,
        manifest=manifest_of(pack, context.control, drawn=drawn, at=at),
        annex=apart[0].file if apart else None,
    )
    ours = queue.finish(pack.pk, at=at, mark=heart.mark, made=made)
    if not ours:  # another worker's pack is another file, if it is sealed: no two seals are alike
        for drawing in drawn:
            if drawing.seal:
                store.remove(drawing.file.sha256)
    return ours


def _file_of(pack: Pack, context: PackContext, file: PackFile, heart: Heartbeat) -> Drawn:
    """Return one file of an edition, drawn, sealed and stored."""
    with store.draft(f"{pack.pk}-{heart.mark}-{file}") as path:
        markup = html.render(context, file=file, on_section=heart.section)
        pages = pdf.draw(markup, path, on_progress=heart.tell)
        heart.done += AFTER_SECTIONS
        heart.tell("Sealing")
        put = seal.seal(path, demonstration=context.control.demonstration, at=heart.clock())
        sha256, size = store.put(path)
    store.keep_markup(markup)
    stored = StoredFile(
        file=file,
        sha256=sha256,
        size=size,
        pages=pages,
        drawn_sha256=put.drawn_sha256 if put else "",
        drawn_size=put.drawn_size if put else 0,
    )
    return Drawn(file=stored, markup=markup, seal=put)


def markup_of(pack: Pack, file: PackFile = PackFile.PACK) -> str:
    """Return the HTML of one file of a pack, of its two snapshots alone; raises as below."""
    return html.render(context_of(pack), file=file)


def markup_kept(pack: Pack, file: PackFile) -> str | None:
    """Return the HTML that a file of a ready pack was drawn from, None where it cannot be had.

    Where it was not kept it is made anew, and taken if it is what the manifest says.
    """
    sha256 = markup_hashes(pack.manifest).get(file)
    if sha256 is None:
        return None
    if (stored := store.markup_of(sha256)) is not None:
        return stored
    try:
        made = markup_of(pack, file)
    except (pdf.CannotDraw, Unreadable):
        return None
    return made if hashlib.sha256(made.encode()).hexdigest() == sha256 else None


def files_of(pack: Pack) -> tuple[PackFile, ...]:
    """Return the files that a pack is made of: once it is ready, those that were stored."""
    files = tuple(stored.file for stored in pack.stored)
    oversight = Oversight(pack.committee.oversight) if pack.committee else None
    return files or contents_of(pack.forum, Audience(pack.audience), oversight).files


def context_of(pack: Pack) -> PackContext:
    """Return what a pack prints, from its two snapshots and what was pinned, and nothing else.

    A public edition is made of both months without what is withheld.

    Raises CannotDraw where a snapshot is not what its hash says, Unreadable where it is no plan.
    """
    own, pinned = _opened(pack.snapshot), codec.pinned_in(pack.pinned)
    last = _opened(pack.compared_with).plan if pack.compared_with else None
    plan, before = own.plan, own.before
    held: tuple[WithheldCount, ...] = ()
    not_shown = ALL_SHOWN
    months = [own.plan, *([last] if last else [])]
    board = Forum(pack.forum)
    if pack.audience in TO_PUBLISH:
        if pinned is None:
            raise pdf.CannotDraw("What the edition is to leave out is not recorded with it.")
        public = public_plan(plan, pinned.classes, last=last, pinned=pinned, forum=board)
        plan, last, pinned, held = public.plan, public.last, public.pinned, public.withheld
        before, not_shown = None, public.not_shown
    elif pinned:
        held = not_public(plan, pinned.classes, pinned=pinned, forum=board)
    extract = pinned.extract if pinned else None
    if pinned and extract:
        plan, last = for_committee(plan, extract), last and for_committee(last, extract)
        held = withheld_from(own.plan, pinned)
        months = [for_committee(month, extract) for month in months]
    if last is not None and pack.compared_with is not None:
        before = key_facts(last, sha256=pack.compared_with.sha256)
    return compose(
        plan,
        edition_of(pack, extract, pinned.corrects if pinned else None),
        sha256=pack.snapshot.sha256,
        before=before,
        last=last,
        pinned=pinned,
        held=held,
        hidden=hidden_totals(zip(months, filter(None, (plan, last)), strict=True)),
        not_shown=not_shown,
    )


def _opened(snapshot: PlanSnapshot) -> Opened:
    if hashlib.sha256(snapshot.body.encode()).hexdigest() != snapshot.sha256:
        raise pdf.CannotDraw(
            f"The stored snapshot of {snapshot.period} does not match its hash: it was changed "
            "outside the product. Restore the database from a backup, then ask for the pack again."
        )
    return opened(snapshot.body)


def redraw(pack: Pack, into: Path, file: PackFile = PackFile.PACK) -> bool:
    """Draw a file of an issued pack again and tell whether it is the same byte for byte."""
    pdf.draw(markup_of(pack, file), into)
    return store.hash_of(into) in {
        stored.redrawn_sha256 for stored in pack.stored if stored.file is file
    }
