"""Give one speaker's assessment of a requirement, as a draft or issued."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from assurance.actions import assess_requirement, assessments_of
from assurance.forms import AssessForm
from assurance.models import Requirement
from assurance.words import Speaker
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@takes(AssessForm)
def assess(request: SignedIn, ref: str, speaker: str) -> HttpResponse:
    """Take an assessment; an unfinished draft's words are carried on, its judgement is not."""
    at = timezone.now()
    if speaker not in set(Speaker):
        raise Http404
    who = Speaker(speaker)
    require(request.user, "assurance.assess", who.value, at=at)
    row = get_object_or_404(Requirement.objects.select_related("outcome", "test"), ref=ref)
    given = assessments_of(row, who)
    newest = given[-1] if given else None
    carried: dict[str, object] = {"version": len(given)}
    if newest and not newest.issued:
        carried |= {"rationale": newest.rationale, "evidence_cited": newest.evidence_cited}
    attempt = Attempt(request, AssessForm, initial=carried)
    issued = request.POST.get("act") == "issue"
    given_now = attempt.take(
        lambda entered: assess_requirement(
            row, speaker=who, issued=issued, by=request.user, at=at, **entered
        )
    )
    if given_now:
        draft = f"Draft saved at {timezone.localtime(at):%H:%M}"
        messages.success(request, f"{who.label} issued." if given_now.issued else draft)
        return redirect("assurance:requirement", ref=row.ref)
    last = assessments_of(row, who)[-1] if attempt.clash else newest
    return attempt.page(
        "assurance/assess.html",
        requirement=row,
        speaker=who,
        newest=last,
    )
