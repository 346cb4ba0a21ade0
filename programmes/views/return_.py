"""One month's return, whole. The file bears an underscore: "return" is a word of Python's own."""

from datetime import date

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.context import settings_of
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.rules.calendar import london_day
from programmes.figures.budgets import beside_words
from programmes.presenters.next_acts import next_acts
from programmes.presenters.points import points_on
from programmes.presenters.return_rows import return_rows
from programmes.presenters.returns import return_page
from programmes.readings.budgets import budget_with
from programmes.readings.owed import owed_rows, owes_reports, submission_faults
from programmes.readings.readers import reader_in
from programmes.readings.signing import holding_of
from programmes.readings.whole_returns import freezer_of, whole_return
from programmes.rules.returns import went_back
from programmes.views.acting import found


@require_safe
def return_(request: SignedIn, ref: str, month: date) -> HttpResponse:
    """Show everything that a return says, lacks and was signed for."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    ret = found(whole_return, ref, month)
    settings = settings_of(request)
    reader = reader_in(user, ret.programme)
    reads_rows = owes_reports(ret) and reader.sees(ref)
    owed = list(owed_rows(ret, on=london_day(at))) if reads_rows else None
    sheet = return_page(ret, at=at, reader=reader)
    context = {
        "sheet": sheet,
        "ret": ret,
        "programme": ret.programme,
        "period": ret.period,
        "may_prepare": ret.period.is_open
        and request.user.has_perm("programmes.draft_return", ret.programme),
        "back": None if sheet.is_withheld else went_back(state=ret.state, steps=ret.steps.all()),
        "acts": next_acts(user, ret, on=london_day(at)),
        "holder": holding_of(ret, on=london_day(at)).whom,
        "quarters": settings.irp_quarters,
        "frozen_by": freezer_of(ret),
    }
    if not sheet.is_withheld:
        rows = return_rows(
            ret, at=at, settings=settings, reader=reader, rating=sheet.sao_rating, in_force=owed
        )
        context |= {"rows": rows, "beside": rows.beside, "money": rows.money}
        lacks = submission_faults(ret, at=at, rows=owed, untold=rows.untold) if reads_rows else []
        context["faults"] = lacks
        context["budget"] = beside_words(budget_with(ret))
        context["points"] = points_on(ret, reader=reader, at=at)
    return page(request, "programmes/return.html", context)
