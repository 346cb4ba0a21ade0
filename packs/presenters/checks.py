"""What is said of a file or a hash that somebody checks: whether it is a pack of ours, and current.

A person is told of packs that they may read. Of another they learn that it is ours and whether it
is current, and nothing more: they hold it already, and would else take a true file for a forged
one, or rely on one that was replaced.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from io import BufferedIOBase
from typing import Any

from irp.store import hash_of_stream, hashes_of_beginnings
from packs import proof
from packs.models import Pack, StoredFile
from packs.presenters.versions import saved_as, standing_word
from packs.readings.found import (
    manifests_of,
    packs_with_file,
    packs_with_hashes,
    sealed_beginnings,
    versions_beside,
)
from packs.readings.replaced import replaces
from packs.rules import ANNEXES
from packs.words import Audience, EditionStatus, PackFile

TAKEN = {"extract": Audience.EXTRACT.value, "exempt": Audience.EXEMPT.value}
NAME = re.compile(
    r"(tib|irb)-pack-(20\d\d)-(0[1-9]|1[0-2])-(?:(draft-\d{1,3}-of-v1\.\d{1,3})"
    r"|(?:(v[01]\.\d{1,3})|v(\d{1,3}))"
    r"(?:-(public)-edition(?:-(\d{1,3}))?|-(extract|exempt)(?:-part)?-(\d{1,3}))?-)"
)


class Verdict(StrEnum):
    """What a check comes to; its value is the heading of the answer to a file."""

    CURRENT = "This is our pack, unaltered and current"
    DRAFT = "This is our draft, unaltered. It was not issued"
    REPLACED = "This is our pack, unaltered, but a later version has replaced it"
    HIDDEN = "This is one of our packs, unaltered, but not one you can open here"
    DATA = "This is the SHA-256 of the data that packs were made from"
    SEAL = "This begins as our pack does, but its seal is not the one we put"
    UNKNOWN = "This is not one of our packs as we made it"

    @property
    def of_hash(self) -> str:
        """Return the heading of the answer to a hash: nobody has seen the file."""
        return {
            Verdict.CURRENT: "This is the SHA-256 of our pack, which is current",
            Verdict.DRAFT: "This is the SHA-256 of our draft, which was not issued",
            Verdict.REPLACED: "This is the SHA-256 of our pack, which a later version has replaced",
            Verdict.HIDDEN: "This is the SHA-256 of our pack, but not one you can open here",
            Verdict.UNKNOWN: "None of our packs has this SHA-256",
        }.get(self, self.value)


@dataclass(frozen=True, kw_only=True)
class PackFound:
    """A pack of ours that is what was checked, or was made from the data of that hash."""

    pack: Pack
    file: StoredFile | None  # which of its files was checked; None where it was no file's hash
    standing: str  # DRAFT, FINAL or SUPERSEDED
    later: tuple[Pack, ...]  # the versions that have replaced it, oldest first
    made_by: str  # by which version of the product, in words; "" where it has no manifest

    @property
    def currency(self) -> str:
        """Return whether it is current, in words that give nothing away of what is in it."""
        is_draft = self.pack.standing == EditionStatus.DRAFT
        draft = "It is a draft, which was not issued. " if is_draft else ""
        if self.later:
            return f"{draft}It is not current: {self.later[-1].version} has replaced it."
        return (
            f"{draft or 'It is current: '}{'N' if draft else 'n'}o later version has replaced it."
        )

    @property
    def verdict(self) -> Verdict:
        """Return what holds of it."""
        if self.later:
            return Verdict.REPLACED
        return Verdict.DRAFT if self.pack.standing == EditionStatus.DRAFT else Verdict.CURRENT


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The answer to a check."""

    verdict: Verdict
    sha256: str  # as far as it is known
    is_file: bool
    found: tuple[PackFound, ...] = ()
    unseen: tuple[PackFound, ...] = ()  # packs of ours that the person may not read
    namesake: Pack | None = None  # the pack whose name a file has that is not ours
    like: StoredFile | None = None  # its file of that name

    @property
    def heading(self) -> str:
        """Return what it comes to."""
        return self.verdict.value if self.is_file else self.verdict.of_hash


