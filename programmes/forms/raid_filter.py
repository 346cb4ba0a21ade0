"""What of the register an address asks for."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from django import forms

from programmes.figures.raid import RaidLine
from programmes.words import Band, EntryState, RaidKind
from programmes.words.raid import ALL_OVER, NOT_SCORED, OVERARCHING

ANY = ("", "Any")
UNSCORED = "not_scored"
KEPT = {"as_at", "month"}


class RaidFilter(forms.Form):
    """Which entries to show; `programmes` are names by reference, `owners` titles of posts.

    `among` names several programmes by their references, `cell` a cell of the matrix ("5-4").
    """

    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[ANY, *((one.value, one.plural) for one in RaidKind)]
    )
    programme = forms.ChoiceField(label="Programme", required=False)
    band = forms.ChoiceField(
        label="Band",
        required=False,
        choices=[
            ANY,
            *((one.value, one.label) for one in reversed(Band)),
            (UNSCORED, NOT_SCORED),
        ],
    )
    state = forms.ChoiceField(label="State", required=False, choices=[ANY, *EntryState.choices()])
    owner = forms.ChoiceField(label="Owner", required=False)
    show = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[
            ANY,
            ("overdue", "Overdue"),
            ("due", "Due in 30 days"),
            ("owed", "To be escalated"),
            ("forum", "Escalated"),
        ],
    )
    cell = forms.CharField(label="Impact and likelihood", required=False, widget=forms.HiddenInput)
    among = forms.CharField(label="Programmes", required=False, widget=forms.HiddenInput)
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)
    month = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, programmes: dict[str, str], owners: Iterable[str], **kwargs: Any
    ) -> None:
        # The choice of a day stands on the same page and has a box of the same name.
        super().__init__(*args, **{"auto_id": "id_filter_%s", **kwargs})
        self.known = programmes
        self._choices("programme").choices = [ANY, (ALL_OVER, OVERARCHING), *programmes.items()]
        self._choices("owner").choices = [ANY, *((title, title) for title in sorted(set(owners)))]

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

    def matches(self, line: RaidLine) -> bool:
        """Tell whether an entry passes every filter in force."""
        score = line.scores.current
        is_risk = line.kind is RaidKind.RISK
        own: dict[str, set[str | None]] = {
            "kind": {line.kind.value},
            "programme": {line.programme or ALL_OVER},
            "band": {line.band.value if line.band else UNSCORED} if is_risk else set(),
            "state": {line.state.value},
            "owner": {line.owner},
            "show": {*_groups(line)},
            "cell": {f"{score.impact}-{score.likelihood}"} if score and line.is_open else set(),
        }
        chosen = self.chosen()
        among = chosen.pop("among", "")
        if among and (line.programme or "") not in among.split(","):
            return False
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
        if name == "cell":
            return value.replace("-", " × ")
        return str(dict(cast(Any, self._choices(name).choices))[value])


def _groups(line: RaidLine) -> set[str]:
    """Return the groups under which an entry is shown."""
    groups = {"overdue": line.is_overdue, "due": line.is_due, "owed": line.owed is not None}
    groups["forum"] = line.forum is not None
    return {name for name, holds in groups.items() if holds}
