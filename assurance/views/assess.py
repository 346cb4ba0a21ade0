"""Give one voice's assessment of a requirement, as a draft or issued."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assurance.actions import assess_requirement, assessments_of
from assurance.forms import AssessForm
from assurance.models import Assessment, Requirement
from assurance.presenters.voices import said
from assurance.words import Judgement, Speaker
from irp.actions import Refused
from irp.models import Conflict
from irp.pages import SignedIn, page
from irp.permissions import require


@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: SignedIn, ref: str, speaker: str) -> HttpResponse:
    """Take an assessment; an unfinished draft's words are carried on, its judgement is not."""
    at = timezone.now()
    if speaker not in set(Speaker):
        raise Http404
    voice = Speaker(speaker)
    require(request.user, "assurance.assess", voice.value, at=at)
    row = get_object_or_404(Requirement.objects.select_related("outcome", "test"), ref=ref)
    given = assessments_of(row, voice)
    newest = given[-1] if given else None
    carried: dict[str, object] = {"seen": len(given)}
    if newest and not newest.issued:
        carried |= {"rationale": newest.rationale, "evidence_cited": newest.evidence_cited}
    form = AssessForm(request.POST if request.method == "POST" else None, initial=carried)
    context = {"form": form, "requirement": row, "voice": voice, "other": None}
    context["newest"] = said(newest) if newest else None
    if request.method != "POST":
        return page(request, "assurance/assess.html", context)
    if not form.is_valid():
        return page(request, "assurance/assess.html", context, status=422)
    entered = form.cleaned_data | {"judgement": Judgement(form.cleaned_data["judgement"])}
    issued = request.POST.get("act") == "issue"
    try:
        assess_requirement(row, speaker=voice, issued=issued, by=request.user, at=at, **entered)
    except Refused as refused:
        form.add_error(None, refused.reasons)
        return page(request, "assurance/assess.html", context, status=422)
    except Conflict as conflict:
        form.data = request.POST.dict() | {"seen": len(assessments_of(row, voice))}
        context |= {"other": said(cast(Assessment, conflict.row)), "failed": True}
        return page(request, "assurance/assess.html", context, status=409)
    messages.success(request, f"{voice.label} {'issued' if issued else 'saved as a draft'}.")
    return redirect("assurance:requirement", ref=row.ref)
