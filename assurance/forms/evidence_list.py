"""Which evidence a list shows (Rule 22)."""

from collections.abc import Collection
from functools import cached_property
from typing import Any

from django import forms

from assurance.figures.evidence import EvidenceStanding
from assurance.words.evidence import EvidenceGroup, EvidenceKind, EvidenceType
from programmes.forms.list_filter import ANY, ListFilter


class EvidenceFilter(ListFilter):
    """Which evidence to show."""

    show = forms.ChoiceField(label="Show", required=False, choices=[ANY, *EvidenceGroup.choices()])
    outcome = forms.ChoiceField(label="Outcome", required=False)
    type = forms.ChoiceField(
        label="What it is", required=False, choices=[ANY, *EvidenceType.choices()]
    )
    kind = forms.ChoiceField(
        label="File, link or record", required=False, choices=[ANY, *EvidenceKind.choices()]
    )

    def __init__(self, *args: Any, outcomes: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(number), f"{number}. {title}") for number, title in outcomes.items()]
        self._choices("outcome").choices = [ANY, *named]

    def matches(self, piece: EvidenceStanding) -> bool:
        """Tell whether a piece passes every filter in force; retired ones show when asked for."""
        if piece.is_retired and self.asks.get("show") != EvidenceGroup.RETIRED:
            return False
        return all(value in self._own(name, piece) for name, value in self.asks.items())

    def _own(self, name: str, piece: EvidenceStanding) -> Collection[str]:
        """Return the values of a filter that a piece answers to."""
        if name == "show":
            return piece.groups
        if name == "outcome":
            return [str(number) for number in piece.position.outcomes]
        return (piece.position.type if name == "type" else piece.position.kind,)

    @cached_property
    def asks(self) -> dict[str, str]:
        """Return what is chosen, once for a whole list."""
        return self.chosen()
