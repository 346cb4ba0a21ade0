"""What of the change requests an address asks for."""

from collections.abc import Callable
from typing import Any, cast

from django import forms

from programmes.figures.changes import ChangeLine
from programmes.words import ChangeKind, ChangeState, Tier

ANY = ("", "Any")
KEPT = {"as_at", "month"}


class ChangeFilter(forms.Form):
    """Which requests to show; `programmes` are names by reference.

    `among` names several programmes by their references.
    """

    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[ANY, ("open", "Not decided"), ("decided", "Decided"), *ChangeState.choices()],
    )
    programme = forms.ChoiceField(label="Programme", required=False)
    kind = forms.ChoiceField(label="Change", required=False, choices=[ANY, *ChangeKind.choices()])
    tier = forms.ChoiceField(label="Decided by", required=False, choices=[ANY, *Tier.choices()])
    show = forms.ChoiceField(
        label="Show", required=False, choices=[ANY, ("long", "Two months or more undecided")]
    )
    row = forms.CharField(label="Milestone", required=False, widget=forms.HiddenInput)
    among = forms.CharField(label="Programmes", required=False, widget=forms.HiddenInput)
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)
    month = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, programmes: dict[str, str], **kwargs: Any) -> None:
        # The choice of a day stands on the same page and has a box of the same name.
        super().__init__(*args, **{"auto_id": "id_filter_%s", **kwargs})
        self.known = programmes
        self._choices("programme").choices = [ANY, *programmes.items()]

    def _choices(self, name: str) -> forms.ChoiceField:
        return cast(forms.ChoiceField, self.fields[name])

    def clean_among(self) -> str:
        """Return the references that name programmes, "" where none does."""
        asked = self.cleaned_data["among"].split(",")
        return ",".join(ref for ref in asked if ref in self.known)

    def chosen(self) -> dict[str, str]:
        """Return the filters in force; one that names nothing is not in force."""
        self.is_valid()
        asked = self.cleaned_data.items()
        return {name: value for name, value in asked if value and name not in KEPT}

    def matches(self, line: ChangeLine) -> bool:
        """Tell whether a request passes every filter in force."""
        chosen = self.chosen()
        own = {
            "state": {line.state.value, "open" if line.is_open else "decided"},
            "programme": {line.programme},
            "kind": {line.kind.value},
            "tier": {line.tier.value},
            "show": {"long"} if line.waits_long else set(),
            "row": set(line.refs),
            "among": {chosen.get("among", "")}
            if line.programme in chosen.get("among", "").split(",")
            else set(),
        }
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
        if name == "row":
            return value
        return str(dict(cast(Any, self._choices(name).choices))[value])
