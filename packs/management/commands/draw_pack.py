"""Draw a pack's HTML and PDF into a folder: for designers, and to check an issued file."""

from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from irp.actions import Refused
from irp.models import Board
from irp.rules.date_spans import printed_month
from packs import build, pdf
from packs.actions.extracts import extract_facts
from packs.facts.edition import PinnedFacts
from packs.models import Pack, PlanSnapshot
from packs.rules import ANNEXES, file_name, storage_fault
from packs.snapshot import codec
from packs.snapshot.pinning import pinned
from packs.words import Audience, Forum, PackFile, PackState


class Command(BaseCommand):
    """Write the HTML and the PDF of a pack; nothing in the database changes."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a pack by its number, or a frozen period and a forum."""
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--pack", type=int, help="the number of a pack")
        which.add_argument("--period", type=_month, help="a frozen month, such as 2026-10")
        parser.add_argument("--forum", choices=[*Forum], default="tib")
        parser.add_argument("--committee", help="of whom to draw the extract of the IRB’s pack")
        parser.add_argument("--folder", type=Path, default=Path("."), help="where to write")

    def handle(self, *args: Any, **options: Any) -> None:
        """Draw, and say whether an issued pack came out the same byte for byte."""
        pack = self._pack(options)
        folder: Path = options["folder"]
        month = pack.snapshot.period.month
        name = file_name(
            forum=pack.forum, month=month, version=pack.version, standing=pack.standing
        )
        same = True
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for which in build.files_of(pack):
                stem = f"{name}-{ANNEXES}" if which is PackFile.ANNEX else name
                page, file = folder / f"{stem}.html", folder / f"{stem}.pdf"
                page.write_text(build.markup_of(pack, which))
                same = build.redraw(pack, file, which) and same
                self.stdout.write(f"{page}\n{file}")
        except pdf.CannotDraw as fault:
            raise CommandError(str(fault)) from fault
        except OSError as fault:
            raise CommandError(storage_fault(fault.errno, words=str(fault))) from fault
        if pack.state == PackState.READY and not same:
            raise CommandError(f"{pack} does not come out as it was issued.")
        if pack.state == PackState.READY:
            seal = ", up to the seal" if pack.drawn_sha256 else ""
            self.stdout.write(f"The same byte for byte as issued{seal}.")

    def _pack(self, options: dict[str, Any]) -> Pack:
        packs = Pack.objects.select_related(
            "snapshot__period", "compared_with", "supersedes", "made_from", "committee"
        )
        if options["pack"]:
            pack = packs.filter(pk=options["pack"]).first()
            if pack is None:
                raise CommandError(f"There is no pack {options['pack']}.")
            return pack
        snapshots = PlanSnapshot.objects.select_related("period")
        snapshot = snapshots.filter(period__month=options["period"]).first()
        if snapshot is None:
            raise CommandError(f"{printed_month(options['period'])} is not a frozen period.")
        label = snapshot.packs.filter(forum=options["forum"]).next_label(is_final=False)
        beside = pinned(snapshot, Forum(options["forum"]), at=timezone.now())
        pack = Pack(
            snapshot=snapshot,
            compared_with=snapshots.newest_before(options["period"]),
            forum=options["forum"],
            number=1,
            label=label,
            standing="draft",
        )
        if options["committee"]:
            beside = self._extract(pack, beside, options["committee"])
        pack.pinned = codec.text_of(beside)
        return pack

    def _extract(self, pack: Pack, beside: PinnedFacts, name: str) -> PinnedFacts:
        """Make a pack a committee's extract, as it would be asked for now."""
        pack.committee = Board.objects.filter(name=name).first()
        if pack.committee is None or pack.forum != Forum.IRB:
            raise CommandError(f"There is no committee '{name}', or the pack is not the IRB’s.")
        pack.audience, pack.meets_on = Audience.EXTRACT, pack.snapshot.period.irb_on
        try:
            extract = extract_facts(pack.committee, meets_on=pack.meets_on, at=beside.at)
        except Refused as fault:
            raise CommandError(str(fault)) from fault
        return replace(beside, texts=(), items=(), since=(), extract=extract)


def _month(words: str) -> date:
    """Return the first day of a month typed as 2026-10."""
    try:
        return datetime.strptime(words, "%Y-%m").date()
    except ValueError as fault:
        raise ArgumentTypeError(f"'{words}' is not a month. Type one such as 2026-10") from fault
