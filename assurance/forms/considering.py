"""The part of an assessment's form that says what is missing, by consideration (19 and 24a)."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField

from assurance.rules.considered import (
    MISSING_BOX,
    RESULT_BOX,
    Considered,
    places_of,
)
from assurance.words import Judgement
from assurance.words.considered import MISSING, NO_RESULT
from irp.forms import Prose
from irp.typed import choice_words

RESULTS = [(NO_RESULT, "No result for this one"), *Judgement.choices()]


class Boxes(NamedTuple):
    """The boxes of one consideration, or of the requirement as a whole."""

    number: int
    words: str
    missing: BoundField
    result: BoundField | None  # none for a requirement as a whole: it has its own


class ConsideringForm(forms.Form):
    """A form with two boxes for each consideration of a requirement."""

    considerations: Sequence[str] = ()

    def take_considerations(
        self, considerations: Sequence[str], missing: Mapping[int, str]
    ) -> None:
        """Add the boxes; a draft's words come back, its results are chosen anew (Rule 5)."""
        self.considerations = considerations
        for number, _ in places_of(considerations):
            of = f" under consideration {number}" if number else ""
            self.fields[f"{MISSING_BOX}{number}"] = Prose(
                label=f"{MISSING}{of}",
                label_suffix="(leave empty where nothing is)",
                required=False,
                max_length=2000,
                initial=missing.get(number, ""),
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            if number:
                self.fields[f"{RESULT_BOX}{number}"] = forms.ChoiceField(
                    label=f"Result for consideration {number}",
                    choices=RESULTS,
                    required=False,
                    widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
                )

    def by_consideration(self) -> list[Boxes]:
        """Return the boxes of each consideration, as pages draw them."""
        return [
            Boxes(
                number,
                words,
                self[f"{MISSING_BOX}{number}"],
                self[f"{RESULT_BOX}{number}"] if number else None,
            )
            for number, words in places_of(self.considerations)
        ]

    def considered(self) -> dict[int, Considered]:
        """Return what was said of each consideration, as far as it could be read."""
        entered = self.cleaned_data
        found = {}
        for number, _ in places_of(self.considerations):
            result = entered.get(f"{RESULT_BOX}{number}") or NO_RESULT
            found[number] = Considered(
                missing=entered.get(f"{MISSING_BOX}{number}") or "",
                result=None if result == NO_RESULT else Judgement(result),
            )
        return found

    def entered_boxes(self) -> list[tuple[BoundField, str, str]]:
        """Return each box in which something was entered, with its value and its words."""
        boxes = [
            box
            for consideration in self.by_consideration()
            for box in (consideration.missing, consideration.result)
            if box
        ]
        given = [(box, self.cleaned_data.get(box.name)) for box in boxes]
        return [
            (box, value, choice_words(box.field, value))
            for box, value in given
            if value and value != NO_RESULT
        ]


def is_of_considerations(name: str) -> bool:
    """Tell whether a box of a form is one of a consideration's."""
    return name.startswith((MISSING_BOX, RESULT_BOX))


def without_considerations(entered: Mapping[str, Any]) -> dict[str, Any]:
    """Return whatever else was entered."""
    return {name: value for name, value in entered.items() if not is_of_considerations(name)}
