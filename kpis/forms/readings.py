"""The form of a reading: its value, what it was worked out from, provisional or revised (27)."""

from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms

from irp.fields import label_of
from irp.forms import DayEntry, MonthEntry, NumberEntry, Prose, WholeEntry
from irp.rules.calendar import month_start
from kpis.actions.readings import faults_of
from kpis.forms.asking import AskedIn
from kpis.models import Indicator, Reading
from kpis.readings import Known, readings_known
from kpis.rules import PENCE, PERCENT, PLACES, POUNDS, TIMES, YES_NO, Basis, worked_out
from kpis.words import Figure

QUOTIENT = ("numerator", "denominator")
SURVEY = ("respondents", "asked_from", "asked_until")


def value_entry(indicator: Indicator, *, label: str, unless: str = "") -> forms.Field:
    """Return the box of a value in an indicator's unit, which says how it is typed.

    `unless` says when it may be left empty.
    """
    named: dict[str, Any] = {"label": label, "required": not unless, "label_suffix": unless or None}
    if indicator.unit == YES_NO:
        return forms.TypedChoiceField(
            **named,
            choices=[("1", "Yes"), ("0", "No")],
            coerce=Decimal,
            empty_value=None,
            widget=forms.RadioSelect,
        )
    pounds = indicator.unit in POUNDS
    places, example = (PENCE, "1,234.50") if pounds else (PLACES, "12.5")
    total = " What there is in all, up to the end of the month." if indicator.cumulative else ""
    return NumberEntry(
        **named,
        pounds=pounds,
        percent=indicator.unit == PERCENT,
        help_text=f"In {indicator.unit}. At most {places} decimal places.{total}",
        error_messages={"invalid": f"Enter a number such as {example}"},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )


def number_entry(label: str) -> NumberEntry:
    """Return the box of a numerator or denominator."""
    return NumberEntry(
        label=label,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        error_messages={"invalid": "Enter a number such as 1,234.5"},
    )


class ReadingForm(AskedIn):
    """A value with its data period, provisional or revised; nothing of it is prefilled.

    Its version is the key of the indicator's newest reading when it was opened, 0 for none. The
    boxes of what a value is worked out from stand where the indicator has such a thing.
    """

    typed: tuple[date, Decimal, Figure] | None = None  # month, value and figure, as they were typed

    month = MonthEntry(
        label=label_of(Reading, "month"),
        help_text="The month of the data, not of the report. For example, Jun 2026",
    )
    value = NumberEntry(
        label=label_of(Reading, "value"),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    numerator = number_entry("What is counted")
    denominator = number_entry("Out of what")
    respondents = WholeEntry(
        label=label_of(Reading, "respondents"),
        required=False,
        min_value=1,
        max_value=99_999_999,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    asked_from = DayEntry(label=label_of(Reading, "asked_from"), required=False)
    asked_until = DayEntry(label=label_of(Reading, "asked_until"), required=False)
    figure = forms.TypedChoiceField(
        label=label_of(Reading, "figure"),
        choices=Figure.choices(),
        coerce=Figure,
        widget=forms.RadioSelect,
    )
    note = Prose(
        label=label_of(Reading, "note"),
        required=False,
        max_length=1000,
        help_text="The source, or anything to know about the figure.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason = Prose(
        label=label_of(Reading, "reason"),
        label_suffix="(needed where the month has another figure already)",
        required=False,
        max_length=1000,
        help_text="Both figures stay in the record, with this beside them.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, indicator: Indicator, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator, self.on = indicator, on
        self.ask(indicator.unit)
        month = cast(MonthEntry, self.fields["month"])
        month.until = on
        if indicator.frequency:
            words = indicator.get_frequency_display()
            month.help_text = f"{words}. The first month of the data. For example, Apr 2026"
        unless = "(or enter the two numbers below)" if indicator.unit in TIMES else ""
        self.fields["value"] = value_entry(
            indicator, label=label_of(Reading, "value"), unless=unless
        )
        self._fit(QUOTIENT, indicator.unit in TIMES)
        self._fit(SURVEY, indicator.is_survey)
        for name in QUOTIENT if indicator.numerator and indicator.denominator else ():
            if name in self.fields:
                self.fields[name].help_text = getattr(indicator, name)

    def _fit(self, names: tuple[str, ...], are_asked: bool) -> None:
        """Leave out the boxes that the indicator has no use for."""
        for name in () if are_asked else names:
            del self.fields[name]

    def see_again(self, row: Reading) -> None:
        """Take the reading that a conflict has just shown for the newest."""
        self._show(version=row.pk)

    def entered(self) -> dict[str, Any]:
        """Return what is recorded, and the newest reading that was seen."""
        cleaned = self.cleaned_data
        values = {
            name: cleaned.get(name) for name in ("month", "value", "figure", "note", "reason")
        }
        return values | {"basis": self._basis(cleaned), "seen": cleaned["version"]}

    def _basis(self, cleaned: dict[str, Any]) -> Basis:
        return Basis(**{name: cleaned.get(name) for name in (*QUOTIENT, *SURVEY)})

    def clean(self) -> dict[str, Any]:
        """Hold the reading to the rule, beside those that stand already."""
        cleaned = super().clean() or {}
        month, figure = cleaned.get("month"), cleaned.get("figure")
        value = cleaned.get("value")
        if value is None:
            value = worked_out(self._basis(cleaned), unit=self.indicator.unit)
        if month and figure and value is not None:
            self.typed = (month, value, figure)
        known = self.recorded() if month else Known()
        for name, fault in self.faults(cleaned, month=month, known=known).items():
            self.add_error(name if name in self.fields else None, fault)
        return cleaned

    def recorded(self) -> Known:
        """Return what is recorded of the indicator."""
        return readings_known([self.indicator.pk])[self.indicator.pk]

    def faults(
        self, cleaned: dict[str, Any], *, month: date | None, known: Known
    ) -> dict[str, str]:
        """Return what the rule refuses of what was typed, beside what is recorded; by field.

        A box that is refused already is left at that. No reason is asked for a revision of a
        reading that was not seen: the act shows that one first.
        """
        found = faults_of(
            self.indicator,
            month=month_start(month) if month else None,
            value=cleaned.get("value"),
            figure=cleaned.get("figure") or Figure.REVISED,  # what is missing is said
            reason=cleaned.get("reason", ""),
            basis=self._basis(cleaned),
            known=known,
            on=self.on,
        )
        seen = cleaned.get("version")
        if month and seen is not None and known.newest_of(month_start(month)) > seen:
            found.pop("reason", None)
        return {name: fault for name, fault in found.items() if name not in self.errors}
