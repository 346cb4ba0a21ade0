"""Give one speaker's assessment of a requirement, as a draft or issued."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from assurance.actions import assess_requirement, assessments_of
from assurance.forms import AssessForm
from assurance.models import Requirement
from assurance.readings.drafts import gone_on_with
from assurance.words import Speaker
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@takes(AssessForm)
def assess(request: SignedIn, ref: str, speaker: str) -> HttpResponse:
    """Take an assessment; an unfinished draft's words are carried on, its judgement is not.

    What is to be issued is shown once more first: it cannot be changed afterwards (Rule 19).
    """
    at = timezone.now()
    if speaker not in set(Speaker):
        raise Http404
    who = Speaker(speaker)
    require(request.user, "assurance.assess", who.value, at=at)
    row = get_object_or_404(Requirement.objects.select_related("outcome", "test"), ref=ref)
    given = assessments_of(row, who, seen_by=request.user)
    carried: dict[str, object] = {"version": len(given)}
    draft = gone_on_with(given, user=request.user)
    if draft:
        carried |= {"rationale": draft.rationale, "evidence_cited": draft.evidence_cited}
    attempt = Attempt(request, AssessForm, initial=carried, user=request.user)
    act = request.POST.get("act")
    if act == "issue" and "confirmed" not in request.POST and attempt.form.is_valid():
        return attempt.page("assurance/issue.html", requirement=row, speaker=who)
    given_now = None
    if act != "change":  # the way back from the confirmation: what was typed is on the page
        given_now = attempt.take(
            lambda entered: assess_requirement(
                row, speaker=who, issued=act == "issue", shared=act == "share", by=request.user,
                at=at, **entered,
            )
        )  # fmt: skip
    if given_now:
        saved = f"Draft saved at {timezone.localtime(at):%H:%M}"
        if given_now.shared:
            saved += " and shared with the other commissioners"
        messages.success(request, f"{who.label} issued." if given_now.issued else saved)
        return redirect("assurance:requirement", ref=row.ref)
    newest = draft or next((one for one in reversed(given) if one.issued), None)
    if attempt.clash:
        newest = assessments_of(row, who, seen_by=request.user)[-1]
    return attempt.page(
        "assurance/assess.html",
        requirement=row,
        speaker=who,
        newest=newest,
    )
