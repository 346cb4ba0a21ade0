"""What of a page an address asks for: a day, a workstream, a state."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms

from irp.forms import DayEntry
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
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)  # the day stays in sight

    def __init__(self, *args: Any, workstreams: Iterable[str], **kwargs: Any) -> None:
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
        found.pop("as_at", None)
        return found

    def matches(self, row: Any) -> bool:
        """Tell whether a milestone's row passes every filter in force."""
        chosen = self.chosen()
        state = chosen.get("state", "")
        stands = row.is_owed if state == NOT_REPORTED else row.standing == state
        return chosen.get("workstream", row.workstream) == row.workstream and (not state or stands)

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


class AsAtForm(forms.Form):
    """The day as at which the record is shown."""

    as_at = DayEntry(
        label="As at the end of", required=False, help_text="A past day, such as 30/06/2025"
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_as_at(self) -> date | None:
        """Return the day; one that is still to come is not known yet."""
        day = self.cleaned_data["as_at"]
        if day and day > self.today:
            raise forms.ValidationError("Enter a day that is not in the future")
        return day

    def day(self) -> date | None:
        """Return the day asked for, or None for now."""
        return self.cleaned_data.get("as_at") if self.is_valid() else None
