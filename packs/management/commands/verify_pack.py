"""Say whether a PDF is a pack of ours, unaltered and current; compare it with what it is made from.

Ends with 0 for a pack of ours that is unaltered and current; 1 for a file that is not ours, was
altered, or is no pair with its manifest; 2 where a file cannot be read; 3 for a pack of ours that a
later version has replaced; 4 where the record was altered. That the product words a pack otherwise
since, as after an upgrade, alters neither file nor record: it says so and ends with 0.
"""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from packs import build, pdf, proof, store
from packs.manifest import made_by
from packs.models import Pack, StoredFile
from packs.presenters.checks import Checked, PackFound, Verdict, checked_file
from packs.snapshot import Unreadable
from packs.words import PackFile

REWORDED = (
    "File and record are unaltered: the hashes of the PDF, the snapshot and the text it was drawn "
    "from hold. The product as it runs now (version {runs}) would word the pack otherwise than "
    "version {made} did, as it was when it made it. The PDF was not drawn again."
)
TEXT_LOST = (
    "The text it was drawn from is missing from the pack store or altered, and the product makes "
    "another from the snapshot. Restore it from a backup."
)
NOT_OURS, UNREADABLE, REPLACED, RECORD_DIFFERS = 1, 2, 3, 4


class Command(BaseCommand):
    """Check a PDF; nothing in the database changes."""

    help = __doc__

    def create_parser(self, *names: Any, **options: Any) -> Any:
        """Keep the lines of the help as they are written."""
        return super().create_parser(*names, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and the manifest that came with it."""
        parser.add_argument("file", type=Path, help="the PDF")
        parser.add_argument("--manifest", type=Path, help="the manifest that came with it")
        parser.add_argument(
            "--quick", action="store_true", help="compare the text, but do not draw the PDF again"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what the file is, then whether the record still gives it."""
        path: Path = options["file"]
        try:
            digest, size = proof.hash_and_size(str(path))
            told = options["manifest"] and _head(options["manifest"])
            with path.open("rb") as file:
                checked = checked_file(file, name=path.name, user=None)
        except OSError as fault:
            raise CommandError(
                f"{fault.filename} cannot be read: {fault.strerror}. Type the path of a file that "
                "you may read.",
                returncode=UNREADABLE,
            ) from fault
        if told is not None:
            self._compare(told, path)
        if checked.verdict is Verdict.SEAL:
            packs = ", ".join(str(found.pack) for found in checked.found)
            raise CommandError(f"{checked.heading}: {packs}. {proof.SEAL}", returncode=NOT_OURS)
        if not checked.found:
            raise CommandError(_not_ours(checked, size), returncode=NOT_OURS)
        for found in checked.found:
            self.stdout.write(
                f"Ours and unaltered: {found.pack}, {found.standing}, SHA-256 {digest}"
            )
            assert found.file  # its hash is that of the file that was checked
            self._remake(found.pack, found.file, quick=options["quick"])
        _tell_later(checked.found[0])
        self.stdout.write(f"{checked.heading}.")

    def _compare(self, content: bytes, path: Path) -> None:
        """Refuse a manifest that is not whole, not of this file, or not ours."""
        values, faults = proof.read_manifest(content)
        faults = faults or proof.compared(values, str(path))[1]
        ours = Pack.objects.filter(manifest=content.decode()).first() if values else None
        if values and ours is None:
            faults.append("The manifest is not one that was issued here.")
        if faults:
            about = f"\nThe manifest is that of {ours}." if ours else ""
            words = "\n- ".join(["Not a pack and its manifest as issued:", *faults])
            raise CommandError(f"{words}{about}", returncode=NOT_OURS)
        self.stdout.write("The manifest is ours, whole, and of this file.")

    def _remake(self, pack: Pack, file: StoredFile, *, quick: bool) -> None:
        """Compare a file of a pack as it is stored, and with what its snapshot gives now."""
        faults, notes = _stored_faults(file), []
        if pack.manifest:
            told, faulty = proof.read_manifest(pack.manifest.encode())
            faults += faulty or _record_faults(pack, file, told)
            if not faulty:
                notes.append(proof.MADE_BY.format(**told))
            if not faults:
                faults += _remade_faults(pack, file, told, quick=quick, notes=notes)
        else:
            notes.append("No manifest was kept with it, so its text cannot be compared.")
        for note in notes:
            self.stdout.write(note)
        if faults:
            raise CommandError(
                "\n- ".join(["The file is as issued, but the record is not:", *faults]),
                returncode=RECORD_DIFFERS,
            )


def _head(path: Path) -> bytes:
    """Return a manifest's bytes, or as many of another file's as show that it is none."""
    with path.open("rb") as file:
        return file.read(proof.MOST_BYTES + 1)


def _not_ours(checked: Checked, size: int) -> str:
    words = f"{checked.heading}: no pack has its SHA-256, {checked.sha256}."
    if like := checked.like:
        words += (
            f"\nIts name is that of {checked.namesake}, which has {like.size:,} bytes and SHA-256 "
        )
        words += f"{like.sha256}; this file has {size:,} bytes. It was altered or cut short."
    return words


def _tell_later(found: PackFound) -> None:
    """Say which versions have replaced a pack, and why."""
    if found.later:
        each = [f"{later}: {later.reason or 'no reason was given'}" for later in found.later]
        raise CommandError(
            "\n- ".join(["It is no longer current. It was replaced by", *each]),
            returncode=REPLACED,
        )


def _stored_faults(file: StoredFile) -> list[str]:
    try:
        same = store.hash_of(store.path_of(file.sha256)) == file.sha256
    except OSError:
        same = False
    fault = "The file in the pack store is missing or altered. Restore it from a backup."
    return [] if same else [fault]


def _record_faults(pack: Pack, file: StoredFile, told: Any) -> list[str]:
    """Return where a manifest that is whole names another file or snapshot than the record does."""
    last = told["compared_with"]
    own = told["annex" if file.file is PackFile.ANNEX else "pdf"]
    named = (
        ("file", own["sha256"], file.sha256),
        ("snapshot", told["snapshot"]["sha256"], pack.snapshot.sha256),
        (
            "snapshot it is compared with",
            last and last["snapshot_sha256"],
            pack.compared_with and pack.compared_with.sha256,
        ),
    )
    return [
        f"Its manifest names another {what}."
        for what, in_manifest, in_record in named
        if in_manifest != in_record
    ]


def _remade_faults(
    pack: Pack, file: StoredFile, told: Any, *, quick: bool, notes: list[str]
) -> list[str]:
    """Return how the file differs that its snapshot gives now; note what was the same."""
    try:
        markup = build.markup_of(pack, file.file)
        annexes = file.file is PackFile.ANNEX
        text = told["annex"]["html_sha256"] if annexes else told["html"]["sha256"]
        if sha256(markup.encode()).hexdigest() != text:
            if store.markup_of(text) is None:
                return [TEXT_LOST]
            notes.append(
                REWORDED.format(runs=made_by()["product"], made=told["made_by"]["product"])
            )
            return []
        notes.append("Its snapshot gives the same text as when it was issued.")
        if quick or told["made_by"] != made_by():
            notes.append("The PDF was not drawn again.")
            return []
        with TemporaryDirectory() as folder:
            again = Path(folder) / "again.pdf"
            pdf.draw(markup, again)
            if store.hash_of(again) != file.redrawn_sha256:
                return [
                    "Drawn again, the PDF differs: the fonts or the system's libraries changed."
                ]
    except (pdf.CannotDraw, Unreadable) as fault:
        return [str(fault)]
    before = ", up to its seal" if file.drawn_sha256 else ""
    notes.append(f"Drawn again, the PDF is the same byte for byte{before}.")
    return []
