"""Filters of the pages over everything: read from the address, never written."""

from typing import Any, cast

from django import forms

from irp.marks import NOT_REPORTED
from programmes.words import Rating, ReturnState

ANY = ("", "Any")
KEPT = {"sort", "as_at", "month"}


class PortfolioFilter(forms.Form):
    """Which programmes to show; `aims` and `saos` are the keys and names there are."""

    aim = forms.ChoiceField(label="Aim", required=False)
    sao = forms.ChoiceField(label="SAO", required=False)
    rating = forms.ChoiceField(
        label="SAO's rating",
        required=False,
        choices=[
            ANY,
            (NOT_REPORTED, "Not reported"),
            *((rating.value, rating.label) for rating in reversed(Rating)),
        ],
    )
    state = forms.ChoiceField(
        label="Return",
        required=False,
        choices=[ANY, *((state.value, state.label) for state in ReturnState)],
    )
    # What stays in the address while the filters change: the order, and the past date shown.
    sort = forms.CharField(required=False, widget=forms.HiddenInput)
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)
    month = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, aims: dict[str, str], saos: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        by_name = sorted(saos.items(), key=lambda sao: sao[1])
        self._choices("aim").choices = [ANY, *sorted(aims.items())]
        self._choices("sao").choices = [ANY, *by_name]

    def chosen(self) -> dict[str, str]:
        """Return the filters in force; one that names nothing is not in force."""
        self.is_valid()
        asked = self.cleaned_data.items()
        return {name: value for name, value in asked if value and name not in KEPT}

    def words(self, name: str, value: str) -> str:
        """Return a filter in force as people read it: "Aim: A well-run council"."""
        field = self._choices(name)
        return f"{field.label}: {dict(cast(Any, field.choices))[value]}"

    def _choices(self, name: str) -> forms.ChoiceField:
        return cast(forms.ChoiceField, self.fields[name])
