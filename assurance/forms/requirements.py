"""Which requirements a list shows."""

from collections.abc import Container
from datetime import date

from django import forms

from assurance.figures.positions import AlikeLine, PositionLine
from assurance.words import SPEAKERS, Judgement, judgement_words
from assurance.words.changes import AGAIN
from irp.words import Word
from programmes.forms.list_filter import ANY, ListFilter


class Due(Word):
    """Requirements by their dates."""

    PASSED = "passed"
    SOON = "soon"
    EITHER = "either"

    @property
    def label(self) -> str:
        """Return it in words."""
        return {
            Due.PASSED: "A date passed, not yet assured",
            Due.SOON: "Due in the next two quarters",
            Due.EITHER: "A date passed, or due in the next two quarters",
        }[self]


class RequirementFilter(ListFilter):
    """Which requirements to show: by date, and by what commissioners judge."""

    show = forms.ChoiceField(label="Dates", required=False, choices=[ANY, *Due.choices()])
    judged = forms.ChoiceField(
        label="Commissioners",
        required=False,
        choices=[ANY, ("not_assessed", judgement_words("")), *Judgement.choices()],
    )

    again = forms.ChoiceField(
        label="Changed since judged",
        required=False,
        choices=[ANY, ("yes", f"{AGAIN} by commissioners")],
    )

    def matches(self, line: PositionLine, *, soon: date, again: Container[str]) -> bool:
        """Tell whether a requirement passes; `soon` is the last day of the two quarters.

        `again` are those whose judgement by commissioners is to be looked at again.
        """
        chosen = self.chosen()
        if chosen.get("again") and line.ref not in again:
            return False
        said = line.judgement(SPEAKERS[0])
        if chosen.get("judged") not in (None, said.value if said else "not_assessed"):
            return False
        is_passed, is_next = bool(line.passed), is_soon(line, soon=soon)
        return {
            None: True,
            Due.PASSED.value: is_passed,
            Due.SOON.value: is_next,
            Due.EITHER.value: is_passed or is_next,
        }[chosen.get("show")]


def is_soon(line: AlikeLine | PositionLine, *, soon: date) -> bool:
    """Tell whether a requirement of which no date has passed, not assured, has one by a day."""
    latest = line.next_due.latest if line.next_due else None
    return not line.passed and not line.is_assured and latest is not None and latest <= soon
