"""The form in which commissioners set how long a requirement is shown to work (Rule 22)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from assurance.models import SustainedEvidence
from assurance.rules.sustained import (
    MOST_PERIODS,
    Covered,
    UnreadableDirectorates,
    directorates_read,
    directorates_written,
    from_rows,
)
from assurance.words.evidence import Cadence
from irp.fields import label_of
from irp.forms import Prose, Versioned, WholeEntry


class DatedNamesEntry(Prose):
    """Directorates, one a line, each with days from and to which it is asked."""

    def clean(self, value: Any) -> list[Covered]:
        """Return the dated list."""
        try:
            return directorates_read(super().clean(value) or "")
        except UnreadableDirectorates as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        """Return a stored list as it is typed."""
        return directorates_written(from_rows(value)) if isinstance(value, list) else value


class SustainedForm(Versioned):
    """Number and cadence of periods, of which directorates, and why."""

    periods = WholeEntry(
        label=label_of(SustainedEvidence, "periods"),
        min_value=1,
        max_value=MOST_PERIODS,
        error_messages={"required": f"Enter a whole number from 1 to {MOST_PERIODS}"},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    cadence = forms.ChoiceField(
        label=label_of(SustainedEvidence, "cadence"),
        choices=Cadence.choices(),
        help_text="A year is the financial year, from April to March.",
    )
    directorates = DatedNamesEntry(
        label=label_of(SustainedEvidence, "directorates"),
        label_suffix="(one a line)",
        required=False,
        max_length=4000,
        help_text="With the days it is asked from and to, such as City Housing from 1/4/2026. "
        "Empty: all evidence counts together.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    reason = Prose(
        label=label_of(SustainedEvidence, "reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
