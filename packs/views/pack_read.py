"""A pack on screen, and each of its tables and charts as a file (Rule 32)."""

from operator import itemgetter

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.addresses import address
from irp.columns import Column
from irp.pages import SignedIn, csv_file, page
from irp.permissions import require
from packs.build import markup_kept
from packs.models import Pack
from packs.presenters.versions import saved_as
from packs.twin import twin
from packs.twin_files import data_file
from packs.words import PackFile, PackState


@require_safe
def pack_read(request: SignedIn, key: int, file: str = PackFile.PACK) -> HttpResponse:
    """Show a file of a pack, every section open with `?open=all`.

    A page says so where it is not ready (404), or was not kept.
    """
    row, asked = _asked(request, key, file)
    markup = markup_kept(row, asked)
    other = next((stored.file for stored in row.stored if stored.file is not asked), None)
    shown = {"pack": row, "file": asked, "other": other, "twin": None}
    if not markup:
        status = 200 if row.state == PackState.READY else 404
        return page(request, "packs/pack_read.html", shown, status=status)
    opened = request.GET.get("open") == "all"
    found = twin(
        markup,
        file_of=lambda number: address("packs:pack_read_file", row.pk, asked, number),
        opened=opened,
    )
    return page(request, "packs/pack_read.html", shown | {"twin": found, "opened": opened})


@require_safe
def pack_read_file(request: SignedIn, key: int, file: str, number: int) -> HttpResponse:
    """Hand over a table or a chart of a pack as a CSV file; 404 where there is no such."""
    row, asked = _asked(request, key, file)
    markup = markup_kept(row, asked)
    found = data_file(markup, number) if markup else None
    if found is None:
        raise Http404("The pack has no such table or chart")
    name = f"{saved_as(row, superseded=row.superseded, file=asked).removesuffix('.pdf')}-{number}"
    columns = [Column(head, head, itemgetter(n)) for n, head in enumerate(found.heads)]
    return csv_file(request, name, columns, found.rows)


def _asked(request: SignedIn, key: int, file: str) -> tuple[Pack, PackFile]:
    """Return the pack that an address names and which of its files; raises as views do."""
    at = timezone.now()
    require(request.user, "packs.see_packs", at=at)
    row = get_object_or_404(Pack.objects.with_superseded().with_period(), pk=key)
    require(request.user, "packs.see_pack", row, at=at)
    asked = next((stored.file for stored in row.stored if stored.file == file), None)
    if asked is None and file != PackFile.PACK:
        raise Http404("The edition has no such file")
    return row, asked or PackFile.PACK
