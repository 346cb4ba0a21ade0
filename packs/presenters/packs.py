"""Packs as their pages show them: standing, progress, file, downloads."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.core.paginator import Page
from django.db.models import prefetch_related_objects

from irp.addresses import address
from irp.models import ReportingPeriod, User
from irp.presenters import Pages
from packs.figures.publication import publication_words
from packs.models import Pack, PackConfirmation, StoredFile, WordsRead
from packs.presenters.classification import ClosedLine, TwiceLine, closed_lines, twice_lines
from packs.presenters.extracts import ExtractLine, extract_lines
from packs.presenters.publication import Publication, publication_of
from packs.presenters.versions import correction_of, standing_word
from packs.proof import OWN
from packs.readings.found import packs_seen, words_read_of
from packs.readings.issue import readiness, withdrawn_since
from packs.readings.publication import steps_in
from packs.readings.replaced import replaces
from packs.rules import MOST_TRIES
from packs.rules.issue import issue_faults
from packs.snapshot.codec import pinned_in
from packs.words import TO_PUBLISH, Audience, EditionStatus, Forum, PackFile, PackState

ROWS_A_PAGE = 50
NOT_READY = "NOT READY"  # what is final only once it is there
STATE_WORDS = {
    PackState.QUEUED: "In the queue",
    PackState.RUNNING: "Being created",
    PackState.READY: "Ready",
    PackState.FAILED: "Failed",
}


class Offer(StrEnum):
    """What the CPMO may ask for from a pack's page."""

    AGAIN = "again"
    ISSUE = "issue"
    RENEW = "renew"
    CORRECT = "correct"
    PUBLIC = "public"


@dataclass(frozen=True)
class PackLine:
    """One version of a pack in the list."""

    key: int
    period: ReportingPeriod
    name: str  # what it is: "IRB pack"
    version: str
    is_public: bool  # a public edition, not a version of its board's own
    standing: str
    state: str
    pages: int
    by: str
    at: datetime
    publication: str  # how far an issued edition has come, "" before anything was recorded
    files: frozenset[str]  # what can be downloaded: "pdf", "annex", "manifest"


@dataclass(frozen=True)
class PackSheet:
    """What the pack's page shows."""

    pack: Pack
    line: PackLine
    meets_on: date
    by: str
    tries_left: int
    before: Pack | None
    after: Pack | None
    whole: Pack | None  # what a public edition is made from
    public: tuple[Pack, ...]  # the public editions made from it, the newest first
    words_read: WordsRead | None  # who read its words before a public edition was created
    extracts: tuple[ExtractLine, ...]  # for committees, by name, the newest of each first
    closed: tuple[ClosedLine, ...]  # what it shows, published, that is not public any more
    twice: tuple[TwiceLine, ...]  # what it prints though the other board's pack withholds it
    withdrawn: tuple[str, ...]  # what commissioners withdrew since, so that none is made from it
    correction: Pack | None  # the draft that carries it, None where none was asked for
    downloads: Page | None  # None for those who may not see who downloaded
    offers: tuple[Offer, ...]
    again: str  # where a failed edition of the whole one is asked for again, "" for nowhere
    before_issue: tuple[str, ...]  # what keeps a draft from being issued by this person
    unwritten: tuple[str, ...]  # what CPMO has not written for this draft's month
    confirmations: tuple[PackConfirmation, ...]  # commissioners' words on it, the newest first
    may_confirm: bool
    publication: Publication | None  # None of what is not issued, or for a committee
    manifest_sha256: str  # "" where no manifest was kept
    sealed_by: str  # whose seal it has, by the certificate's own name; "" for none
    demonstration: bool  # its seal is the demonstration's, no council's
    self_signed: bool  # nobody but the certificate itself says whose it is, and readers say so

    @property
    def annex(self) -> StoredFile | None:
        """Return the file of its annexes, None where they are in the pack itself."""
        return next((file for file in self.pack.stored if file.file is PackFile.ANNEX), None)

    @property
    def is_waiting(self) -> bool:
        """Tell whether it is still being drawn, so that the page looks again by itself."""
        return self.pack.state in {PackState.QUEUED, PackState.RUNNING}


def pack_lines(packs: Iterable[Pack]) -> list[PackLine]:
    """Return packs for a list; each comes with period, steps and what is annotated."""
    return [
        PackLine(
            key=pack.pk,
            period=pack.snapshot.period,
            name=pack.name,
            version=pack.own_version,
            is_public=pack.audience == Audience.PUBLIC,
            standing=standing_word(pack.standing, superseded=pack.superseded)
            if pack.state == PackState.READY or pack.standing == EditionStatus.DRAFT
            else NOT_READY,
            state=STATE_WORDS[PackState(pack.state)],
            pages=pack.pages,
            by=pack.requested_by_name,
            at=pack.requested_at,
            publication=publication_words(steps_in(pack.steps.all()))
            if pack.standing == EditionStatus.FINAL
            else "",
            files=_files(pack),
        )
        for pack in packs
    ]


def _files(pack: Pack) -> frozenset[str]:
    if pack.state != PackState.READY:
        return frozenset()
    found = {"pdf": True, "annex": bool(pack.annex_sha256), "manifest": pack.has_manifest}
    return frozenset(name for name, is_there in found.items() if is_there)


