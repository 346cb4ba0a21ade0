"""Give one speaker's assessment of a requirement, as a draft or issued."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from assurance.actions import assess_requirement, assessments_of
from assurance.figures.gates import open_dates
from assurance.forms import AssessForm
from assurance.models import Assessment, JudgementDraft, Requirement
from assurance.presenters.assess import assess_sheet
from assurance.words import Speaker
from irp.attempts import Attempt
from irp.context import settings_of
from irp.pages import SignedIn
from irp.permissions import require
from irp.readings import Now
from irp.typed import takes


@takes(AssessForm)
def assess(request: SignedIn, ref: str, speaker: str) -> HttpResponse:
    """Take an assessment; what is to be issued is shown once more first (Rule 19)."""
    at, user = timezone.now(), request.user
    if speaker not in set(Speaker):
        raise Http404
    who = Speaker(speaker)
    require(user, "assurance.assess", who.value, at=at)
    row = get_object_or_404(Requirement.objects.select_related("outcome", "test"), ref=ref)
    source = Now(at)
    sheet = assess_sheet(row, who, user=user, source=source)
    act = request.POST.get("act")
    attempt = Attempt(
        request, AssessForm, initial=sheet.initial, user=user, speaker=who, issued=act == "issue",
        open_dates=open_dates(sheet.gates),
    )  # fmt: skip
    shown = {"requirement": row, "speaker": who, "sheet": sheet, "ahead": sheet.ahead(at=at)}
    shown["quarters"] = settings_of(request).cap_quarters
    if act == "issue" and "confirmed" not in request.POST and attempt.form.is_valid():
        return attempt.page("assurance/issue.html", **shown)
    given = None
    if act != "change":  # the way back from the confirmation: what was typed is on the page
        given = attempt.take(
            lambda entered: assess_requirement(
                row, speaker=who, issued=act == "issue", shared=act == "share", by=user, at=at,
                **entered,
            )
        )  # fmt: skip
    if given:
        messages.success(request, _done(given, who))
        return redirect("assurance:requirement", ref=row.ref)
    newest = assessments_of(row, who, seen_by=user)[-1] if attempt.clash else sheet.newest
    return attempt.page("assurance/assess.html", newest=newest, others=sheet.others(at=at), **shown)


def _done(given: Assessment | JudgementDraft, speaker: Speaker) -> str:
    if given.issued:
        return f"{speaker.label} issued."
    saved = f"Draft saved at {timezone.localtime(given.at):%H:%M}"
    shared = isinstance(given, JudgementDraft) and given.shared
    return f"{saved} and shared with the other commissioners" if shared else saved
