"""The form of a text for an edition: its words, and what is to become of it."""

from typing import Any

from django import forms

from irp.fields import label_of
from irp.form_rendering import DefinedRadios
from irp.forms import DayEntry, RowChoice
from packs.actions.edition import Written
from packs.forms.agenda import CountedForm
from packs.forms.meetings import AT_BOARDS, DAY, posts_of_kind, prose
from packs.models import EditionText
from packs.rules.edition import text_faults
from packs.words.edition import TextKind, TextStage

CHOICES = {
    TextStage.IN: "Put it in the pack",
    TextStage.DRAFT: "Save as a draft",
    TextStage.OUT: "Take it out of the pack",
}


def _choices() -> list[tuple[str, str]]:
    return [(stage.value, words) for stage, words in CHOICES.items()]


class TextForm(CountedForm):
    """One text; a risk to name also has its owner and the dated way back.

    What is not in the pack is not offered to be taken out of it. A choice that was sent is kept:
    who took it out meanwhile is then said.
    """

    words = prose("Text", most=4000)
    owner = RowChoice(
        label=label_of(EditionText, "owner"),
        queryset=posts_of_kind(*AT_BOARDS),
        required=False,
        empty_label="Choose a post",
    )
    way_back = prose(
        label_of(EditionText, "way_back"), "What will be done about it.", most=400, required=False
    )
    due_on = DayEntry(label=label_of(EditionText, "due_on"), help_text=DAY, required=False)
    stage = forms.ChoiceField(
        label="What to do with it",
        choices=_choices(),
        widget=DefinedRadios(
            definitions={
                "in": "Each version of the pack that is created from now on prints it.",
                "draft": "Only those who may write it read it.",
                "out": "What is in the pack now is taken out. Issued packs stay as they are.",
            }
        ),
    )

    def __init__(self, *args: Any, which: TextKind, is_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.which = which
        if not is_in and self.data.get("stage") != TextStage.OUT:
            stages = self.fields["stage"]
            assert isinstance(stages, forms.ChoiceField)
            stages.choices = [choice for choice in _choices() if choice[0] != TextStage.OUT]
        words = self.fields["words"]
        words.label = which.label
        words.help_text = f"At most {which.most_words} words."
        words.widget.attrs["data-most-words"] = which.most_words  # the box counts them
        words.widget.attrs["rows"] = 4 if which.most_words < 100 else 16
        if which is not TextKind.WORRY:
            for name in ("owner", "way_back", "due_on"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Tell what the pack would refuse together with a choice that was not made."""
        entered = super().clean() or self.cleaned_data
        if "stage" not in entered:
            owner = entered.get("owner")
            faults = text_faults(
                self.which,
                TextStage.IN,
                words=entered.get("words", ""),
                way_back=entered.get("way_back", ""),
                owner=owner.title if owner else "",
                due_on=entered.get("due_on"),
            )
            for name in faults.keys() - self.errors.keys():
                self.add_error(name, faults[name])
        return entered

    def written(self) -> Written:
        """Return what was entered, for the act."""
        entered = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return Written(**{**entered, "stage": TextStage(entered["stage"])})
