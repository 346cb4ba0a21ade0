"""How a typed day and month are read, and how a form knows what the person saw (Rule 8)."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from irp.rules.plan_dates import Precision, QuarterConvention, UnreadableDate, parse_entered_date

WHICH_DAY = "Enter a day such as 30/06/2026"
WHICH_MONTH = "Enter a month such as Jun 2026"
WIDTH = {"class": "govuk-input--width-10"}


class _TypedDate(forms.CharField):
    """Words that name one span of time, read as the plan's dates are (Rule 8)."""

    precision: Precision
    advice: str

    def to_python(self, value: Any) -> Any:
        """Return the first day of the span; what was typed stays in the box."""
        if isinstance(value, date):
            return value
        words = super().to_python(value)
        if not words:
            return None
        try:
            read = parse_entered_date(words, quarters=QuarterConvention.CALENDAR)
        except UnreadableDate as error:
            known = "does not exist" in str(error) or "between" in str(error)
            raise ValidationError(str(error) if known else self.advice) from error
        if read.precision is not self.precision:
            raise ValidationError(self.advice)
        return read.earliest

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs=WIDTH))
        kwargs.setdefault("max_length", 100)
        super().__init__(empty_value="", **kwargs)

    def run_validators(self, value: Any) -> None:
        """Leave the length of the words to the reading of them: what is left is a day."""


class DayEntry(_TypedDate):
    """A day as people type it, day first: 30/06/2026 or 30 June 2026."""

    precision = Precision.DAY
    advice = WHICH_DAY

    def prepare_value(self, value: Any) -> Any:
        """Return a stored day as it is typed."""
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


class MonthEntry(_TypedDate):
    """A month as people type it, "Jun 2026": its first day."""

    precision = Precision.MONTH
    advice = WHICH_MONTH

    def prepare_value(self, value: Any) -> Any:
        """Return a stored month as it is typed."""
        return f"{value:%b %Y}" if isinstance(value, date) else value


class Versioned(forms.Form):
    """A form that knows which version of its record the person saw (DESIGN 4a.1)."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def see_again(self, version: int) -> None:
        """Take the version that a conflict has just shown, keeping what was typed."""
        entered = cast(QueryDict, self.data).copy()
        entered["version"] = str(version)
        self.data = entered
