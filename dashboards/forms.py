"""Filters of the pages over everything: read from the address, never written."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from dashboards.words import DIFFER, LABELS, RECEIVED
from programmes.facts import Position
from programmes.figures.ratings import MISSING_THEN_WORST
from programmes.words import MilestoneGroup, ReturnState, Silence

ANY = ("", "Any")
KEPT = {"sort", "as_at", "month"}
# Every group is counted somewhere, and so can be shown; "Milestones" is all of them.
GROUPS = [(group.value, group.label) for group in MilestoneGroup if group != "every"]


class Filter(forms.Form):
    """Filters of a list, and what stays in the address while they change: the past date shown."""

    as_at = forms.CharField(required=False, widget=forms.HiddenInput)
    month = forms.CharField(required=False, widget=forms.HiddenInput)

    def chosen(self) -> dict[str, str]:
        """Return the filters in force; one that names nothing is not in force."""
        self.is_valid()
        asked = self.cleaned_data.items()
        return {name: value for name, value in asked if value and name not in KEPT}

    def words(self, name: str, value: str) -> str:
        """Return a filter in force as people read it: "Aim: A well-run council"."""
        field = self._choices(name)
        return f"{field.label}: {dict(cast(Any, field.choices))[value]}"

    def _choices(self, name: str) -> forms.ChoiceField:
        return cast(forms.ChoiceField, self.fields[name])


class PortfolioFilter(Filter):
    """Which programmes to show; `aims` and `saos` are the keys and names there are."""

    aim = forms.ChoiceField(label="Aim", required=False)
    sao = forms.ChoiceField(label="SAO", required=False)
    rating = forms.ChoiceField(
        label="SAO's rating",
        required=False,
        choices=[
            ANY,
            *((said.value, said.label) for said in MISSING_THEN_WORST),
            *((said.value, said.label) for said in Silence if said is not Silence.NOT_REPORTED),
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


class MilestonesFilter(Filter):
    """Which milestones of the plan to show.

    `programmes` are names by reference, `owners` the titles of the SAOs who answer for a row.
    `among` names several programmes by their references: those that a count was made of.
    """

    show = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[ANY, *GROUPS],
    )
    programme = forms.ChoiceField(label="Programme", required=False)
    owner = forms.ChoiceField(label="SAO", required=False)
    among = forms.CharField(label="Programmes", required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, programmes: dict[str, str], owners: Iterable[str], **kwargs: Any
    ) -> None:
        # The choice of a day stands on the same page and has a box of the same name.
        super().__init__(*args, **{"auto_id": "id_filter_%s", **kwargs})
        self._choices("programme").choices = [ANY, *programmes.items()]
        self._choices("owner").choices = [ANY, *((title, title) for title in sorted(owners))]
        self.known = programmes

    def clean_among(self) -> str:
        """Return the references that name programmes, "" where none does."""
        asked = self.cleaned_data["among"].split(",")
        return ",".join(ref for ref in asked if ref in self.known)

    def words(self, name: str, value: str) -> str:
        """Return a filter in force as people read it."""
        if name == "among":
            return f"Programmes: {'; '.join(self.known[ref] for ref in value.split(','))}"
        return super().words(name, value)

    def matches(self, row: Position, *, owner: str) -> bool:
        """Tell whether a milestone passes every filter in force but the group to show."""
        asked = self.cleaned_data
        among = asked.get("among")
        return (
            asked.get("programme") in {None, "", row.programme}
            and (not among or row.programme in among.split(","))
            and asked.get("owner") in {None, "", owner}
        )
