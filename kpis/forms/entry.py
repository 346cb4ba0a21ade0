"""One row of a month's entry: the reading of an indicator whose month is said already (Rule 27)."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from irp.field_messages import messages_of
from irp.fields import label_of
from irp.forms import Line
from kpis.actions import Entered
from kpis.forms.readings import QUOTIENT, ReadingForm
from kpis.models import Indicator, Reading
from kpis.readings import EntryRow
from kpis.rules import YES_NO
from kpis.words import Figure

YES_OR_NO = [("", ""), ("1", "Yes"), ("0", "No")]


class EntryRowForm(ReadingForm):
    """A reading of one row; nothing of it is prefilled but whether it revises another.

    A row that says nothing is left as it is. Its numbers are asked for where the indicator's
    definition says what they are; the days of a survey are entered on its own page.
    """

    def __init__(self, data: QueryDict | None = None, *, row: EntryRow, on: date) -> None:
        self.row = row
        has_one = row.month in row.known.values
        figure = Figure.REVISED if has_one else Figure.PROVISIONAL
        super().__init__(
            data,
            indicator=row.indicator,
            on=on,
            prefix=row.indicator.ref,
            initial={"version": row.newest, "figure": figure.value},
        )
        self.ask(f"{row.indicator.unit}, {row.period}")
        for name in ("month", "asked_from", "asked_until"):
            self.fields.pop(name, None)
        if not (row.indicator.numerator and row.indicator.denominator):
            for name in QUOTIENT:
                self.fields.pop(name, None)
        for name in ("note", "reason"):
            label = label_of(Reading, name)
            self.fields[name] = Line(label=label, required=False, max_length=200)
        if not has_one:
            del self.fields["reason"]
        self._in_a_row(row.indicator)

    def _in_a_row(self, indicator: Indicator) -> None:
        """Give each box its width and its name, for its column's head alone is no label."""
        if indicator.unit == YES_NO:
            self.fields["value"].widget = forms.Select(
                choices=[("", ""), ("1", "Yes"), ("0", "No")]
            )
        self.fields["figure"].widget = forms.Select(choices=Figure.choices())
        self.fields["value"].required = False  # a row that says nothing is left as it is
        for field in self.fields.values():
            if not field.widget.is_hidden:
                kind = "select" if isinstance(field.widget, forms.Select) else "input"
                field.widget.attrs = {
                    "class": f"govuk-{kind}",
                    "aria-label": f"{indicator.ref}: {str(field.label).lower()}",
                    "aria-describedby": f"faults-{indicator.ref}",
                }

    @property
    def is_filled(self) -> bool:
        """Tell whether anything was typed for the row, beside whether it revises another."""
        names = [name for name in self.fields if name not in {"figure", "version", "asked"}]
        return any(str(self.data.get(self.add_prefix(name), "")).strip() for name in names)

    @property
    def told(self) -> list[str]:
        """Return what is wrong with the row, in words."""
        of_boxes = [str(words) for box in self for words in messages_of(box)]
        return [*of_boxes, *map(str, self.non_field_errors())]

    def clean(self) -> dict[str, Any]:
        """Hold the reading to the rule, beside what was recorded when the page was answered."""
        cleaned = super(ReadingForm, self).clean() or {}
        if self.is_filled:
            for name, fault in self.faults(
                cleaned, month=self.row.month, known=self.row.known
            ).items():
                self.add_error(name if name in self.fields else None, fault)
        return cleaned

    def reading(self) -> Entered:
        """Return what is recorded, and the newest reading that was seen."""
        cleaned = self.cleaned_data
        return Entered(
            month=self.row.month,
            value=cleaned.get("value"),
            figure=cleaned["figure"],
            note=cleaned.get("note", ""),
            reason=cleaned.get("reason", ""),
            basis=self._basis(cleaned),
            seen=cleaned["version"],
        )
