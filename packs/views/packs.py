"""The packs that a person may see, the newest period first."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.asked import note_filters
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.presenters import Pages
from packs.forms import PackFilterForm
from packs.models import Pack
from packs.presenters.packs import ROWS_A_PAGE, pack_lines


@require_safe
def packs(request: SignedIn) -> HttpResponse:
    """Show packs by period and forum with version, standing, state and who asked."""
    require(request.user, "packs.see_packs", at=timezone.now())
    rows = Pack.objects.visible_to(request.user).with_superseded().with_proof()
    filters = PackFilterForm(request.GET)
    note_filters(request, filters)
    if forum := filters.cleaned_data.get("forum"):
        rows = rows.filter(forum=forum)
    if period := filters.cleaned_data.get("period"):
        rows = rows.filter(snapshot__period=period)
    found = Pages(rows.with_period().prefetch_related("steps"), ROWS_A_PAGE)
    shown = found.get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "shown": shown,
        "lines": pack_lines(shown.object_list),
        "may_see_classification": request.user.has_perm("packs.see_classification"),
        "may_draw": request.user.has_perm("packs.request_pack"),
    }
    return page(request, "packs/packs.html", context, fragment="list")
