"""Hand over the annexes of a pack where they are a second PDF, the download noted first."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_GET

from irp.pages import SignedIn
from packs.views.pack_download import handed_over
from packs.words import PackFile


@require_GET
def pack_annex(request: SignedIn, key: int) -> HttpResponseBase:
    """Hand over the file of annexes; a page says so of a pack whose annexes are in the pack."""
    return handed_over(request, key, PackFile.ANNEX)
