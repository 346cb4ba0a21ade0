"""What of the dependencies an address asks for."""

from collections.abc import Callable
from typing import Any, cast

from django import forms

from programmes.figures.dependencies import DependencyLine
from programmes.words import DependencyGroup, DependencyState

ANY = ("", "Any")
KEPT = {"as_at", "month"}


class DependencyFilter(forms.Form):
    """Which dependencies to show; `among` names several programmes by their references."""

    programme = forms.ChoiceField(label="Giver’s or taker’s programme", required=False)
    show = forms.ChoiceField(
        label="Show", required=False, choices=[ANY, *DependencyGroup.choices()]
    )
    state = forms.ChoiceField(
        label="State", required=False, choices=[ANY, *DependencyState.choices()]
    )
    among = forms.CharField(label="Programmes", required=False, widget=forms.HiddenInput)
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)
    month = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, programmes: dict[str, str], **kwargs: Any) -> None:
        # The choice of a day stands on the same page and has a box of the same name.
        super().__init__(*args, **{"auto_id": "id_filter_%s", **kwargs})
        self.known = programmes
        cast(forms.ChoiceField, self.fields["programme"]).choices = [ANY, *programmes.items()]

    def clean_among(self) -> str:
        """Return the references that name programmes, "" where none does."""
        asked = self.cleaned_data["among"].split(",")
        return ",".join(ref for ref in asked if ref in self.known)

    def chosen(self) -> dict[str, str]:
        """Return the filters in force; one that names nothing is not in force."""
        self.is_valid()
        asked = self.cleaned_data.items()
        return {name: value for name, value in asked if value and name not in KEPT}

    def matches(self, line: DependencyLine) -> bool:
        """Tell whether a dependency passes every filter in force."""
        own = {"show": {group.value for group in line.groups}, "state": {line.state.value}}
        own["programme"] = set(line.programmes)
        chosen = self.chosen()
        among = chosen.pop("among", "")
        if among and line.programmes.isdisjoint(among.split(",")):
            return False
        return all(value in own[name] for name, value in chosen.items())

    def chips(self, without: Callable[[str], str]) -> list[dict[str, str]]:
        """Return the filters in force in words, each with the address without it."""
        return [
            {
                "text": f"{self.fields[name].label}: {self._words(name, value)}",
                "href": without(name),
            }
            for name, value in self.chosen().items()
        ]

    def _words(self, name: str, value: str) -> str:
        if name == "among":
            return "; ".join(self.known[ref] for ref in value.split(","))
        choices: Any = cast(forms.ChoiceField, self.fields[name]).choices
        return str(dict(choices)[value])
