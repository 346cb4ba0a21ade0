"""Forms of care for evidence: what somebody found of a link, why a file is sealed (Rule 22)."""

from django import forms

from assurance.models import Evidence, EvidenceSeal, LinkCheck
from assurance.words.evidence import LinkFound
from irp.fields import label_of
from irp.forms import DayEntry, Line, Prose, Versioned, WholeEntry
from irp.rules.date_spans import for_example


class LinkCheckForm(Versioned):
    """When somebody looked at a link and what was there; `version` is that of the piece."""

    looked_on = DayEntry(
        label=label_of(LinkCheck, "looked_on"),
        help_text=for_example(30, 6, 2026),
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


class RetireForm(Versioned):
    """Why a piece is taken out of use; `cited` is how many judgements were named as citing it."""

    reason = Line(label="Why it is retired", max_length=80)
    cited = WholeEntry(min_value=0, widget=forms.HiddenInput)

    def see_again(self, row: Evidence) -> None:
        """Take the version that a conflict has shown."""
        self._show(version=row.version)


class SealForm(forms.Form):
    """Why privileged or personal content is taken away, or why not."""

    reason = Prose(
        label=label_of(EvidenceSeal, "reason"),
        max_length=1000,
        help_text="It is shown in place of the file. Name nobody, and nothing of the content.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