def checked_file(file: BufferedIOBase, *, name: str, user: Any) -> Checked:
    """Return what is said of an open file with this name; without a user, to who runs this.

    The file is hashed, and not opened as what it may be.
    """
    sha256 = hash_of_stream(file)
    rows = packs_with_file(sha256)
    seen = _seen(rows, user)
    if rows and not seen:
        unseen = found_packs(rows, sha256)
        return Checked(verdict=Verdict.HIDDEN, sha256=sha256, is_file=True, unseen=unseen)
    if not rows and (begun := _begun(file, user=user)):
        return Checked(verdict=Verdict.SEAL, sha256=sha256, is_file=True, found=begun)
    if not rows:
        like = namesake(name, user=user)
        named = file_named(like, name) if like else None
        return Checked(
            verdict=Verdict.UNKNOWN, sha256=sha256, is_file=True, namesake=like, like=named
        )
    found = found_packs(seen, sha256)
    return Checked(verdict=found[0].verdict, sha256=sha256, is_file=True, found=found)


def checked_hash(begins: str, *, user: Any) -> Checked:
    """Return what is said of how a hash begins: of a file, a manifest, or a month's frozen data."""
    rows = list(packs_with_hashes().with_hash(begins))
    seen = _seen(rows, user)
    if not rows:
        return Checked(verdict=Verdict.UNKNOWN, sha256=begins, is_file=False)
    if not seen:
        unseen = found_packs(_not_data(rows, begins), begins)
        return Checked(verdict=Verdict.HIDDEN, sha256=begins, is_file=False, unseen=unseen)
    own = _not_data(seen, begins)
    found = found_packs(own or seen, begins)
    verdict = found[0].verdict if own else Verdict.DATA
    return Checked(verdict=verdict, sha256=begins, is_file=False, found=found)


def found_packs(rows: Iterable[Pack], begins: str) -> tuple[PackFound, ...]:
    """Return packs with what has replaced each, in three statements at most.

    `begins` is how the hash begins that was asked for.
    """
    rows = list(rows)
    later = versions_beside(rows)
    told = {key: json.loads(manifest) for key, manifest in manifests_of(rows).items()}
    return tuple(
        PackFound(
            pack=row,
            file=next((file for file in row.stored if _has(file, begins)), None),
            standing=standing_word(row.standing, superseded=row.superseded),
            later=tuple(pack for pack in later if replaces(pack, row)),
            made_by=proof.MADE_BY.format(**told[row.pk]) if row.pk in told else "",
        )
        for row in rows
    )


def _begun(file: BufferedIOBase, *, user: Any) -> tuple[PackFound, ...]:
    """Return the packs whose drawn bytes a file begins with, whatever it has for their seal."""
    drawn = sealed_beginnings()
    has = hashes_of_beginnings(file, (size for _, size, _ in drawn))
    keys = {key: sha256 for key, size, sha256 in drawn if has.get(size) == sha256}
    rows = _seen(packs_with_hashes().filter(pk__in=keys), user)
    return found_packs(rows, keys[rows[0].pk]) if rows else ()


def namesake(name: str, *, user: Any) -> Pack | None:
    """Return the pack that a file's name is that of, None where it is no pack's."""
    told = NAME.search(name.lower())
    if told is None:
        return None
    forum, year, month, draft, version, number, public, of_public, taken, of_taken = told.groups()
    label = (draft or version or "").replace("-", " ")
    called: dict[str, Any] = {"label": label} if label else {"label": "", "number": int(number)}
    called |= {"audience": TAKEN.get(taken) or public or Audience.WHOLE.value}
    called |= {"part": int(of_public or of_taken or 1)}
    of = {"snapshot__period__month": date(int(year), int(month), 1), "forum": forum}
    rows = packs_with_hashes().filter(state="ready", **called, **of)
    return next(iter(_seen(rows, user)), None)


def file_named(pack: Pack, name: str) -> StoredFile | None:
    """Return the file of a pack that a name is of."""
    which = PackFile.ANNEX if ANNEXES in name.lower() else PackFile.PACK
    return next((file for file in pack.stored if file.file is which), None)


def manifest_name(pack: Pack) -> str:
    """Return the name a manifest is saved under, that of the pack as it was issued."""
    return saved_as(pack, superseded=False).replace(".pdf", ".manifest.json")


def _not_data(rows: Iterable[Pack], begins: str) -> list[Pack]:
    """Return the packs of which a hash is a file's or a manifest's, not that of their data."""
    return [row for row in rows if not row.snapshot.sha256.startswith(begins)]


def _seen(rows: Iterable[Pack], user: Any) -> list[Pack]:
    return [row for row in rows if user is None or user.has_perm("packs.see_pack", row)]


def _has(file: StoredFile, begins: str) -> bool:
    return file.sha256.startswith(begins) or file.drawn_sha256.startswith(begins)
