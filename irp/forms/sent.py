"""What a page sends of itself, as it wrote it: the key of a row, the month it is for."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model

from irp.converters import MonthConverter

KEY = re.compile("[1-9][0-9]{0,17}")  # of a row, as pages write it; no column holds a longer one


class RowChoice(forms.ModelChoiceField):
    """One of the rows of a list, by its key as the page wrote it: "٣" and "1_0" are none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"empty_label": "Choose one"} | kwargs)

    def to_python(self, value: Any) -> Model | None:
        """Return the row; raises ValidationError where there is none of that key."""
        try:
            row = super().to_python(value)
        except ValidationError as error:  # of the key's own kind: a month that is none
            raise self._no_row() from error
        as_written = row is None or row is value or str(self.prepare_value(row)) == value
        if not as_written:
            raise self._no_row()
        return row

    def _no_row(self) -> ValidationError:
        return ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")


class RowsChoice(forms.ModelMultipleChoiceField):
    """Some of the rows of a list, each by its key as the page wrote it."""

    def clean(self, value: Any) -> Any:
        """Return the rows; raises ValidationError where a key is written otherwise."""
        if strange := [key for key in value or () if not KEY.fullmatch(str(key))]:
            raise ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": strange[0]},
            )
        return super().clean(value)


class MonthSent(forms.CharField):
    """A month as addresses write it, "2026-10": its first day (Rule 14)."""

    def to_python(self, value: Any) -> date | None:  # type: ignore[override]  # cleans to a day
        """Return the day; raises ValidationError for what no page of ours sends."""
        written = super().to_python(value)
        if not written:
            return None
        if not re.fullmatch(MonthConverter.regex, written):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return MonthConverter().to_python(written)

    def run_validators(self, value: Any) -> None:
        """Leave it at the reading: what is left is a day."""
