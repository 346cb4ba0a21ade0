"""Which requirements a list shows."""

from collections.abc import Container
from datetime import date

from django import forms

from assurance.figures.outcomes import has_date_by, is_pressing
from assurance.figures.positions import PositionLine
from assurance.words import SPEAKERS, Judgement, judgement_words
from assurance.words.changes import AGAIN
from irp.words import Word
from programmes.forms.list_filter import ANY, ListFilter


class DateFilter(Word):
    """Requirements by their dates."""

    PASSED = "passed"
    SOON = "soon"
    EITHER = "either"

    @property
    def label(self) -> str:
        """Return it in words."""
        return {
            DateFilter.PASSED: "A date passed, not yet assured",
            DateFilter.SOON: "Due in the next two quarters",
            DateFilter.EITHER: "A date passed, or due in the next two quarters",
        }[self]


class RequirementFilter(ListFilter):
    """Which requirements to show: by date, and by what commissioners judge."""

    show = forms.ChoiceField(label="Dates", required=False, choices=[ANY, *DateFilter.choices()])
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
        judgement = line.judgement(SPEAKERS[0])
        if chosen.get("judged") not in (None, judgement.value if judgement else "not_assessed"):
            return False
        return {
            None: True,
            DateFilter.PASSED.value: bool(line.passed),
            DateFilter.SOON.value: has_date_by(line, soon),
            DateFilter.EITHER.value: is_pressing(line, soon=soon),
        }[chosen.get("show")]