def pack_sheet(pack: Pack, *, user: User, at: datetime, page: str | None = None) -> PackSheet:
    """Return the page of one pack as this person may see it."""
    every = pack.snapshot.packs.filter(forum=pack.forum).defer("manifest", "pinned")
    packs = list(every.order_by("pk"))
    versions = [version for version in packs if version.made_from_id is None]
    seen = packs_seen(packs, user=user)
    after = [edition for edition in packs if replaces(edition, pack)]
    pack.superseded, pack.has_manifest = bool(after), bool(pack.manifest)
    if pack.standing == EditionStatus.FINAL:
        made = [edition for edition in seen if edition.made_from_id == pack.pk]
        prefetch_related_objects([pack, *made], "steps")
    period = pack.snapshot.period
    offers = _offers(pack, versions) if user.has_perm("packs.request_pack", pack) else ()
    ready = readiness(pack, by=user, at=at) if Offer.ISSUE in offers else None
    keeps_the_list = user.holds_kind("cpmo", "administrator")
    downloads = Pages(pack.downloads.all(), ROWS_A_PAGE).get_page(page)
    told = json.loads(pack.manifest or "{}")
    seal = told.get("seal") or {"by": "", "self_signed": False}
    return PackSheet(
        pack=pack,
        line=pack_lines([pack])[0],
        meets_on=pack.meets_on or (period.tib_on if pack.forum == Forum.TIB else period.irb_on),
        by=pack.requested_by_name,
        tries_left=MOST_TRIES - pack.tries,
        before=next((edition for edition in seen if edition.pk == pack.supersedes_id), None),
        after=next((edition for edition in after if edition in seen), None),
        whole=next((edition for edition in seen if edition.pk == pack.made_from_id), None),
        public=tuple(
            edition
            for edition in seen
            if edition.made_from_id == pack.pk and edition.audience == Audience.PUBLIC
        ),
        words_read=words_read_of(pack) if pack.audience in TO_PUBLISH else None,
        extracts=tuple(extract_lines(pack, seen)),
        closed=closed_lines(pack)
        if pack.audience in TO_PUBLISH and user.has_perm("packs.see_classification")
        else (),
        twice=twice_lines(pack, pinned_in(pack.pinned))
        if pack.audience == Audience.PUBLIC
        and not after
        and user.has_perm("packs.see_classification")
        else (),
        withdrawn=_withdrawn(pack, offers, at=at),
        correction=correction_of(pack, versions),
        downloads=downloads if keeps_the_list else None,
        offers=offers,
        again=_again(pack, packs) if user.has_perm("packs.request_pack", pack) else "",
        before_issue=tuple(issue_faults(ready)) if ready else (),
        unwritten=tuple(ready.unwritten) if ready else (),
        confirmations=tuple(pack.confirmations.order_by("-number")),
        may_confirm=pack.state == PackState.READY
        and not after
        and user.has_perm("packs.confirm_pack", pack),
        publication=publication_of(pack, seen, after, versions=versions, user=user, at=at),
        manifest_sha256=told.get(OWN, ""),
        sealed_by=seal["by"],
        demonstration=told.get("demonstration", False),
        self_signed=seal["self_signed"],
    )


def _offers(pack: Pack, versions: list[Pack]) -> tuple[Offer, ...]:
    """Return what may be asked for next, from the newest version only.

    The public edition is made from the version that is in force, whatever draft there is since.
    """
    if pack.pk != versions[-1].pk:
        return (Offer.PUBLIC,) if _may_be_public(pack) else ()
    if pack.state == PackState.FAILED:
        return (Offer.AGAIN,)
    if pack.state != PackState.READY:
        return ()
    if pack.standing == EditionStatus.FINAL:
        return (Offer.CORRECT, Offer.PUBLIC) if _may_be_public(pack) else (Offer.CORRECT,)
    return (Offer.ISSUE, Offer.RENEW)


def _again(pack: Pack, packs: Iterable[Pack]) -> str:
    """Return where a failed public edition or extract is asked for again, unless it was."""
    same = (pack.audience, pack.committee_id)
    was_asked = any(
        edition.pk > pack.pk and (edition.audience, edition.committee_id) == same
        for edition in packs
    )
    if pack.state != PackState.FAILED or pack.made_from_id is None or was_asked:
        return ""
    if pack.committee_id is None or pack.meets_on is None:
        return address("packs:public_request", pack.made_from_id)
    asked = f"committee={pack.committee_id}&meets_on={pack.meets_on:%d/%m/%Y}"
    return f"{address('packs:extract_request', pack.made_from_id)}?{asked}"


def _may_be_public(pack: Pack) -> bool:
    in_force = pack.standing == EditionStatus.FINAL and not pack.superseded
    return in_force and pack.state == PackState.READY and pack.made_from_id is None


def _withdrawn(pack: Pack, offers: Collection[Offer], *, at: datetime) -> tuple[str, ...]:
    is_asked = Offer.PUBLIC in offers
    return tuple(withdrawn_since(pack.requested_at, until=at)) if is_asked else ()
