"""Forms of an agenda: a decision sought, and what became of it (Rule 14)."""

from collections.abc import Mapping
from typing import Any

from django import forms

from irp.fields import label_of
from irp.forms import DayEntry, Line, RowChoice, Versioned
from irp.forms.numbers import WholeEntry
from packs.actions.agenda import Asked, Ended
from packs.forms.meetings import DAY, posts_of_kind, prose
from packs.models import AgendaItem, ItemEnd
from packs.words import OF_COUNCIL
from packs.words.meetings import Decided, ItemFate
from programmes.models import Point


class ItemForm(Versioned):
    """A decision sought of a board, as its pack and agenda print it."""

    ask = prose(
        label_of(AgendaItem, "ask"),
        "What the board is asked to decide. For example, Agree to move HOU-06 to February 2027.",
        most=1000,
    )
    options = prose(label_of(AgendaItem, "options"), required=False)
    recommendation = prose(label_of(AgendaItem, "recommendation"), most=1000, required=False)
    without = prose(label_of(AgendaItem, "without"), most=1000, required=False)
    decide_by = DayEntry(label=label_of(AgendaItem, "decide_by"), help_text=DAY, required=False)
    asked_by = RowChoice(
        label=label_of(AgendaItem, "asked_by"),
        queryset=posts_of_kind(*OF_COUNCIL),
        required=False,
        empty_label="Nobody named",
    )

    def asked(self) -> Asked:
        """Return what was entered, for the act."""
        entered = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return Asked(**entered)


class NewItemForm(ItemForm):
    """A new decision sought, which may come from an ask that an SAO made with a return."""

    point = RowChoice(
        label=label_of(AgendaItem, "point"),
        queryset=Point.objects.none(),
        required=False,
        empty_label="None: CPMO asks",
        to_field_name="ref",
        help_text="The SAO sees the board’s answer on the next return.",
    )
    field_order = ("point", "ask")

    def __init__(self, *args: Any, points: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["point"].queryset = points  # type: ignore[attr-defined]
        del self.fields["version"]


class CountedForm(Versioned):
    """A form whose version is how many acts of its series the person saw."""

    def see_again(self, row: Any) -> None:
        """Take the act that a conflict has just shown."""
        self._show(version=row.number)


class EndForm(CountedForm):
    """What became of an item."""

    fate: ItemFate
    item_seen = WholeEntry(required=False, min_value=1, widget=forms.HiddenInput)

    def ended(self) -> Ended:
        """Return what was entered, for the act."""
        entered = dict(self.cleaned_data)
        return Ended(fate=self.fate, seen=entered.pop("version"), **entered)


class DecideForm(EndForm):
    """What the board decided, with the reference of its minute."""

    fate = ItemFate.DECIDED
    decided = forms.TypedChoiceField(
        label=label_of(ItemEnd, "decided"),
        coerce=Decided,
        choices=Decided.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the board decided"},
    )
    words = prose("Decision", "In the board’s words.")
    minute = Line(label=label_of(ItemEnd, "minute"), max_length=100, help_text="For example, 4.2")


class CarryForm(EndForm):
    """Why the board did not decide; the item goes to its next meeting as it is."""

    fate = ItemFate.CARRIED
    words = prose("Why the board did not decide")


class WithdrawForm(EndForm):
    """Why an item is taken off the agenda."""

    fate = ItemFate.WITHDRAWN
    words = prose("Reason for taking it off the agenda")


END_FORMS: Mapping[ItemFate, tuple[type[EndForm], str]] = {
    ItemFate.DECIDED: (DecideForm, "Record the decision"),
    ItemFate.CARRIED: (CarryForm, "Carry to the next meeting"),
    ItemFate.WITHDRAWN: (WithdrawForm, "Take off the agenda"),
}
