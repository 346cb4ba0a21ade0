"""Forms of freeze and packs; what a rule refuses stands as a message that says what to type."""

import re
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from irp.forms import Line, Prose, RowChoice, Versioned, WholeEntry
from irp.models import ReportingPeriod
from packs.models import PackConfirmation
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
        choices=[
            ("again", "Again"),
            ("issue", "Issue"),
            ("renew", "Renew"),
            ("correct", "Correct"),
        ],
        widget=forms.HiddenInput,
    )
    reason = Prose(
        label="Reason for the correction",
        label_suffix=" ",
        help_text="This is printed in the new version, which replaces this one once it is issued.",
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


class ConfirmForm(Versioned):
    """A commissioner's word on the pages of judgements in a draft; never filled in (Rule 5)."""

    agrees = forms.TypedChoiceField(
        label="Are the pages of judgements right?",
        coerce=lambda value: value == "yes",
        choices=[
            ("yes", "Yes, I confirm them"),
            ("no", "No, something must be put right first"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no"},
    )
    words = Prose(
        label="What is wrong",
        label_suffix="(needed where you do not confirm)",
        help_text="CPMO sees this, and cannot issue the draft.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def see_again(self, row: PackConfirmation) -> None:
        """Take what a conflict has just shown."""
        self._show(version=row.number)


class PackDrawForm(forms.Form):
    """The first pack of a board from a frozen period that has none."""

    pack = forms.ChoiceField(label="Period and board")

    def __init__(self, *args: Any, offered: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pack = cast(forms.ChoiceField, self.fields["pack"])
        pack.choices = [("", "Choose a period and board"), *offered]


class PackCheckForm(forms.Form):
    """What is checked: a file, which is hashed and never opened, or how a hash begins."""

    file = forms.FileField(
        label="PDF",
        label_suffix=" ",
        required=False,
        help_text="It is compared byte for byte with the packs here. It is not opened or kept.",
    )
    begins = Line(
        label="SHA-256 of a pack",
        label_suffix="(instead of a file)",
        required=False,
        max_length=100,
        help_text="At least its first 12 characters, such as those at the foot of a pack’s pages. "
        "For example, 3fa41b9c07de",
    )

    def clean_file(self) -> UploadedFile | None:
        """Return the file. Raises ValidationError for one that is larger than any pack may be."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file and (file.size or 0) > settings.LARGEST_UPLOAD:
            raise forms.ValidationError(
                f"Choose a file of {settings.LARGEST_UPLOAD >> 20} MB or less"
            )
        return file

    def clean_begins(self) -> str:
        """Return the hash in small letters, without what groups its characters."""
        begins = re.sub(r"[\s:]", "", self.cleaned_data["begins"]).lower()
        if begins and not re.fullmatch("[0-9a-f]{12,64}", begins):
            raise forms.ValidationError(
                "Enter 12 to 64 characters of the SHA-256: digits, and letters from a to f"
            )
        return begins

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        entered = super().clean() or self.cleaned_data
        given = [name for name in ("file", "begins") if entered.get(name)]
        if not given and not self.errors:
            self.add_error("file", "Choose a PDF, or enter the SHA-256 of one below")
        if len(given) == 2:
            self.add_error("begins", "Delete this, or choose no file: one is checked at a time")
        return entered


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
