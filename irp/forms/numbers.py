"""How typed numbers are read: ASCII digits alone, thousands by commas."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from irp.rules.money import NoMoney, money_read
from irp.rules.numbers import NO_MILLIONS, decimal_number, is_shortened, whole_number


class WholeEntry(forms.IntegerField):
    """A whole number."""

    def to_python(self, value: Any) -> int | None:
        """Return the number; what was typed stays in the box."""
        typed = str(value if value is not None else "").strip()
        if not typed:
            return None
        if (number := whole_number(typed)) is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class NumberEntry(forms.DecimalField):
    """A number with decimal places; "£" or "%" is read where the field is of that unit."""

    def __init__(self, *, pounds: bool = False, percent: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.pounds, self.percent = pounds, percent

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """Return the number, never by way of a float (Rule 26)."""
        typed = str(value if value is not None else "").strip()
        if not typed:
            return None
        number = decimal_number(typed, pounds=self.pounds, percent=self.percent)
        if number is None and is_shortened(typed):
            raise ValidationError(NO_MILLIONS)
        if number is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number

    def prepare_value(self, value: Any) -> Any:
        """Return a stored number as it is typed: no zeros at its end."""
        return f"{value.normalize():,f}" if isinstance(value, Decimal) else value


class MoneyEntry(forms.DecimalField):
    """Pounds and pence, nought or more: "£1,234,567.89" and "1234567.89" are read, "1.2m" not."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "govuk-input--width-10"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """Return the amount, never by way of a float (Rule 26)."""
        typed = str(value if value is not None else "").strip()
        if not typed:
            return None
        try:
            return money_read(typed)
        except NoMoney as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        """Return a stored amount as it is typed: pence only where there are some."""
        if not isinstance(value, Decimal):
            return value
        return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether another amount was typed: "1,000.00" is 1000."""
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True
