"""Forms of care for evidence: what somebody found of a link, why a file is sealed (Rule 22)."""

from django import forms

from assurance.models import EvidenceSeal, LinkCheck
from assurance.words.evidence import LinkFound
from irp.fields import label_of
from irp.forms import DayEntry, Prose, Versioned


class LinkCheckForm(Versioned):
    """When somebody looked at a link and what was there; `version` is that of the piece."""

    looked_on = DayEntry(
        label=label_of(LinkCheck, "looked_on"),
        help_text="For example, 30/06/2026",
        error_messages={"required": "Enter the day you looked"},
    )
    found = forms.ChoiceField(
        label=label_of(LinkCheck, "found"), choices=LinkFound.choices(), widget=forms.RadioSelect
    )
    note = Prose(
        label=label_of(LinkCheck, "note"),
        label_suffix="(needed unless it is there as cited)",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SealForm(forms.Form):
    """Why privileged or personal content is taken away, or why not."""

    reason = Prose(
        label=label_of(EvidenceSeal, "reason"),
        max_length=1000,
        help_text="It is shown in place of the file. Name nobody, and nothing of the content.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
