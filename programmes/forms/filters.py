"""What of a page an address asks for: a workstream, a state."""

from collections.abc import Iterable
from typing import Any

from django import forms

from programmes.figures.milestones import MilestoneLine
from programmes.forms.list_filter import ANY, ListFilter
from programmes.words import MilestoneGroup, MilestoneStatus

NOT_REPORTED = "not_reported"


class MilestoneFilter(ListFilter):
    """Which milestones of a programme to show."""

    state = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[
            ANY,
            *((where.value, where.label) for where in MilestoneStatus),
            (NOT_REPORTED, MilestoneGroup.UNREPORTED.label),
        ],
    )

    def __init__(self, *args: Any, workstreams: Iterable[str | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(name, name) for name in dict.fromkeys(workstreams) if name]
        if names:
            choices = [ANY, *names]
            self.fields["workstream"] = forms.ChoiceField(
                label="Workstream", required=False, choices=choices
            )
            self.order_fields(["workstream", "state"])

    def matches(self, line: MilestoneLine) -> bool:
        """Tell whether a milestone passes every filter in force."""
        chosen = self.chosen()
        state = chosen.get("state", "")
        fits = line.is_owed if state == NOT_REPORTED else line.status == state
        own = chosen.get("workstream", line.workstream) == line.workstream
        return own and (not state or fits)
