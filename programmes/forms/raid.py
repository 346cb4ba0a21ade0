"""Forms of the register of RAID: what an entry of each kind says (Rule 28)."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import Model

from irp.fields import label_of
from irp.forms import DayEntry, Line, Prose, RowChoice, Versioned
from irp.models import Post
from irp.rules.date_spans import for_example
from programmes.forms.references import named, refs_in
from programmes.models import Action, Assumption, Decision, Issue, Risk
from programmes.models.risks import in_words
from programmes.readings.raid_links import milestones_named, requirements_named, risk_or_issue
from programmes.words import Proximity, RaidKind, Response
from programmes.words.raid import IMPACTS, NOBODY

NOT_GIVEN = ("", "Not given")
DAY = for_example(30, 6, 2027)


def _text(model: type[Model], name: str, hint: str, *, most: int = 1000) -> Prose:
    return Prose(
        label=label_of(model, name),
        required=False,
        max_length=most,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _day(model: type[Model], name: str, *, required: bool = False) -> DayEntry:
    return DayEntry(label=label_of(model, name), required=required, help_text=DAY)


def _owner() -> RowChoice:
    return RowChoice(
        label="Owner",
        queryset=Post.objects.order_by("title"),
        required=False,
        empty_label=NOBODY,
        help_text="The post that answers for it.",
    )


class EntryForm(Versioned):
    """What every entry says. `values` are the columns, `milestones` the keys of linked rows."""

    title = Line(label="Title", max_length=200)

    def values(self) -> dict[str, Any]:
        """Return what was entered by column."""
        others = {"version", "milestone_refs", "requirement_refs", "about_ref"}
        return {name: value for name, value in self.cleaned_data.items() if name not in others}

    def milestones(self) -> Collection[int] | None:
        """Return the keys of the milestones that were named; None where the kind has none."""
        return None

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        """Return what an entry says now."""
        return {name: getattr(row, name) for name in cls.base_fields if hasattr(row, name)}


class RiskForm(EntryForm):
    """What a risk says; its scores are given on a page of their own."""

    cause = _text(Risk, "cause", "Why it may happen.")
    event = _text(Risk, "event", "What may happen.")
    effect = _text(Risk, "effect", "What would follow.")
    response = forms.ChoiceField(
        label=label_of(Risk, "response"),
        required=False,
        choices=[NOT_GIVEN, *Response.choices()],
    )
    controls = _text(Risk, "controls", "What is done about it today.", most=2000)
    owner = _owner()
    proximity = forms.ChoiceField(
        label=label_of(Risk, "proximity"),
        required=False,
        choices=[NOT_GIVEN, *Proximity.choices()],
    )
    review_on = _day(Risk, "review_on")
    milestone_refs = Line(
        label="Milestones it threatens",
        required=False,
        max_length=500,
        help_text="By reference, with commas between them. For example, HOU-01, HOU-02",
    )
    requirement_refs = Line(
        label="Requirements it threatens",
        required=False,
        max_length=500,
        help_text="By reference, with commas between them. For example, PO8-T1-1",
    )
    gate_at_risk = forms.BooleanField(label="It puts an assurance date at risk", required=False)

    def clean_milestone_refs(self) -> str:
        """Return the references of milestones as a risk says them."""
        return in_words(sorted(named(self.cleaned_data["milestone_refs"], milestones_named)))

    def clean_requirement_refs(self) -> str:
        """Return the references of requirements as a risk says them."""
        return in_words(named(self.cleaned_data["requirement_refs"], requirements_named))

    def values(self) -> dict[str, Any]:
        """Return what was entered by column."""
        refs = refs_in(self.cleaned_data["requirement_refs"])
        return {**super().values(), "requirements": refs}

    def milestones(self) -> Collection[int]:
        """Return the keys of the milestones that were named."""
        refs = refs_in(self.cleaned_data["milestone_refs"])
        return list(milestones_named(refs).values()) if refs else []


class AboutForm(EntryForm):
    """An entry that may belong to a risk or an issue."""

    about_ref = Line(
        label="Risk or issue it belongs to",
        required=False,
        max_length=20,
        help_text="Its reference. For example, HOU-R-01",
    )

    def clean_about_ref(self) -> str:
        """Return the reference of a risk or an issue; "" for neither."""
        ref = self.cleaned_data["about_ref"].upper()
        self.about = risk_or_issue(ref) if ref else None
        if ref and self.about is None:
            raise forms.ValidationError("Enter the reference of a risk or an issue")
        return ref

    def values(self) -> dict[str, Any]:
        """Return what was entered by column."""
        return super().values() | {
            "risk": self.about if isinstance(self.about, Risk) else None,
            "issue": self.about if isinstance(self.about, Issue) else None,
        }


class IssueForm(EntryForm):
    """What an issue says."""

    description = _text(Issue, "description", "What has happened, and what it means.", most=2000)
    impact = forms.TypedChoiceField(
        label=label_of(Issue, "impact"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[NOT_GIVEN, *((key, f"{key} {words}") for key, words in IMPACTS.items())],
    )
    owner = _owner()
    due_on = _day(Issue, "due_on")


class ActionForm(AboutForm):
    """What an action says."""

    description = _text(Action, "description", "What has to be done.", most=2000)
    owner = _owner()
    due_on = _day(Action, "due_on", required=True)
    field_order = ["title", "description", "owner", "due_on", "about_ref"]


class AssumptionForm(EntryForm):
    """What an assumption says."""

    description = _text(Assumption, "description", "What would follow if it is wrong.", most=2000)
    owner = _owner()
    review_on = _day(Assumption, "review_on")


class RegisterDecisionForm(AboutForm):
    """What was decided, where, by whom and when."""

    description = _text(Decision, "description", "The reasons, and what follows.", most=2000)
    forum = Line(label=label_of(Decision, "forum"), max_length=200, help_text="For example, TIB")
    decided_by = Line(label=label_of(Decision, "decided_by"), max_length=200)
    decided_on = _day(Decision, "decided_on", required=True)
    minute = Line(label=label_of(Decision, "minute"), required=False, max_length=100)
    field_order = ["title", "description", "forum", "decided_by", "decided_on", "minute"]


FORMS: dict[RaidKind, type[EntryForm]] = {
    RaidKind.RISK: RiskForm,
    RaidKind.ISSUE: IssueForm,
    RaidKind.ACTION: ActionForm,
    RaidKind.ASSUMPTION: AssumptionForm,
    RaidKind.DECISION: RegisterDecisionForm,
}
