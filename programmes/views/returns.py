"""A programme's returns, month by month."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.permissions import require
from irp.presenters import Pages
from programmes.models import Programme
from programmes.presenters.returns import return_line
from programmes.readings.readers import reader_in
from programmes.readings.whole_returns import returns_to_list


@require_safe
def returns(request: SignedIn, ref: str) -> HttpResponse:
    """List the returns, the newest first, with what each voice said."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    programme = get_object_or_404(Programme.objects.select_related("sao", "rdl"), ref=ref)
    paginator = Pages(returns_to_list(programme), 50)
    leaf = paginator.get_page(request.GET.get("page"))
    reader = reader_in(request.user, programme)
    rows = [return_line(ret, reader=reader) for ret in leaf]
    context = {"programme": programme, "page_of": leaf, "rows": rows}
    return page(request, "programmes/returns.html", context)
