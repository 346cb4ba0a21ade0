"""Forms of capital receipts: what an asset or lot says, targets by day (Rule 25)."""

from typing import Any

from django import forms

from irp.fields import label_of
from irp.forms import DayEntry, Line, MoneyEntry, Prose, RowChoice, Versioned
from irp.models import Post
from irp.rules.date_spans import for_example
from programmes.models import Lot, Programme, ReceiptThreshold


class LotForm(Versioned):
    """What an asset or lot says beside its sale."""

    title = Line(label=label_of(Lot, "title"), max_length=300, error_messages={
        "required": "Enter what is sold"})  # fmt: skip
    owner = RowChoice(
        label=label_of(Lot, "owner"),
        required=False,
        queryset=Post.objects.order_by("title"),
        empty_label="Not named",
        help_text="The post that answers for its sale.",
    )
    about = Prose(
        label=label_of(Lot, "about"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def values(self) -> dict[str, Any]:
        """Return what was entered by column."""
        others = {"version", "programme"}
        return {name: value for name, value in self.cleaned_data.items() if name not in others}

    @classmethod
    def initial_of(cls, row: Lot) -> dict[str, Any]:
        """Return what a lot says now."""
        return {name: getattr(row, name) for name in cls.base_fields if hasattr(row, name)}


class NewLotForm(LotForm):
    """A new asset or lot, with the programme that sells it."""

    field_order = ["title", "programme"]
    programme = RowChoice(
        label="Programme",
        queryset=Programme.objects.filter(closed_on__isnull=True).order_by("number"),
        error_messages={"required": "Choose the programme that sells it"},
    )


class ReceiptTargetForm(Versioned):
    """The next version of what receipts are to come to in all by a day; nothing is prefilled.

    Its version is the key of the newest version of any day when it was opened, 0 for none.
    """

    due_on = DayEntry(
        label=label_of(ReceiptThreshold, "due_on"),
        help_text=for_example(31, 3, 2027),
        error_messages={"required": "Enter the day by which"},
    )
    total = MoneyEntry(
        label=label_of(ReceiptThreshold, "total"),
        required=False,
        help_text="All receipts together, in pounds and pence, such as £1,234,567.89.",
    )
    ends = forms.BooleanField(label="There is no target for this day any more", required=False)
    decided_by = Line(
        label=label_of(ReceiptThreshold, "decided_by"),
        max_length=200,
        help_text="A meeting with its date, or a person by their post.",
    )
    reason = Prose(
        label=label_of(ReceiptThreshold, "reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def see_again(self, row: Any) -> None:
        """Take the version that a conflict has just shown for the newest."""
        self._show(version=row.pk)

    def entered(self) -> dict[str, Any]:
        """Return what is set, and the newest version that was seen."""
        values = dict(self.cleaned_data)
        return values | {"seen": values.pop("version")}
