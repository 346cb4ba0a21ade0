"""Score a risk: inherent, current and target, and why (Rule 28)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.typed import takes
from programmes.actions.risks import score_risk
from programmes.forms.risks import ScoreForm
from programmes.models import Risk
from programmes.readings.raid import score_columns
from programmes.rules.raid import band
from programmes.views.raid_acting import on_entry
from programmes.words import RaidKind
from programmes.words.raid import IMPACTS, LIKELIHOODS, MATRIX


@takes(ScoreForm)
@on_entry("programmes.keep_raid", RaidKind.RISK)
def risk_score(request: SignedIn, row: Risk, at: datetime) -> HttpResponse:
    """Take the scores; earlier ones stay in the record."""
    first = {"version": row.version, **score_columns(row.scores)}
    attempt = Attempt(request, ScoreForm, initial=first)
    scored = attempt.take(
        lambda entered: score_risk(
            row,
            attempt.form.scores(),
            reason=entered["reason"],
            version=entered["version"],
            by=request.user,
            at=at,
        )
    )
    if scored:
        found = band(scored.scores.current)
        messages.success(request, f"{row.ref} is now {found.label if found else ''}.")
        return redirect("programmes:raid_entry", row.ref)
    scales = {"matrix": MATRIX, "impacts": IMPACTS, "likelihoods": LIKELIHOODS}
    return attempt.page("programmes/risk_score.html", row=row, **scales)
