"""Forms of links: what serves a requirement, confirming it, ending it, which a list shows."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict

from assurance.facts.links import LinkFacts
from assurance.figures.coverage import CoverLine
from assurance.models import DeliveryLink, Requirement
from assurance.readings.links import serving
from assurance.words.coverage import Cover
from assurance.words.links import LinkKind, LinkState
from irp.fields import label_of
from irp.forms import Line, Prose, Seeing, Versioned
from programmes.forms.list_filter import ANY, ListFilter
from programmes.forms.references import refs_in

UNKNOWN = (
    "Enter references of programmes, milestones, KPIs, savings or risks in the plan. "
    "These are not: {}"
)


class ProposeLinksForm(forms.Form):
    """What serves one requirement, several rows at once, and how."""

    refs = Line(
        label="What serves it",
        max_length=300,
        help_text="References of programmes, milestones, KPIs, savings or risks, with commas "
        "between them. For example, HOU, HOU-12, KPI-1-05, SAV-S07",
        error_messages={"required": "Enter at least one reference. For example, HOU-12"},
    )
    reason = Prose(
        label=label_of(DeliveryLink, "reason"),
        max_length=500,
        help_text="In one short sentence. It is shown with your name.",
        error_messages={"required": "Enter how it serves the requirement"},
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_refs(self) -> str:
        """Return the references; each must be of a row in the plan."""
        words: str = self.cleaned_data["refs"]
        refs = refs_in(words)
        self.rows = serving(refs)
        if unknown := [ref for ref in refs if ref not in self.rows]:
            raise forms.ValidationError(UNKNOWN.format(", ".join(unknown)))
        return ", ".join(refs)


class ConfirmLinksForm(Seeing):
    """Which of a requirement's proposed links a person confirms, as they saw them."""

    links = forms.MultipleChoiceField(
        label="Links to confirm",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one link",
            "invalid_choice": "Choose links that await confirmation. Open this page again",
        },
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["links"]).choices = choices

    def clean_links(self) -> list[tuple[int, int]]:
        """Return the number and the version of each link that was chosen."""
        return _seen(self.cleaned_data["links"])

    def changed_among(self, links: Iterable[DeliveryLink]) -> DeliveryLink | None:
        """Return the first of some links that was chosen as it stands no longer, None for none."""
        seen = dict(_seen(cast(QueryDict, self.data).getlist("links")))
        return next((row for row in links if row.version > seen.get(row.number, row.version)), None)

    def see_again(self, row: DeliveryLink) -> None:
        """Leave the choice to the person anew: what they chose is no longer what there is."""
        self.errors.pop("links", None)
        entered = cast(QueryDict, self.data).copy()
        others = [
            text for text in entered.getlist("links") if not text.startswith(f"{row.number}:")
        ]
        entered.setlist("links", others)
        self.data = entered


def _seen(chosen: Iterable[str]) -> list[tuple[int, int]]:
    """Return the number and the version of each link, from the values of its box."""
    pairs = (re.fullmatch(r"([0-9]{1,9}):([0-9]{1,9})", text) for text in chosen)
    return [(int(found[1]), int(found[2])) for found in pairs if found]


class EndLinkForm(Versioned):
    """Why something serves a requirement no more."""

    reason = Prose(
        label=label_of(DeliveryLink, "ended_reason"),
        max_length=500,
        help_text="The link stays in the record, with this reason.",
        error_messages={"required": "Enter why it no longer serves the requirement"},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _outcomes(numbers: Sequence[int]) -> list[tuple[str, str]]:
    return [ANY, *((str(number), str(number)) for number in numbers)]


class LinkFilter(ListFilter):
    """Which links to show."""

    state = forms.ChoiceField(label="Status", required=False, choices=[ANY, *LinkState.choices()])
    kind = forms.ChoiceField(label="Kind", required=False, choices=[ANY, *LinkKind.choices()])
    outcome = forms.ChoiceField(label="Outcome", required=False)
    programme = forms.ChoiceField(label="Programme", required=False)

    def __init__(
        self, *args: Any, outcomes: dict[str, int], programmes: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.outcome_of = outcomes  # by requirement's reference
        self._choices("outcome").choices = _outcomes(sorted(set(outcomes.values())))
        self._choices("programme").choices = [ANY, *((ref, ref) for ref in programmes)]

    def matches(self, line: LinkFacts) -> bool:
        """Tell whether a link passes every filter in force."""
        own = {
            "state": line.state.value,
            "kind": line.kind.value,
            "outcome": str(self.outcome_of.get(line.requirement, "")),
            "programme": line.programme,
        }
        return all(own[name] == value for name, value in self.chosen().items())


class CoverFilter(ListFilter):
    """Which requirements of the coverage matrix to show."""

    show = forms.ChoiceField(label="Served", required=False, choices=[ANY, *Cover.choices()])
    outcome = forms.ChoiceField(label="Outcome", required=False)
    test = forms.ChoiceField(label="Test", required=False)

    def __init__(self, *args: Any, lines: Sequence[CoverLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("outcome", "test"):
            numbers = sorted({getattr(line.facts, name) for line in lines})
            self._choices(name).choices = _outcomes(numbers)

    def matches(self, line: CoverLine) -> bool:
        """Tell whether a requirement passes every filter in force."""
        own = {
            "show": line.cover.value,
            "outcome": str(line.facts.outcome),
            "test": str(line.facts.test),
        }
        return all(own[name] == value for name, value in self.chosen().items())


def choices_of(rows: Sequence[DeliveryLink]) -> list[tuple[str, str]]:
    """Return what a form offers of proposed links: number and version, and its words."""
    return [
        (f"{row.number}:{row.version}", f"{row.serving.ref} {_title(row)}: {row.reason}")
        for row in rows
    ]


def _title(row: DeliveryLink) -> str:
    return str(getattr(row.serving, "title", "") or getattr(row.serving, "name", ""))


def requirement_named(ref: str) -> Requirement | None:
    """Return a requirement by its reference."""
    return Requirement.objects.filter(ref=ref).select_related("outcome", "test").first()
