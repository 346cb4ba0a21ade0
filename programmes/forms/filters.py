"""What of a page an address asks for: a workstream, a state."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms

from programmes.figures.milestones import MilestoneLine
from programmes.words import MilestoneStatus

NOT_REPORTED = "not_reported"


class MilestoneFilter(forms.Form):
    """Which milestones of a programme to show."""

    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[
            ("", "Any"),
            *((where.value, where.label) for where in MilestoneStatus),
            (NOT_REPORTED, "Not reported this month"),
        ],
    )
    # The past day or month that is viewed stays in sight.
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)
    month = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, workstreams: Iterable[str | None], **kwargs: Any) -> None:
        # The choice of a day stands on the same page and has a box of the same name.
        super().__init__(*args, **{"auto_id": "id_filter_%s", **kwargs})
        names = [(name, name) for name in dict.fromkeys(workstreams) if name]
        if names:
            choices = [("", "Any"), *names]
            self.fields["workstream"] = forms.ChoiceField(
                label="Workstream", required=False, choices=choices
            )
            self.order_fields(["workstream", "state"])

    def chosen(self) -> dict[str, str]:
        """Return the filters in force; one that names nothing is not in force."""
        self.is_valid()
        found = {name: value for name, value in self.cleaned_data.items() if value}
        return {name: value for name, value in found.items() if name not in {"as_at", "month"}}

    def matches(self, line: MilestoneLine) -> bool:
        """Tell whether a milestone passes every filter in force."""
        chosen = self.chosen()
        state = chosen.get("state", "")
        fits = line.is_owed if state == NOT_REPORTED else line.status == state
        own = chosen.get("workstream", line.workstream) == line.workstream
        return own and (not state or fits)

    def chips(self, without: Callable[[str], str]) -> list[dict[str, str]]:
        """Return the filters in force in words, each with the address without it."""
        return [
            {"text": f"{self.fields[name].label}: {_words(value)}", "href": without(name)}
            for name, value in self.chosen().items()
        ]


def _words(value: str) -> str:
    """Return a chosen state or workstream as people read it."""
    if value == NOT_REPORTED:
        return "Not reported this month"
    return MilestoneStatus(value).label if value in set(MilestoneStatus) else value
