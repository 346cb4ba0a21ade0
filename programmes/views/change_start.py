"""Begin a change request: what should change, and of which milestones of a programme (18)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from irp.addresses import address
from irp.pages import SignedIn, page
from irp.permissions import require
from programmes.forms.change_start import StartForm
from programmes.models import Milestone, Programme
from programmes.views.change_writing import offered

SCOPES = Programme.objects.select_related("sao", "rdl")


@require_safe
def change_start(request: SignedIn, ref: str) -> HttpResponse:
    """Show the choice; what was chosen leads to the form of its kind."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    programme = get_object_or_404(SCOPES, ref=ref)
    require(request.user, "programmes.ask_change", programme, at=at)
    asked = "asked" in request.GET or "kind" in request.GET
    stands = offered(programme, at=at)
    form = StartForm(
        request.GET if asked else None,
        initial={"rows": request.GET.getlist("rows")},
        stands=stands,
    )
    if asked and form.is_valid():
        there = address("programmes:change_add", ref, form.cleaned_data["kind"])
        chosen = urlencode({"rows": form.cleaned_data["rows"]}, doseq=True)
        return redirect(f"{there}?{chosen}" if chosen else there)
    gone = set(request.GET.getlist("rows")) - {row.ref for row in stands}
    retired = Milestone.objects.filter(programme=programme, ref__in=gone) if gone else ()
    context = {"form": form, "programme": programme, "failed": asked, "retired": retired}
    return page(request, "programmes/change_start.html", context, status=422 if asked else 200)
