"""The form that opens a reporting period."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms

from irp.actions import Refused, planned_deadlines, unusual_opening
from irp.forms import DayEntry, MonthEntry
from irp.rules.calendar import PeriodDeadlines
from irp.rules.date_spans import for_example
from irp.rules.openings import MOST_MONTHS_AFTER, order_faults


class PeriodOpenForm(forms.Form):
    """The month and its two boards; `deadlines` are worked back from the TIB (Rule 14).

    `unusual` is what the person has to confirm by a tick, once they have seen it.
    """

    month = MonthEntry(
        label="Month",
        help_text="The month to report on. For example, October 2026",
    )
    tib_on = DayEntry(
        label="Day of the TIB",
        help_text=(
            "When the Transformation and Improvement Board meets. "
            f"{for_example(24, 11, 2026)}. At most {MOST_MONTHS_AFTER} months after the month"
        ),
    )
    irb_on = DayEntry(
        label="Day of the IRB",
        help_text=(
            "When the Improvement and Recovery Board meets, on or after the TIB. "
            f"{for_example(1, 12, 2026)}"
        ),
    )
    sure = forms.BooleanField(label="These dates are correct", required=False)

    deadlines: PeriodDeadlines | None = None
    unusual: Sequence[str] = ()

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    def clean(self) -> dict[str, Any]:
        """Work the deadlines back, or say why the period cannot be opened."""
        entered = super().clean() or self.cleaned_data
        month, tib_on, irb_on = map(entered.get, ("month", "tib_on", "irb_on"))
        if not (month and tib_on and irb_on):
            if tib_on and irb_on:  # told in the same round as a month that cannot be read
                self.add_error(None, order_faults(tib_on=tib_on, irb_on=irb_on))
            return entered
        try:
            self.deadlines = planned_deadlines(month, tib_on=tib_on, irb_on=irb_on)
        except Refused as refused:
            raise forms.ValidationError(refused.reasons) from refused
        self.unusual = unusual_opening(month, self.deadlines, irb_on=irb_on, at=self.at)
        if self.unusual and self.is_confirmed and not entered["sure"]:
            self.add_error("sure", "Tick “These dates are correct”, or change the dates")
        return entered

    @property
    def is_confirmed(self) -> bool:
        """Tell whether the person confirmed the dates and deadlines that stand here now."""
        return self.deadlines is not None and self.data.get("confirmed") == self.fingerprint

    @property
    def fingerprint(self) -> str:
        """Return what is confirmed: the month, the boards and every deadline, as one text."""
        if self.deadlines is None:
            return ""
        days = self.deadlines
        parts = [self.cleaned_data["month"], self.cleaned_data["irb_on"]]
        parts += [getattr(days, name) for name in type(days).__dataclass_fields__]
        return " ".join(part.isoformat() for part in parts)

    def period(self) -> dict[str, date]:
        """Return what the act takes."""
        return {name: self.cleaned_data[name] for name in ("month", "tib_on", "irb_on")}
