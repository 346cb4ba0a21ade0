"""Forms of what boards give posts to do: an action, each step of it, which to show."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from irp.fields import label_of
from irp.forms import DayEntry, RowChoice
from packs.figures.meetings import ActionLine
from packs.forms.agenda import CountedForm
from packs.forms.meetings import DAY, posts_of_kind, prose
from packs.models import AgendaItem, BoardAction, BoardActionStep
from packs.words import OF_COUNCIL, Forum
from packs.words.meetings import ActionStage
from programmes.forms.list_filter import ANY, ListFilter


class ActionForm(forms.Form):
    """An action that a board gave, with its owner and day."""

    item = RowChoice(
        label="Item it follows from",
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label="None",
        to_field_name="number",
    )
    words = prose(label_of(BoardAction, "words"), "The owner sees this.", most=1000)
    owner = RowChoice(
        label=label_of(BoardAction, "owner"),
        queryset=posts_of_kind(*OF_COUNCIL),
        empty_label="Choose a post",
    )
    due_on = DayEntry(label=label_of(BoardAction, "due_on"), help_text=DAY)

    def __init__(self, *args: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items  # type: ignore[attr-defined]


class StepForm(CountedForm):
    """A step of an action in words."""

    to: ActionStage
    due_on: Any = None


class DoneForm(StepForm):
    """What its owner did."""

    to = ActionStage.DONE
    words = prose("What was done", "CPMO reads this, and accepts it or sends it back.")


class AcceptForm(StepForm):
    """What CPMO looked at before it accepted that an action is done."""

    to = ActionStage.ACCEPTED
    words = prose("What you looked at", "For example, the signed agreement of 3 December 2026.")


class ReturnForm(StepForm):
    """What is still to be done."""

    to = ActionStage.RETURNED
    words = prose("What is still to be done", "The owner sees this.")


class ExtendForm(StepForm):
    """A later day; the first one stays beside it."""

    to = ActionStage.EXTENDED
    due_on = DayEntry(label=label_of(BoardActionStep, "due_on"), help_text=DAY)
    words = prose("Reason for the later date", "The board sees this, and the first date.")


class CloseForm(StepForm):
    """Why an action is closed without being done."""

    to = ActionStage.CLOSED
    words = prose("Why it is closed without being done", "The board sees this.")


STEP_FORMS: Mapping[ActionStage, tuple[type[StepForm], str]] = {
    ActionStage.DONE: (DoneForm, "Say that it is done"),
    ActionStage.ACCEPTED: (AcceptForm, "Accept as done"),
    ActionStage.RETURNED: (ReturnForm, "Send back"),
    ActionStage.EXTENDED: (ExtendForm, "Give a later date"),
    ActionStage.CLOSED: (CloseForm, "Close without being done"),
}


class ActionFilter(ListFilter):
    """Which actions to show."""

    forum = forms.ChoiceField(label="Board", required=False, choices=[ANY, *Forum.choices()])
    show = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[
            ANY,
            ("open", "Open"),
            ("overdue", "Overdue"),
            ("to_accept", "For CPMO to accept"),
            ("settled", "Settled"),
        ],
    )
    owner = forms.ChoiceField(label="Owner", required=False)

    def __init__(self, *args: Any, owners: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("owner").choices = [ANY, *((owner, owner) for owner in owners)]

    def matches(self, line: ActionLine) -> bool:
        """Tell whether an action passes every filter in force."""
        chosen = self.chosen()
        own = {"forum": line.facts.forum.value, "owner": line.facts.owner}
        shows = {
            "open": line.is_open,
            "overdue": line.days_over > 0,
            "to_accept": line.stage is ActionStage.DONE,
            "settled": not line.is_open,
        }
        is_shown = shows[chosen.pop("show")] if "show" in chosen else True
        return is_shown and all(own[name] == value for name, value in chosen.items())
