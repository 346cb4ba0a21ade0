"""What a page says of a step that this person cannot take, in place of its form."""

from datetime import datetime

from django.http import HttpResponse

from irp.pages import SignedIn, refusal
from irp.rules.calendar import london_day
from programmes.models import Return
from programmes.presenters.returns import return_page
from programmes.readings.readers import reader_in
from programmes.readings.signing import holding_of
from programmes.readings.whole_returns import read_what_is_said
from programmes.words import Step


def step_refused(
    request: SignedIn, ret: Return, step: Step, reasons: list[str], *, at: datetime
) -> HttpResponse:
    """Answer why this person may not take a step now, in place of its form."""
    context = {
        "reasons": reasons,
        "step": step,
        "ret": ret,
        "programme": ret.programme,
        "holder": holding_of(ret, on=london_day(at)).whom,
    }
    return refusal(request, "programmes/step_refused.html", context, status=200)


def signed_already(request: SignedIn, ret: Return, *, at: datetime) -> HttpResponse:
    """Answer that the person's posts have signed the return, and who has still to sign (17)."""
    status = 409 if request.method == "POST" else 200
    read_what_is_said(ret)
    sheet = return_page(ret, at=at, reader=reader_in(request.user, ret.programme))
    context = {"sheet": sheet, "ret": ret, "programme": ret.programme}
    return refusal(request, "programmes/signed_already.html", context, status=status)
