"""How typed text, days and months are read, and how a form knows what the person saw (Rule 8)."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from irp.forms.numbers import WholeEntry
from irp.rules.date_spans import (
    OUT_OF_RANGE,
    WHAT_TO_TYPE,
    NoSuchDate,
    UnclearDate,
    printed_day,
)
from irp.rules.names import address_fault, name_fault
from irp.rules.numbers import has_other_digits
from irp.rules.plan_dates import Precision, QuarterConvention, UnreadableDate, parse_entered_date
from irp.rules.texts import is_seen, line_fault, prose_fault, tidied
from irp.rules.window import Window

WHICH_DAY = "Enter a day such as 30/06/2026"
WHICH_MONTH = "Enter a month such as Jun 2026"
WIDTH = {"class": "govuk-input--width-10"}


class Line(forms.CharField):
    """One line of text; one in which nothing can be seen counts as empty (Rule 5)."""

    def to_python(self, value: Any) -> Any:
        """Return the line; raises ValidationError for line breaks, tabs and unseen signs."""
        line = super().to_python(value)
        if line and not is_seen(line):
            return self.empty_value
        if fault := line_fault(line or ""):
            raise ValidationError(fault)
        return line


class Name(Line):
    """The name of a person or the title of a post, with one space between its words."""

    def to_python(self, value: Any) -> Any:
        """Return the name; raises ValidationError for what is unseen or passes for another."""
        name = " ".join((super().to_python(value) or "").split())
        if fault := name_fault(name):
            raise ValidationError(fault)
        return name


class Address(forms.EmailField):
    """An email address, in plain letters."""

    def to_python(self, value: Any) -> Any:
        """Return the address; raises ValidationError for letters that may pass for others."""
        address = super().to_python(value)
        if fault := address_fault(address or ""):
            raise ValidationError(fault)
        return address


class Prose(forms.CharField):
    """Several lines of text; one in which nothing can be seen counts as empty (Rule 5)."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """Return the text with one kind of line end.

        Raises ValidationError for what cannot be kept: nothing typed is dropped without a word.
        """
        text = super().to_python(value)
        if fault := prose_fault(text or ""):
            raise ValidationError(fault)
        return tidied(text) if text and is_seen(text) else self.empty_value


class TypedDate(Line):
    """A date that a person types; `window` gives the days that are taken, None any (Rule 8).

    What tries an act with a form sets it (irp.attempts): it is a setting of the plan.
    """

    window: Callable[[], Window] | None = None
    is_windowed = True

    def refusal_of(self, error: UnreadableDate) -> str:
        """Return what is wrong with a date, with the plan's window for all that can be kept."""
        words = self.words_of(self.window()) if self.window else OUT_OF_RANGE
        return str(error).replace(OUT_OF_RANGE, words)

    def words_of(self, window: Window) -> str:
        """Return what to type instead of what lies outside a window."""
        return window.words

    def hold(self, earliest: date | None, latest: date | None) -> None:
        """Raise ValidationError for days outside the plan's window."""
        if self.window and self.window().fault(earliest, latest):
            raise ValidationError(self.words_of(self.window()))

    def run_validators(self, value: Any) -> None:
        """Leave the length of the words to the reading of them: what is left is a date."""


def hold_to_window(form: forms.BaseForm, window: Callable[[], Window]) -> None:
    """Let a form take no day outside the plan's window, where a person types one."""
    for field in form.fields.values():
        if isinstance(field, TypedDate) and field.is_windowed:
            field.window = window


class _TypedSpan(TypedDate):
    """Words that name one span of time, read as the plan's dates are (Rule 8)."""

    precision: Precision
    advice: str
    told: tuple[type[UnreadableDate], ...]  # what is said as it is of a date in this box

    def to_python(self, value: Any) -> Any:
        """Return the first day of the span; what was typed stays in the box."""
        if isinstance(value, date):
            return value
        words = super().to_python(value)
        if not words:
            return None
        if has_other_digits(words):
            raise ValidationError(self.advice)
        try:
            read = parse_entered_date(words, quarters=QuarterConvention.CALENDAR)
        except UnreadableDate as error:
            told = isinstance(error, self.told) or str(error).startswith(OUT_OF_RANGE)
            refusal = self.refusal_of(error).replace(WHAT_TO_TYPE, self.advice)
            raise ValidationError(refusal if told else self.advice) from error
        if read.precision is not self.precision:
            raise ValidationError(self.advice)
        self.hold(read.earliest, read.latest)
        return read.earliest

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs=WIDTH))
        kwargs.setdefault("max_length", 100)
        super().__init__(empty_value="", **kwargs)


class DayEntry(_TypedSpan):
    """A day as people type it, day first: 30/06/2026 or 30 June 2026."""

    precision = Precision.DAY
    advice = WHICH_DAY
    told = (NoSuchDate, UnclearDate)

    def how_read(self, value: date | None) -> str:
        """Return the day that the words were read as; "" for none."""
        return printed_day(value) if value else ""

    def prepare_value(self, value: Any) -> Any:
        """Return a stored day as it is typed."""
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


class MonthEntry(_TypedSpan):
    """A month as people type it, "Jun 2026": its first day.

    `until` is a day in the last month that can be meant, None where it may be still to come.
    """

    precision = Precision.MONTH
    advice = WHICH_MONTH
    told = (UnclearDate,)
    until: date | None = None

    def words_of(self, window: Window) -> str:
        """Return what to type instead, in months."""
        return window.words_for_months(until=self.until)

    def prepare_value(self, value: Any) -> Any:
        """Return a stored month as it is typed."""
        return f"{value:%b %Y}" if isinstance(value, date) else value


class Seeing(forms.Form):
    """A form that knows what of the record the person saw (DESIGN 4a.1)."""

    def see_again(self, row: Any) -> None:
        """Take the row that a conflict has just shown, keeping what was typed."""
        raise NotImplementedError

    def _show(self, **hidden: Any) -> None:
        entered = cast(QueryDict, self.data).copy()
        for name, value in hidden.items():
            entered[self.add_prefix(name)] = str(value)
        self.data = entered


class Versioned(Seeing):
    """A form that knows which version of its record the person saw."""

    version = WholeEntry(min_value=0, widget=forms.HiddenInput)

    def see_again(self, row: Any) -> None:
        """Take the version of the row that a conflict has just shown, keeping what was typed."""
        self._show(version=row.version)
