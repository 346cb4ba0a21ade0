"""The form of one row among all of a return's; what nobody touches is not written (Rule 5)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundField

from irp.fields import label_of
from irp.forms import DayEntry, Line, Prose
from irp.rules.numbers import whole_number
from irp.rules.plan_dates import UNDATED
from programmes.actions import MilestoneUpdate
from programmes.actions.open_rows import NoChange, RowReport
from programmes.forms.milestones import ForecastEntry, MilestoneUpdateForm
from programmes.models import MilestoneReport
from programmes.rules.completion import COMPLETION
from programmes.words import Delivery

CHOOSE = ("", "Choose a status")
BOXES = ("delivery", "forecast", "actual_on", *COMPLETION, "narrative", "reason")


class RowForm(MilestoneUpdateForm):
    """A row's report, small enough to stand among thirty; or "no change", which is an act."""

    period = None  # type: ignore[assignment]  # the page is of one month: its address says which
    draft = None  # type: ignore[assignment]  # and says once that the return was one
    delivery = forms.ChoiceField(
        label=label_of(MilestoneReport, "delivery"), choices=Delivery.choices()
    )
    forecast = ForecastEntry(
        label=label_of(MilestoneReport, "forecast"),
        required=False,
        label_suffix="(unless complete)",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )
    actual_on = DayEntry(
        label=label_of(MilestoneReport, "actual_on"),
        label_suffix="(if complete)",
        required=False,
    )
    evidence = Prose(
        label=label_of(MilestoneReport, "evidence"),
        label_suffix="(if complete)",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    no_evidence = Prose(
        label=label_of(MilestoneReport, "no_evidence"),
        label_suffix="(if complete without any)",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    handed_to = Line(
        label=label_of(MilestoneReport, "handed_to"),
        label_suffix="(if handed to business as usual)",
        required=False,
        max_length=200,
    )
    narrative = Prose(
        label=label_of(MilestoneReport, "narrative"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason = Prose(
        label=label_of(MilestoneReport, "reason"),
        required=False,
        max_length=1000,
        label_suffix="(if Amber, Red, changed or later)",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    no_change = forms.BooleanField(
        label="Report no change",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "govuk-checkboxes--small"}),
    )

    def __init__(self, *args: Any, seen: MilestoneReport | None, **kwargs: Any) -> None:
        super().__init__(*args, empty_permitted=True, use_required_attribute=False, **kwargs)
        self.initial = self.initial_of(seen)
        if self.is_bound:
            self.initial["version"] = self.sent_version(self.data, str(self.prefix))
        if self.repeats:
            for name in BOXES:
                self.fields[name].required = False

    @staticmethod
    def initial_of(report: MilestoneReport | None) -> dict[str, Any]:
        """Return the month's own report to go on with, or an empty row."""
        return {"forecast": UNDATED} | MilestoneUpdateForm.initial_of(report)

    @staticmethod
    def sent_version(data: Mapping[str, Any], ref: str) -> int:
        """Return which version of a row's report the person saw, 0 where that cannot be read."""
        return whole_number(str(data.get(f"{ref}-version", ""))) or 0

    @property
    def repeats(self) -> bool:
        """Tell whether "no change" was ticked."""
        return self.is_bound and bool(self.data.get(self.add_prefix("no_change")))

    def offer(self, statuses: Any) -> None:
        """Show these statuses to choose from, none chosen (Rule 5); the page says the hint once."""
        super().offer(statuses)
        if not self.may_complete:
            self.fields["forecast"].help_text = ""
            self.fields["forecast"].label_suffix = None
        delivery = cast(forms.ChoiceField, self.fields["delivery"])
        delivery.choices = [CHOOSE, *cast(list[Any], delivery.choices)]

    @property
    def further_fields(self) -> list[BoundField]:
        """Return the boxes that the page gives no place of their own."""
        return [box for box in self.visible_fields() if box.name not in {*BOXES, "no_change"}]

    def clean(self) -> dict[str, Any]:
        """Refuse "no change" beside a box that was changed: it cannot be both."""
        entered = super().clean() or self.cleaned_data
        if self.repeats and set(self.changed_data) & set(BOXES):
            self.add_error(
                "no_change", "Untick “Report no change”, or leave the other boxes as they were"
            )
        return entered

    def report(self, *, month: date) -> RowReport:
        """Return what was entered, for the act."""
        entered = dict(self.cleaned_data)
        if entered.pop("no_change"):
            return NoChange(version=entered["version"])
        entered["delivery"] = Delivery(entered["delivery"])
        return MilestoneUpdate(month=month, **entered)
