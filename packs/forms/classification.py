"""Forms of classification: how an item is classified, and which items a list shows (Rule 29)."""

from collections.abc import Mapping
from typing import Any

from django import forms

from assurance.words.classification import Classification, Paragraph
from irp.fields import label_of
from irp.form_rendering import DefinedRadios
from irp.forms import Line
from packs.actions.classification import Classed
from packs.figures.classification import ItemLine
from packs.forms.agenda import CountedForm
from packs.forms.meetings import prose
from packs.models import ItemClassification
from packs.rules.classification import class_faults
from packs.words import WITHHELD_AS, ItemKind
from programmes.forms.list_filter import ANY, ListFilter

# The act that made an item public again, and no act at all, are both "public".
CLASSIFIED = "classified"


class ClassifyForm(CountedForm):
    """How an item is classified, its paragraph where it is exempt, and why."""

    classification = forms.ChoiceField(
        label=label_of(ItemClassification, "classification"),
        choices=Classification.choices(),
        widget=DefinedRadios(
            definitions={choice.value: WITHHELD_AS[choice] for choice in Classification}
        ),
        error_messages={"required": "Choose how it is classified"},
    )
    paragraph = forms.ChoiceField(
        label=label_of(ItemClassification, "paragraph"),
        label_suffix="(for Exempt only)",
        choices=[("", "None"), *Paragraph.choices()],
        required=False,
    )
    reason = prose(
        label_of(ItemClassification, "reason"),
        "It stays inside: public editions print the classification and the paragraph.",
        most=1000,
    )

    def clean(self) -> dict[str, Any]:
        """Say what the rule says with every other fault."""
        entered = super().clean() or self.cleaned_data
        if "classification" in entered:
            for name, fault in class_faults(**self._classed(entered)).items():
                if name not in self.errors:
                    self.add_error(name, fault)
        return entered

    def classed(self) -> Classed:
        """Return what was entered, for the act."""
        return Classed(**self._classed(self.cleaned_data))

    @staticmethod
    def _classed(entered: Mapping[str, Any]) -> dict[str, Any]:
        paragraph = entered.get("paragraph")
        return {
            "classification": Classification(entered["classification"]),
            "paragraph": Paragraph(paragraph) if paragraph else None,
            "reason": entered.get("reason", ""),
        }


class ClassificationFilter(ListFilter):
    """Which items to show, as they are classified today."""

    as_at = None  # type: ignore[assignment]  # so a Django form goes without a field it inherits
    month = None  # type: ignore[assignment]
    words = Line(label="Reference or title", required=False, max_length=100)
    kind = forms.ChoiceField(
        label=label_of(ItemClassification, "kind"),
        required=False,
        choices=[ANY, *ItemKind.choices()],
    )
    show = forms.ChoiceField(
        label=label_of(ItemClassification, "classification"),
        required=False,
        choices=[ANY, (CLASSIFIED, "Withheld, any ground"), *Classification.choices()],
    )
    programme = forms.ChoiceField(label="Programme", required=False)

    def __init__(self, *args: Any, programmes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("programme").choices = [ANY, *programmes.items()]

    def matches(self, line: ItemLine) -> bool:
        """Tell whether an item passes every filter in force."""
        own = {
            "kind": {line.item.kind.value},
            "show": {line.classification.value, *([CLASSIFIED] if line.is_withheld else [])},
            "programme": {line.item.programme},
        }
        chosen = self.chosen()
        words = chosen.pop("words", "").casefold()
        is_named = words in f"{line.item.ref} {line.item.title}".casefold()
        return is_named and all(value in own[name] for name, value in chosen.items())

    def _words(self, name: str, value: str) -> str:
        return value if name == "words" else super()._words(name, value)
