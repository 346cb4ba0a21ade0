"""What of the change requests an address asks for."""

from django import forms

from programmes.figures.changes import ChangeLine
from programmes.forms.list_filter import ANY, ProgrammesFilter
from programmes.words import ChangeKind, ChangeState, Tier


class ChangeFilter(ProgrammesFilter):
    """Which requests to show."""

    state = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[ANY, ("open", "Not decided"), ("decided", "Decided"), *ChangeState.choices()],
    )
    programme = forms.ChoiceField(label="Programme", required=False)
    kind = forms.ChoiceField(label="Change", required=False, choices=[ANY, *ChangeKind.choices()])
    tier = forms.ChoiceField(label="Decided by", required=False, choices=[ANY, *Tier.choices()])
    show = forms.ChoiceField(
        label="Show", required=False, choices=[ANY, ("long", "Undecided after two freezes")]
    )
    row = forms.CharField(label="Milestone", required=False, widget=forms.HiddenInput)

    def matches(self, line: ChangeLine) -> bool:
        """Tell whether a request passes every filter in force."""
        own = {
            "state": {line.state.value, "open" if line.is_open else "decided"},
            "programme": {line.programme},
            "kind": {kind.value for kind in line.kinds},
            "tier": {line.tier.value},
            "show": {"long"} if line.waits_long else set(),
            "row": set(line.refs),
        }
        return self._passes(own, {line.programme})

    def _words(self, name: str, value: str) -> str:
        return value if name == "row" else super()._words(name, value)
