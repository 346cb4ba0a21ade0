"""Forms of freeze and packs; what a rule refuses stands as a message that says what to type."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms

from irp.forms import Prose, RowChoice, WholeEntry
from irp.models import ReportingPeriod
from packs.words import Forum


class FreezeForm(forms.Form):
    """The confirmation of a freeze, which is for ever (Rule 16)."""

    version = WholeEntry(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)
    reason = Prose(
        label="Reason for freezing without the missing returns",
        help_text="This is shown in the record of this period with your name.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    confirmed = forms.BooleanField(
        label="I have read the list and understand that this cannot be changed"
    )

    def __init__(self, *args: Any, missing: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        reason.required = missing > 0
        reason.error_messages["required"] = (
            "Enter the reason for freezing without the missing returns"
        )
        if not missing:
            reason.label = "Note for the record"

    def clean_seen(self) -> frozenset[str]:
        """Return the references of the programmes that the person was shown as missing."""
        return frozenset(self.cleaned_data["seen"].split())

    def entered(self) -> dict[str, Any]:
        """Return the act's arguments: the reason, and what the person saw."""
        return {name: self.cleaned_data[name] for name in ("version", "seen", "reason")}


class PackRequestForm(forms.Form):
    """What is asked of a pack: again, as final, or corrected with a reason."""

    offer = forms.ChoiceField(
        choices=[("again", "Again"), ("issue", "Issue"), ("correct", "Correct")],
        widget=forms.HiddenInput,
    )
    reason = Prose(
        label="Reason for the correction",
        help_text="This is printed in the new version, which replaces this one.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    read = forms.BooleanField(label="I have read this draft and want to issue it to its board")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer = self["offer"].value()
        self.fields["reason"].required = offer == "correct"
        self.fields["read"].required = offer == "issue"


class PackDrawForm(forms.Form):
    """The first pack of a board from a frozen period that has none."""

    pack = forms.ChoiceField(label="Period and board")

    def __init__(self, *args: Any, offered: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pack = cast(forms.ChoiceField, self.fields["pack"])
        pack.choices = [("", "Choose a period and board"), *offered]


class PackFilterForm(forms.Form):
    """The list of packs narrowed by month and forum."""

    forum = forms.ChoiceField(
        label="Board", required=False, choices=[("", "Both boards"), *Forum.choices()]
    )
    period = RowChoice(
        label="Period",
        required=False,
        queryset=ReportingPeriod.objects.frozen(),
        to_field_name="month",
        empty_label="All periods",
    )
