"""Forms of assurance; what a rule refuses stands as a message that says what to type."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import forms

from assurance.models import Pack
from assurance.words import JUDGEMENTS_DEFINED, Judgement
from irp.actions import Refused, planned_deadlines, unusual_opening
from irp.form_rendering import DefinedRadios
from irp.forms import DayEntry, MonthEntry, Prose
from irp.models import ReportingPeriod
from irp.rules.calendar import PeriodDeadlines
from irp.rules.openings import MOST_MONTHS_AFTER


class AssessForm(forms.Form):
    """One voice's assessment: the judgement is chosen anew each time (Rules 5 and 19)."""

    judgement = forms.ChoiceField(
        label="Judgement",
        choices=[(judgement.value, judgement.label) for judgement in Judgement],
        widget=DefinedRadios(definitions={j.value: JUDGEMENTS_DEFINED[j] for j in Judgement}),
    )
    rationale = Prose(
        label="Rationale",
        help_text="Why you judge so, against what commissioners consider for this requirement.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    evidence_cited = Prose(
        label="Evidence cited",
        help_text="Name each document, report or figure with its date.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class PeriodOpenForm(forms.Form):
    """The month and its two boards; `deadlines` are worked back from the TIB (Rule 14).

    `unusual` is what the person has to confirm by a tick, once they have seen it.
    """

    month = MonthEntry(
        label="Month",
        help_text="The month that the period reports on, for example October 2026",
    )
    tib_on = DayEntry(
        label="Day of the TIB",
        help_text=(
            "When the Transformation and Improvement Board meets, day first, for example "
            f"24/11/2026 or 24 November 2026. At most {MOST_MONTHS_AFTER} months after the month, "
            "by an agreed assumption"
        ),
    )
    irb_on = DayEntry(
        label="Day of the IRB",
        help_text=(
            "When the Improvement and Recovery Board meets, on or after the TIB, for example "
            "1/12/2026"
        ),
    )
    sure = forms.BooleanField(label="These dates are meant as they stand", required=False)

    deadlines: PeriodDeadlines | None = None
    unusual: Sequence[str] = ()

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    def clean(self) -> dict[str, Any]:
        """Work the deadlines back, or say why the period cannot be opened."""
        entered = super().clean() or self.cleaned_data
        if self.errors:
            return entered
        month, tib_on, irb_on = entered["month"], entered["tib_on"], entered["irb_on"]
        try:
            self.deadlines = planned_deadlines(month, tib_on=tib_on, irb_on=irb_on)
        except Refused as refused:
            raise forms.ValidationError(refused.reasons) from refused
        self.unusual = unusual_opening(month, self.deadlines, irb_on=irb_on, at=self.at)
        if self.unusual and self.is_confirmed and not entered["sure"]:
            self.add_error("sure", "Tick “These dates are meant as they stand”, or change them")
        return entered

    @property
    def is_confirmed(self) -> bool:
        """Tell whether the person confirmed the dates and deadlines that stand here now."""
        return self.deadlines is not None and self.data.get("confirmed") == self.fingerprint

    @property
    def fingerprint(self) -> str:
        """Return what is confirmed: the month, the boards and every deadline, as one text."""
        if self.deadlines is None:
            return ""
        days = self.deadlines
        parts = [self.cleaned_data["month"], self.cleaned_data["irb_on"]]
        parts += [getattr(days, name) for name in type(days).__dataclass_fields__]
        return " ".join(part.isoformat() for part in parts)

    def period(self) -> dict[str, date]:
        """Return what the act takes."""
        return {name: self.cleaned_data[name] for name in ("month", "tib_on", "irb_on")}


class FreezeForm(forms.Form):
    """The confirmation of a freeze, which is for ever (Rule 16)."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=4000)
    reason = Prose(
        label="Reason for freezing without the missing returns",
        help_text="It stands in the record of this period beside your name.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    confirmed = forms.BooleanField(label="I have read the list and freeze this period for ever")

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


class PackRequestForm(forms.Form):
    """What is asked of a pack: again, as final, or corrected with a reason."""

    offer = forms.ChoiceField(
        choices=[("again", "Again"), ("issue", "Issue"), ("correct", "Correct")],
        widget=forms.HiddenInput,
    )
    reason = Prose(
        label="Reason for the correction",
        help_text="It is printed in the new version, which supersedes this one.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    read = forms.BooleanField(label="I have read this draft and issue it to its board")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer = self["offer"].value()
        self.fields["reason"].required = offer == "correct"
        self.fields["read"].required = offer == "issue"


class PackDrawForm(forms.Form):
    """The first pack of a board from a frozen period that has none."""

    def __init__(self, *args: Any, offered: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Choose a period and board"), *offered]
        self.fields["pack"] = forms.ChoiceField(label="Period and board", choices=choices)


class PackFilterForm(forms.Form):
    """The list of packs narrowed by month and forum."""

    forum = forms.ChoiceField(
        label="Forum", required=False, choices=[("", "Both boards"), *Pack.Forum.choices]
    )
    period = forms.ModelChoiceField(
        label="Period",
        required=False,
        queryset=ReportingPeriod.objects.frozen(),
        to_field_name="month",
        empty_label="Every period",
    )
