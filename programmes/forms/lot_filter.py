"""What of the assets and lots an address asks for."""

from django import forms

from programmes.figures.lots import LotLine
from programmes.forms.list_filter import ANY, ProgrammesFilter
from programmes.words import LotGroup, Stage

OF_LINES = ("programme", "stage", "show", "among")


class LotFilter(ProgrammesFilter):
    """Which assets and lots to show."""

    programme = forms.ChoiceField(label="Programme", required=False)
    stage = forms.ChoiceField(
        label="How far its sale has come", required=False, choices=[ANY, *Stage.choices()]
    )
    show = forms.ChoiceField(label="Show", required=False, choices=[ANY, *LotGroup.choices()])

    @property
    def is_part(self) -> bool:
        """Tell whether a part of the lots is asked for."""
        return bool(self.chosen().keys() & set(OF_LINES))

    def matches(self, line: LotLine) -> bool:
        """Tell whether a lot passes every filter in force."""
        own = {
            "show": {group.value for group in line.groups},
            "stage": {line.stage.value},
            "programme": {line.facts.programme},
        }
        return self._passes(own, {line.facts.programme})
