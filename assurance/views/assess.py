"""Give one speaker's assessment of a requirement, as a draft or issued."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from assurance.actions import assess_requirement
from assurance.figures.gates import open_dates
from assurance.forms import AssessForm
from assurance.models import Requirement
from assurance.permissions import voice_of
from assurance.presenters.assess import assess_sheet, done_words, said_line
from assurance.readings.citable import picked_in
from assurance.readings.given import assessments_of
from assurance.views.interested import keep_out_interested
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
    row = get_object_or_404(Requirement.objects.select_related("outcome", "test"), ref=ref)
    voice = voice_of(row, who, source=Now(at))
    require(user, "assurance.assess", voice, at=at)
    if who is Speaker.COMMISSIONER:
        keep_out_interested(request, row.outcome.number, at=at)
    sheet = assess_sheet(row, who, user=user, source=Now(at), sent=request.POST)
    act, again = request.POST.get("act"), "confirmed" in request.POST
    saves = act in ("draft", "share") or (act == "issue" and again)
    attempt = Attempt(
        request, AssessForm, initial=sheet.initial, user=user, speaker=who, issued=act == "issue",
        open_dates=open_dates(sheet.gates), picked=picked_in(request.POST), cited=sheet.cited,
        considerations=row.considerations, missing=sheet.missing,
        pieces=None if saves else sheet.pieces,
    )  # fmt: skip
    form, given = attempt.form, None
    if saves:  # neither on the way back from the confirmation nor where evidence is looked for
        given = attempt.take(
            lambda _: assess_requirement(
                row, speaker=who, issued=act == "issue", shared=act == "share", by=user, at=at,
                **form.own_words(), cites=form.cites(), considered=form.considered(),
            )
        )  # fmt: skip
    elif act == "find" and not form.is_valid():
        form.errors.clear()  # whoever looks for evidence has not finished
    if given:
        messages.success(request, done_words(given, who))
        return redirect("assurance:requirement", ref=row.ref)
    shown = {"requirement": row, "speaker": who, "sheet": sheet, "ahead": sheet.ahead(at=at)}
    shown["may_issue"] = user.has_perm("assurance.issue", voice)
    shown["quarters"] = settings_of(request).cap_quarters
    if act == "issue" and not again and form.is_valid():
        return attempt.page("assurance/issue.html", **shown)
    form.offer(sheet.pieces, sheet.cited)
    newest = assessments_of(row, who, seen_by=user)[-1] if attempt.clash else sheet.newest
    shown |= {"newest": newest, "newest_said": said_line(newest)}
    return attempt.page("assurance/assess.html", others=sheet.others(at=at), **shown)
