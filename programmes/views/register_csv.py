"""The open risks, issues or actions as the file that is loaded again (DESIGN 4a.10)."""

from operator import itemgetter

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.columns import Column
from irp.pages import SignedIn, csv_file
from programmes.forms.register_cells import cells_of, heads_of
from programmes.forms.register_file import open_entries
from programmes.views.register_load import kind_loaded


@require_safe
def register_csv(request: SignedIn, kind: str) -> HttpResponse:
    """Hand over every open entry of a kind that the person may change."""
    of = kind_loaded(request, kind, at=timezone.now())
    user = request.user
    rows = [
        cells_of(of, row)
        for row in open_entries(of)
        if user.has_perm("programmes.keep_raid", row.programme)
    ]
    columns = [Column(head, head, itemgetter(head)) for head in heads_of(of)]
    return csv_file(request, f"{of}s-to-change", columns, rows)
