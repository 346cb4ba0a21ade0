"""A form that asks for a number says in what unit it asked for it (Rule 27)."""

from typing import Any, cast

from django import forms

from irp.forms import Versioned
from kpis.rules import unit_changed


class AskedIn(Versioned):
    """A form of a value that takes none which was typed for another unit or data period.

    The page carries what it asked for. Where a definition has changed since, what was typed would
    stand in the record as something else.
    """

    asked = forms.CharField(required=False, widget=forms.HiddenInput)

    def ask(self, asked: str) -> None:
        """Say what is asked for now: a unit, in a table with the period of the data."""
        self.asks = asked
        cast(dict[str, Any], self.initial)["asked"] = asked

    def clean_asked(self) -> str:
        """Refuse a value that was asked for otherwise; the page then asks for it anew."""
        asked: str = self.cleaned_data["asked"]
        if asked and asked != self.asks:
            self.add_error("value", unit_changed(self.asks))
            self._show(asked=self.asks)
        return asked
