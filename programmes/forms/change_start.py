"""Form by which a change request begins: what is to change, and of which milestones (Rule 18)."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from irp.form_rendering import DefinedRadios
from irp.forms import Versioned
from programmes.forms.rows_chosen import open_first
from programmes.rules.change_parts import Part
from programmes.rules.change_requests import ONE_TO_SPLIT, SOME_TO_MERGE
from programmes.rules.changes import Stands
from programmes.words import ChangeKind
from programmes.words.changes import kinds_said


class StartForm(forms.Form):
    """What is to change, and of which milestones; the next page asks for the rest."""

    kind = forms.ChoiceField(
        label="What should change",
        choices=ChangeKind.choices(),
        widget=DefinedRadios(definitions={kind.value: kind.meaning for kind in ChangeKind}),
    )
    rows = forms.MultipleChoiceField(
        label="Milestones",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )

    def __init__(
        self,
        *args: Any,
        stands: Sequence[Stands],
        parts: Sequence[Part] = (),
        **kwargs: Any,
    ) -> None:
        """Offer milestones; `parts` are what the request asks for by now."""
        super().__init__(*args, **kwargs)
        rows = cast(forms.MultipleChoiceField, self.fields["rows"])
        asked = {ref: f" ({kinds_of(ref, parts)})" for part in parts for ref in part.refs}
        rows.choices = open_first(stands, notes=asked)
        rows.label_suffix = "(none for new work)"

    def clean(self) -> dict[str, Any]:
        """Ask for milestones, but for new work."""
        asked = super().clean() or self.cleaned_data
        needs = asked.get("kind") not in {None, ChangeKind.ADD}
        if needs and not asked.get("rows") and "rows" not in self.errors:
            self.add_error("rows", "Choose at least one milestone")
        number = len(asked.get("rows", []))
        if asked.get("kind") == ChangeKind.SPLIT and number > 1:
            self.add_error("rows", ONE_TO_SPLIT)
        if asked.get("kind") == ChangeKind.MERGE and number == 1:
            self.add_error("rows", SOME_TO_MERGE)
        return asked


class AnotherKindForm(StartForm, Versioned):
    """What else is to change by a request that is being written, and of which milestones."""


def kinds_of(ref: str, parts: Sequence[Part]) -> str:
    """Return what a request asks of a milestone by now: "in this request: move a date"."""
    kinds = kinds_said(part.kind for part in parts if ref in part.refs)
    return f"in this request: {kinds[:1].lower()}{kinds[1:]}"
