"""What of the savings an address asks for."""

from collections.abc import Iterable
from typing import Any

from django import forms

from irp.rules.financial_years import year_words
from programmes.figures.savings import SavingLine
from programmes.forms.list_filter import ANY, ProgrammesFilter
from programmes.words import Recurrence, SavingGroup

OF_LINES = ("programme", "directorate", "recurrence", "show", "among")


class SavingFilter(ProgrammesFilter):
    """Which savings to show, and of which financial year."""

    year = forms.ChoiceField(label="Financial year", required=False)
    programme = forms.ChoiceField(label="Programme", required=False)
    directorate = forms.ChoiceField(label="Directorate", required=False)
    recurrence = forms.ChoiceField(
        label="Recurrent or one-off", required=False, choices=[ANY, *Recurrence.choices()]
    )
    show = forms.ChoiceField(label="Show", required=False, choices=[ANY, *SavingGroup.choices()])

    def __init__(
        self, *args: Any, years: Iterable[int], directorates: Iterable[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choices("year").choices = [
            ("", "This year"),
            *((str(year), year_words(year)) for year in years),
        ]
        self._choices("directorate").choices = [ANY, *((name, name) for name in directorates)]

    def year_asked(self, *, now: int) -> int:
        """Return the financial year that is asked for: this one where none is."""
        return int(self.chosen().get("year") or now)

    @property
    def is_part(self) -> bool:
        """Tell whether a part of the savings is asked for."""
        return bool(self.chosen().keys() & set(OF_LINES))

    def matches(self, line: SavingLine) -> bool:
        """Tell whether a saving passes every filter in force."""
        recurrence = line.initiative.recurrence
        own = {
            "show": {group.value for group in line.groups},
            "directorate": {line.initiative.directorate},
            "recurrence": {recurrence.value} if recurrence else set(),
            "programme": {line.programme},
        }
        return self._passes(own, {line.programme})
