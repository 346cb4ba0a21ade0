"""The one way a page is shown as at a past day or a frozen month: `?as_at=` and `?month=`.

A view asks `past_of(request, at=at)` and reads from its `source`, measures by its `measured` and
changes nothing while `is_past`; `components/past.html` draws the control and the banner.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Min
from django.http import HttpRequest

from irp.asked import note_faults
from irp.facts import PeriodFacts
from irp.forms import DayEntry
from irp.models import Aim
from irp.readings import AsAt, Now, Source, end_of_day, periods
from irp.rules.calendar import london_day
from irp.rules.date_spans import for_example, printed_day, printed_month
from irp.rules.measuring import Measured


class PastDay(DayEntry):
    """A day as people type it, or as an address writes it: 2026-06-30."""

    def to_python(self, value: Any) -> Any:
        """Return the day."""
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            return super().to_python(value)


class PastForm(forms.Form):
    """Which past day, or which frozen month, to show."""

    as_at = PastDay(label="End of a past day", required=False, help_text=for_example(30, 6, 2025))
    month = forms.ChoiceField(label="Or a frozen month", required=False)

    def __init__(
        self,
        asked: Mapping[str, Any],
        *,
        today: date,
        frozen: Mapping[str, PeriodFacts],
        opened: date | None,
        auto_id: str = "id_past_%s",
    ) -> None:
        super().__init__(asked, auto_id=auto_id)
        self.today, self.opened, self.frozen = today, opened, frozen
        months = [(slug, printed_month(period.month)) for slug, period in frozen.items()]
        month: Any = self.fields["month"]
        month.choices = [("", "None"), *months]
        month.error_messages["invalid_choice"] = "Choose a month that has been frozen"

    def clean_as_at(self) -> date | None:
        """Return the day; one still to come, or before the record begins, is not known."""
        day = self.cleaned_data["as_at"]
        if day is None:
            return None
        if day > self.today:
            raise forms.ValidationError(
                f"Enter a day that is not in the future, such as {_typed(self.today)}"
            )
        # What was reported on is in the record: only an earlier day asks where that begins.
        first = first_day() if self.opened is None or day < self.opened else None
        if first and day < first:
            raise forms.ValidationError(
                f"The record begins on {printed_day(first)}. Enter {_typed(first)} or a later day"
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Take a day or a month, not both."""
        asked = super().clean() or self.cleaned_data
        if asked.get("as_at") and asked.get("month"):
            self.add_error("as_at", "Enter a day or choose a month, not both")
        return asked


def _typed(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def first_day() -> date | None:
    """Return the London day of the record's first entry, or None while there is none."""
    history: Any = Aim.history
    first: datetime | None = history.aggregate(first=Min("history_date"))["first"]
    return london_day(first) if first else None


@dataclass(frozen=True, kw_only=True)
class Past:
    """What a page is read from and measured by: now, a past day's end, or a frozen month.

    `month` is the first day of a frozen month that was asked for; `query` goes on in links.
    """

    source: Source
    measured: Measured
    form: PastForm
    month: date | None = None
    frozen_at: datetime | None = None
    is_past: bool = False

    @property
    def day(self) -> date | None:
        """Return the past day that was asked for."""
        return self.measured.on if self.is_past and self.month is None else None

    @property
    def read_on(self) -> date:
        """Return the day of the moment that it is read as at: to it ages run, as in the packs."""
        return london_day(self.source.at)

    @property
    def last_freeze(self) -> datetime | None:
        """Return when the newest month before the moment was frozen, None before the first."""
        moments = [period.frozen_at for period in self.form.frozen.values() if period.frozen_at]
        return max((at for at in moments if at < self.source.at), default=None)

    @property
    def query(self) -> str:
        """Return the part of an address that shows another page as at the same time, or ""."""
        return self.to("")

    def to(self, address: str, **asked: str) -> str:
        """Return an address with what is asked of its page, shown as at the same time."""
        if self.month:
            asked["month"] = f"{self.month:%Y-%m}"
        elif self.day:
            asked["as_at"] = self.day.isoformat()
        return f"{address}?{urlencode(asked)}" if asked else address

    @property
    def in_name(self) -> str:
        """Return what the name of a file adds: "-as-at-2025-06-30", or "" for now."""
        if self.month:
            return f"-{self.month:%Y-%m}"
        return f"-as-at-{self.day}" if self.day else ""

    @property
    def title(self) -> str:
        """Return what a page's title adds: ", as at 30 Jun 2025", or "" for now."""
        if self.month:
            return f", {printed_month(self.month)} as frozen"
        return f", as at {printed_day(self.day)}" if self.day else ""


def past_of(request: HttpRequest, *, at: datetime) -> Past:
    """Return as at when a request asks for its page, in one statement.

    What cannot be shown, such as a day in the future, is a fault of the form, and the page stands
    as it is now.
    """
    today = london_day(at)
    now = Now(at)
    known = periods(now).values()
    frozen = {f"{period.month:%Y-%m}": period for period in known if period.frozen_at}
    opened = min(
        (london_day(period.opened_at) for period in known if period.opened_at), default=None
    )
    form = PastForm(request.GET, today=today, frozen=frozen, opened=opened)
    asked = form.cleaned_data if form.is_valid() else {}
    note_faults(request, form)
    if day := asked.get("as_at"):
        measured = Measured(day, is_over=day < today)
        return Past(
            source=AsAt(min(end_of_day(day), at)), measured=measured, form=form, is_past=True
        )
    if slug := asked.get("month"):
        period = frozen[slug]
        return Past(
            source=AsAt(period.frozen_at or at),
            measured=Measured.month_end(period.month),
            form=form,
            month=period.month,
            frozen_at=period.frozen_at,
            is_past=True,
        )
    return Past(source=now, measured=Measured(today), form=form)
