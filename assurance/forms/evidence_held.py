"""What a version of evidence holds, by its kind: a file, an address or a record (Rule 22)."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from assurance.actions.evidence_content import (
    file_content,
    file_fault,
    link_content,
    record_content,
)
from assurance.models import EvidenceVersion
from assurance.rules.links import link_fault
from assurance.words.evidence import RecordKind
from irp.fields import label_of
from irp.forms import Line


class FileBox(forms.Form):
    """The file that is held."""

    file = forms.FileField(
        label="File", error_messages={"required": "Choose the file that is to be held"}
    )

    def clean_file(self) -> UploadedFile:
        """Return the file; raises ValidationError for one that is refused."""
        upload: UploadedFile = self.cleaned_data["file"]
        if fault := file_fault(upload):
            raise forms.ValidationError(fault)
        return upload

    def content(self, *, at: datetime) -> dict[str, Any]:
        """Take the file in; raises `Faulty` for one that is refused."""
        return file_content(self.cleaned_data["file"])


class LinkBox(forms.Form):
    """The address that is told."""

    address = Line(
        label=label_of(EvidenceVersion, "address"),
        max_length=1000,
        help_text="It begins with https:// or http://. It is not held here and does not support "
        "“met”.",
    )

    def clean_address(self) -> str:
        """Return the address; raises ValidationError for one that is not public."""
        address: str = self.cleaned_data["address"]
        if fault := link_fault(address):
            raise forms.ValidationError(fault)
        return address

    def content(self, *, at: datetime) -> dict[str, Any]:
        """Return the columns that hold it."""
        return link_content(self.cleaned_data["address"])


class RecordBox(forms.Form):
    """The record of the product whose value is pinned."""

    record_kind = forms.ChoiceField(
        label=label_of(EvidenceVersion, "record_kind"), choices=RecordKind.choices()
    )
    record_ref = Line(
        label=label_of(EvidenceVersion, "record_ref"),
        max_length=20,
        help_text="For example, HOU-07, KPI-3-01, HOU-CR-01, SAV-S01 or HOU-R-01",
    )

    def content(self, *, at: datetime) -> dict[str, Any]:
        """Return the columns that pin what it says now; raises `Faulty` where there is none."""
        entered = self.cleaned_data
        return record_content(RecordKind(entered["record_kind"]), entered["record_ref"], at=at)
