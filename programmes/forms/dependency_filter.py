"""What of the dependencies an address asks for."""

from django import forms

from programmes.figures.dependencies import DependencyLine
from programmes.forms.list_filter import ANY, ProgrammesFilter
from programmes.words import DependencyGroup, DependencyState


class DependencyFilter(ProgrammesFilter):
    """Which dependencies to show."""

    programme = forms.ChoiceField(label="Giver’s or taker’s programme", required=False)
    show = forms.ChoiceField(
        label="Show", required=False, choices=[ANY, *DependencyGroup.choices()]
    )
    state = forms.ChoiceField(
        label="Status", required=False, choices=[ANY, *DependencyState.choices()]
    )

    def matches(self, line: DependencyLine) -> bool:
        """Tell whether a dependency passes every filter in force."""
        own = {"show": {group.value for group in line.groups}, "state": {line.state.value}}
        own["programme"] = set(line.programmes)
        return self._passes(own, set(line.programmes))
