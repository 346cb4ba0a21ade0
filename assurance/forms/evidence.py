"""Forms of evidence: what a piece says of itself, and what a version of it holds (Rule 22)."""

from datetime import date, datetime
from typing import Any

from django import forms

from assurance.forms.evidence_boxes import NamesEntry, UsesEntry
from assurance.forms.evidence_held import FileBox, LinkBox, RecordBox
from assurance.models import Evidence, EvidenceVersion
from assurance.rules.evidence import evidence_faults, version_faults
from assurance.words.classification import CLASSIFIED, Classification, Paragraph
from assurance.words.evidence import EvidenceKind, EvidenceType
from irp.fields import label_of
from irp.form_rendering import DefinedRadios
from irp.forms import DayEntry, Line, Prose, RowChoice, Versioned
from irp.models import User
from irp.rules.date_spans import for_example

ABOUT = (
    *("title", "type", "council_wide", "directorates"),
    *("classification", "paragraph", "exempt_reason"),
)


class AboutForm(Versioned):
    """What a piece says of itself."""

    title = Line(label="Title", max_length=300, error_messages={"required": "Enter the title"})
    type = forms.ChoiceField(label=label_of(Evidence, "type"), choices=EvidenceType.choices())
    council_wide = forms.BooleanField(label=label_of(Evidence, "council_wide"), required=False)
    directorates = NamesEntry(
        label=label_of(Evidence, "directorates"),
        label_suffix="(one a line)",
        required=False,
        help_text="For example, City Housing. A council-wide piece covers only those it names.",
    )
    classification = forms.ChoiceField(
        label=label_of(Evidence, "classification"),
        choices=Classification.choices(),
        widget=DefinedRadios(
            definitions={
                classification.value: CLASSIFIED[classification]
                for classification in Classification
            }
        ),
    )
    paragraph = forms.ChoiceField(
        label=label_of(Evidence, "paragraph"),
        label_suffix="(for Exempt only)",
        choices=[("", "None"), *Paragraph.choices()],
        required=False,
    )
    exempt_reason = Prose(
        label=label_of(Evidence, "exempt_reason"),
        label_suffix="(for Exempt only)",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Say what the rule says with every other fault."""
        entered = super().clean() or self.cleaned_data
        for name, fault in evidence_faults(entered).items():
            if name not in self.errors:
                self.add_error(name, fault)
        return entered

    def about(self) -> dict[str, Any]:
        """Return what was entered by column."""
        return {name: self.cleaned_data[name] for name in ABOUT}


class EvidenceEditForm(AboutForm):
    """A change of what a piece says of itself, with a reason."""

    reason = Line(label="Why it is changed", required=False, max_length=200)


class HeldForm(Versioned):
    """The days and the preparer of a version."""

    effective_from = DayEntry(
        label=label_of(EvidenceVersion, "effective_from"),
        help_text="The first day it says something about, not the day you add it.",
        error_messages={"required": "Enter the first day that it says something about"},
    )
    effective_to = DayEntry(
        label=label_of(EvidenceVersion, "effective_to"),
        help_text=f"The last day it says something about. {for_example(30, 6, 2026)}",
        error_messages={"required": "Enter the last day that it says something about"},
    )
    expires_on = DayEntry(
        label=label_of(EvidenceVersion, "expires_on"),
        required=False,
        help_text=f"From when it should not be relied on. {for_example(30, 6, 2027)}",
    )
    prepared_by = RowChoice(
        label=label_of(EvidenceVersion, "prepared_by"),
        label_suffix="(their account)",
        queryset=User.objects.filter(is_active=True).order_by("name", "email"),
        required=False,
        empty_label="Somebody without an account",
        help_text="Who prepared it cannot assess what it is evidence for.",
    )
    prepared_by_name = Line(
        label="Or their name, post or firm",
        label_suffix="(where they have no account)",
        required=False,
        max_length=200,
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean(self) -> dict[str, Any]:
        """Take the name of the account that was chosen, and one preparer alone; see the days."""
        entered = super().clean() or self.cleaned_data
        who, name = entered.get("prepared_by"), entered.get("prepared_by_name")
        if who and name and name != who.name:
            self.add_error(
                "prepared_by_name", "Leave it empty, or choose “Somebody without an account”"
            )
        elif who:
            entered["prepared_by_name"] = who.name
        elif not name and "prepared_by" not in self.errors:
            self.add_error("prepared_by_name", "Enter who prepared it, or choose their account")
        for field, fault in version_faults(entered, on=self.on).items():
            if field not in self.errors:
                self.add_error(field, fault)
        return entered

    def held(self) -> dict[str, Any]:
        """Return what was entered by column."""
        names = ("effective_from", "effective_to", "expires_on", "prepared_by", "prepared_by_name")
        return {name: self.cleaned_data[name] for name in names}

    def content(self, *, at: datetime) -> dict[str, Any]:
        """Return the columns that hold what this kind of evidence holds."""
        raise NotImplementedError


class NewForm(AboutForm, HeldForm):
    """A new piece, with what it is for."""

    uses = UsesEntry(
        label="Requirements it is for",
        required=False,
        help_text="References with commas between them, such as PO1-T1-2. For one consideration "
        "add its number: PO1-T1-3 (2).",
    )


class NewFileForm(FileBox, NewForm):
    """A new piece that is a file."""


class NewLinkForm(LinkBox, NewForm):
    """A new piece that is a link."""


class NewRecordForm(RecordBox, NewForm):
    """A new piece that is a record of the product."""


class VersionForm(HeldForm):
    """A new version of a piece, with what is new in it."""

    note = Prose(
        label="What is new in this version",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def held(self) -> dict[str, Any]:
        """Return what was entered by column."""
        return super().held() | {"note": self.cleaned_data["note"]}


class FileVersionForm(FileBox, VersionForm):
    """A new version that is a file."""


class LinkVersionForm(LinkBox, VersionForm):
    """A new version that is a link."""


class RecordVersionForm(RecordBox, VersionForm):
    """A new version that pins a record of the product anew."""


NEW: dict[EvidenceKind, type[NewForm]] = {
    EvidenceKind.FILE: NewFileForm,
    EvidenceKind.LINK: NewLinkForm,
    EvidenceKind.RECORD: NewRecordForm,
}
VERSIONS: dict[EvidenceKind, type[VersionForm]] = {
    EvidenceKind.FILE: FileVersionForm,
    EvidenceKind.LINK: LinkVersionForm,
    EvidenceKind.RECORD: RecordVersionForm,
}
