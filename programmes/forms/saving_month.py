"""Forms of one saving among many of a month: its amounts, or what is validated of them (26)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from irp.fields import label_of
from irp.forms import Line, MoneyEntry, WholeEntry
from irp.rules.numbers import whole_number
from programmes.actions.saving_month import AmountsEntry, ValidationEntry
from programmes.models import SavingAmounts, SavingValidation
from programmes.rules.savings import amounts_faults, validated_faults
from programmes.words import ForecastConfidence

RUNGS = ("identified", "approved", "in_delivery", "delivered")
AMOUNTS = (*RUNGS, "forecast", "full_year", "late")
OPTIONAL = {"full_year", "late"}


class MonthRowForm(forms.Form):
    """A row of the month's table; one that nobody touches is not written.

    Its version is the key of the entry that the person saw, 0 for none.
    """

    version = WholeEntry(min_value=0, widget=forms.HiddenInput)
    BOXES: tuple[str, ...] = ()

    def __init__(
        self, data: Mapping[str, Any] | None, *, ref: str, initial: dict[str, Any]
    ) -> None:
        super().__init__(
            data, prefix=ref, empty_permitted=True, use_required_attribute=False, initial=initial
        )
        if data is not None:  # what was sent is compared with what the person saw of it
            self.initial["version"] = whole_number(str(data.get(f"{ref}-version", ""))) or 0

    def entry(self) -> Any:
        """Return what was entered, for the act."""
        raise NotImplementedError

    @property
    def boxes(self) -> list[BoundField]:
        """Return the boxes of a row in their order."""
        return [self[name] for name in self.BOXES]


def _amount(name: str) -> MoneyEntry:
    return MoneyEntry(label=label_of(SavingAmounts, name), required=name not in OPTIONAL)


class AmountsForm(MonthRowForm):
    """A saving's amounts of a month; the newest stand in the boxes, and are written if changed."""

    BOXES = AMOUNTS
    identified = _amount("identified")
    approved = _amount("approved")
    in_delivery = _amount("in_delivery")
    delivered = _amount("delivered")
    forecast = _amount("forecast")
    full_year = _amount("full_year")
    late = _amount("late")
    confidence = forms.TypedChoiceField(
        label="Confidence",
        coerce=ForecastConfidence,
        choices=[("", "Choose"), *ForecastConfidence.choices()],
        error_messages={"required": "Choose how sure you are of the forecast"},
    )
    note = Line(label=label_of(SavingAmounts, "note"), required=False, max_length=1000)
    same = forms.BooleanField(label="No change", required=False)

    @staticmethod
    def initial_of(row: SavingAmounts | None) -> dict[str, Any]:
        """Return the amounts in force; the note of a month is its own."""
        if row is None:
            return {"version": 0}
        values = {name: getattr(row, name) for name in (*AMOUNTS, "confidence")}
        return values | {"version": row.pk, "late": row.late or None}

    def clean(self) -> dict[str, Any]:
        """Hold the amounts to the rule: rungs in order, a forecast no less than is delivered."""
        entered = super().clean() or self.cleaned_data
        if entered.get("same") and set(self.changed_data) - {"same", "note", "version"}:
            self.add_error("same", "Untick “No change”, or leave the amounts as they were")
        for name, fault in amounts_faults(entered).items():
            if name not in self.errors:
                self.add_error(name, fault)
        return entered

    def entry(self) -> AmountsEntry:
        """Return what was entered, for the act."""
        values = dict(self.cleaned_data)
        del values["same"]
        return AmountsEntry(**{**values, "late": values["late"] or Decimal(0)})


class ValidationForm(MonthRowForm):
    """What is validated of a saving; nothing of it is prefilled."""

    BOXES = ("in_year", "full_year", "evidence")
    checked = WholeEntry(min_value=0, widget=forms.HiddenInput)
    in_year = MoneyEntry(
        label=label_of(SavingValidation, "in_year"),
        error_messages={"required": "Enter how much you confirm, 0 for nothing"},
    )
    full_year = MoneyEntry(label=label_of(SavingValidation, "full_year"), required=False)
    evidence = Line(
        label=label_of(SavingValidation, "evidence"),
        max_length=1000,
        error_messages={"required": "Enter what shows it: a ledger code, a report, a date"},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        ref: str,
        initial: dict[str, Any],
        delivered: Decimal,
    ) -> None:
        super().__init__(data, ref=ref, initial=initial)
        self.delivered = delivered
        if data is not None:
            self.initial["checked"] = whole_number(str(data.get(f"{ref}-checked", ""))) or 0

    def clean(self) -> dict[str, Any]:
        """Hold the amounts to the rule: no more than was delivered."""
        entered = super().clean() or self.cleaned_data
        faults = validated_faults(
            entered.get("in_year"),
            delivered=self.delivered,
            evidence=entered.get("evidence") or "-",
            full_year=entered.get("full_year"),
        )
        for name, fault in faults.items():
            if name not in self.errors:
                self.add_error(name, fault)
        return entered

    def entry(self) -> ValidationEntry:
        """Return what was confirmed, for the act."""
        return ValidationEntry(**self.cleaned_data)


class MonthFilter(forms.Form):
    """Which savings to enter or validate, and of which financial year."""

    year = forms.ChoiceField(label="Financial year", required=False)
    programme = forms.ChoiceField(label="Programme", required=False)
    directorate = forms.ChoiceField(label="Directorate", required=False)

    def __init__(
        self, asked: Mapping[str, Any], *, choices: Mapping[str, list[tuple[str, str]]]
    ) -> None:
        super().__init__(asked, auto_id="id_filter_%s")
        for name, offered in choices.items():
            field: Any = self.fields[name]
            field.choices = offered

    def chosen(self, name: str) -> str:
        """Return what is chosen, "" for nothing."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))
