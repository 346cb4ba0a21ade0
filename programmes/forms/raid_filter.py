"""What of the register an address asks for."""

from collections.abc import Iterable
from typing import Any

from django import forms

from programmes.figures.raid import RaidLine
from programmes.forms.list_filter import ANY, ProgrammesFilter
from programmes.words import Band, EntryState, RaidKind
from programmes.words.raid import ALL_OVER, NOT_SCORED, OVERARCHING

UNSCORED = "not_scored"


class RaidFilter(ProgrammesFilter):
    """Which entries to show; `owners` are titles of posts, `cell` is one of the matrix ("5-4")."""

    kind = forms.ChoiceField(
        label="Kind",
        required=False,
        choices=[ANY, *((kind.value, kind.plural) for kind in RaidKind)],
    )
    programme = forms.ChoiceField(label="Programme", required=False)
    band = forms.ChoiceField(
        label="Band",
        required=False,
        choices=[
            ANY,
            *((band.value, band.label) for band in reversed(Band)),
            (UNSCORED, NOT_SCORED),
        ],
    )
    state = forms.ChoiceField(label="Status", required=False, choices=[ANY, *EntryState.choices()])
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

    def __init__(
        self, *args: Any, programmes: dict[str, str], owners: Iterable[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, programmes=programmes, **kwargs)
        self._choices("programme").choices = [ANY, (ALL_OVER, OVERARCHING), *programmes.items()]
        self._choices("owner").choices = [ANY, *((title, title) for title in sorted(set(owners)))]

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
        return self._passes(own, {line.programme or ""})

    def _words(self, name: str, value: str) -> str:
        return value.replace("-", " × ") if name == "cell" else super()._words(name, value)


def _groups(line: RaidLine) -> set[str]:
    """Return the groups under which an entry is shown."""
    groups = {"overdue": line.is_overdue, "due": line.is_due, "owed": line.owed is not None}
    groups["forum"] = line.forum is not None
    return {name for name, holds in groups.items() if holds}
