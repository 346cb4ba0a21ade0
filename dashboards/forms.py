"""Filters of the pages over everything: read from the address, never written."""

from collections.abc import Iterable
from typing import Any

from django import forms

from assurance.facts import RequirementPosition
from assurance.facts.runway import RunwayFacts
from assurance.figures.runway_lines import NO_OWNER
from assurance.words.runway import RunwayGroup, RunwayStanding
from dashboards.words import DIFFER, LABELS, RECEIVED
from programmes.facts import Position
from programmes.figures.ratings import MISSING_THEN_WORST
from programmes.forms.list_filter import ANY, ListFilter, ProgrammesFilter
from programmes.words import MilestoneGroup, ReturnState, Silence

# Every group is counted somewhere, and so can be shown; "Milestones" is all of them.
GROUPS = [(group.value, group.label) for group in MilestoneGroup if group != "every"]


class PortfolioFilter(ListFilter):
    """Which programmes to show; `aims` and `saos` are the keys and names there are."""

    aim = forms.ChoiceField(label="Aim", required=False)
    sao = forms.ChoiceField(label="SAO", required=False)
    rating = forms.ChoiceField(
        label="SAO’s rating",
        required=False,
        choices=[
            ANY,
            *((rating.value, rating.label) for rating in MISSING_THEN_WORST),
            *(
                (silence.value, silence.label)
                for silence in Silence
                if silence is not Silence.NOT_REPORTED
            ),
        ],
    )
    state = forms.ChoiceField(
        label="Return",
        required=False,
        choices=[
            ANY,
            (RECEIVED, LABELS[RECEIVED]),
            *((state.value, state.label) for state in ReturnState),
        ],
    )
    ratings = forms.ChoiceField(
        label="Ratings", required=False, choices=[ANY, (DIFFER, LABELS[DIFFER])]
    )
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, aims: dict[str, str], saos: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        by_name = sorted(saos.items(), key=lambda sao: sao[1])
        self._choices("aim").choices = [ANY, *sorted(aims.items())]
        self._choices("sao").choices = [ANY, *by_name]


class MilestonesFilter(ProgrammesFilter):
    """Which milestones of the plan to show; `owners` are the SAOs who answer for a row."""

    show = forms.ChoiceField(label="Show", required=False, choices=[ANY, *GROUPS])
    programme = forms.ChoiceField(label="Programme", required=False)
    owner = forms.ChoiceField(label="SAO", required=False)

    def __init__(self, *args: Any, owners: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("owner").choices = [ANY, *((title, title) for title in sorted(owners))]

    def matches(self, row: Position, *, owner: str) -> bool:
        """Tell whether a milestone passes every filter in force but the group to show."""
        return self._passes({"programme": {row.programme}, "owner": {owner}}, {row.programme})


class RunwayFilter(ListFilter):
    """Which requirements of the runway to show."""

    outcome = forms.ChoiceField(label="Outcome", required=False)
    test = forms.ChoiceField(label="Test", required=False)
    owner = forms.ChoiceField(label="Owner", required=False)
    show = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[
            ANY,
            *(
                (standing.value, standing.label)
                for standing in RunwayStanding
                if standing is not RunwayStanding.HIDDEN
            ),
            *((group.value, group.label) for group in RunwayGroup),
        ],
    )

    def __init__(self, *args: Any, facts: RunwayFacts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = facts.owners
        numbers = [(row.outcome, row.test) for row in facts.requirements]
        for name, place in (("outcome", 0), ("test", 1)):
            found = sorted({pair[place] for pair in numbers})
            self._choices(name).choices = [ANY, *((str(number), str(number)) for number in found)]
        owners = {self._owner(row) for row in facts.requirements}
        self._choices("owner").choices = [ANY, *((owner, owner) for owner in sorted(owners))]

    def _owner(self, row: RequirementPosition) -> str:
        return self.owners.get(row.ref, NO_OWNER)

    def matches(self, row: RequirementPosition) -> bool:
        """Tell whether a requirement passes every filter in force but the group to show."""
        own = {"outcome": str(row.outcome), "test": str(row.test), "owner": self._owner(row)}
        chosen = self.chosen()
        return all(chosen[name] == own[name] for name in chosen.keys() & own.keys())
