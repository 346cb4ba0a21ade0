"""How an act on a return is tried: after a conflict its page shows the return as it stands now."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse

from irp.attempts import Attempt, Clash, Done, Form, clash_since
from irp.context import settings_of
from irp.models import Conflict
from irp.pages import SignedIn
from programmes.figures.budgets import beside_words
from programmes.forms import MilestoneUpdateForm, ReturnTextForm
from programmes.forms.occurrences import OccurrenceForm
from programmes.models import Return
from programmes.presenters.points import points_on
from programmes.presenters.return_rows import return_rows
from programmes.presenters.returns import return_page
from programmes.readings.budgets import budget_with, with_budgets
from programmes.readings.readers import reader_in
from programmes.readings.signing import last_said, name_of
from programmes.readings.whole_returns import read_what_is_said, returns_to_show
from programmes.rules.returns import went_back
from programmes.words import Voice


class ReturnAttempt(Attempt[Form]):
    """An attempt on a return; after a conflict `ret` is the return as it stands now."""

    def __init__(
        self, request: SignedIn, kind: Callable[..., Form], ret: Return, **given: Any
    ) -> None:
        super().__init__(request, kind, **given)
        self.ret = ret

    def take(
        self, act: Callable[[dict[str, Any]], Done], *, again: bool = False, row: Any = None
    ) -> Done | None:
        """Take it as any attempt does; where it was refused, the page needs what is said."""
        done = super().take(act, again=again, row=row)
        if done is None:
            read_what_is_said(self.ret)
        return done

    def meet(self, conflict: Conflict) -> None:
        """Read the return again: the page shows what a person has to read before going on."""
        self.ret = with_budgets(returns_to_show()).get(pk=self.ret.pk)
        super().meet(conflict)

    def page(self, template: str, **context: Any) -> HttpResponse:
        """Return the page with the return and its programme besides what any attempt gives."""
        own = {"ret": self.ret, "programme": self.ret.programme}
        return super().page(template, **own | context)


def changed_since(ret: Return, *, version: int, reports: dict[str, int]) -> list[Clash]:
    """Return what of a return was changed since it was read at these versions: text, reports."""
    texts = [clash_since(ReturnTextForm, ret, version=version)] if ret.version != version else []
    rows: list[tuple[type[forms.Form], Any, str]] = [
        (MilestoneUpdateForm, row, row.milestone.ref) for row in ret.reports.all()
    ]
    rows += [(OccurrenceForm, row, name_of(row)) for row in ret.occurrences.all()]
    return texts + [
        clash_since(form, row, version=reports.get(name, 0))
        for form, row, name in rows
        if row.version != reports.get(name)
    ]


def as_read(request: SignedIn, ret: Return, voice: Voice, *, at: datetime) -> dict[str, Any]:
    """Return what a page shows of a return that is read before this voice rates it."""
    settings, reader = settings_of(request), reader_in(request.user, ret.programme)
    rows = return_rows(ret, at=at, settings=settings, reader=reader, rating=None)
    return {
        "sheet": return_page(ret, at=at, reader=reader),
        "back": went_back(state=ret.state, steps=ret.steps.all()),
        "rows": rows,
        "beside": rows.beside,
        "last": last_said(ret, voice),
        "budget": beside_words(budget_with(ret)),
        "money": rows.money,
        "points": points_on(ret, reader=reader, at=at),
        "quarters": settings.irp_quarters,
    }
