"""A commissioner agrees what another drafted of a test, or does not."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from assurance.actions.cell_drafts import agree_draft, end_draft
from assurance.actions.cells import Judged
from assurance.forms.cells import SettleDraftForm
from assurance.models import CellAct, CellDraft, CellDraftEnd
from assurance.readings.cell_drafts import drafts_of_cell, not_to_agree
from assurance.readings.citations import citations_of_draft
from assurance.views.cell_asking import on_cell
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.rules.calendar import london_day
from irp.typed import takes


@takes(SettleDraftForm)
@on_cell
def cell_draft(request: SignedIn, judged: Judged, seen: int, at: datetime) -> HttpResponse:
    """Show the draft and take the answer (Rules 23 and 24b)."""
    drafts = drafts_of_cell(request.user, judged.outcome, judged.test, judged.subject)
    draft: CellDraft | None = drafts.order_by("-at", "-pk").first()
    if draft is None:
        raise Http404
    is_own = draft.by_id == request.user.pk
    barred = not_to_agree(draft, by=request.user, at=at)
    attempt = Attempt(request, SettleDraftForm, initial={"version": seen}, ends=bool(barred))

    def settle(entered: dict[str, object]) -> CellAct | CellDraftEnd:
        if not entered["agrees"]:
            return end_draft(draft, reason=str(entered["reason"]), by=request.user, at=at)
        return agree_draft(draft, version=int(str(entered["version"])), by=request.user, at=at)

    done = attempt.take(settle)
    if done:
        agreed = isinstance(done, CellAct)
        words = draft.get_said_display().lower()
        messages.success(
            request, f"Agreed, in force from now: {words}." if agreed else f"Draft ended: {words}."
        )
        return redirect("assurance:cell", judged.outcome.number, judged.test.number)
    return attempt.page(
        "assurance/cell_draft.html",
        judged=judged,
        draft=draft,
        cited=citations_of_draft(draft, user=request.user, on=london_day(at)),
        is_open=not hasattr(draft, "end"),
        barred=barred,
        is_own=is_own,
    )
