"""Forms of recommendations: a further one, the response to it, and what each says of it."""

from collections.abc import Collection
from typing import Any

from django import forms

from assurance.figures.recommendations import RecommendationLine
from assurance.models import (
    ActionExtension,
    ActionReport,
    Recommendation,
    RecommendationAction,
    RecommendationView,
)
from assurance.rules.recommendations import report_faults
from assurance.words.recommendations import (
    OPINIONS_DEFINED,
    PROGRESS_DEFINED,
    Body,
    Opinion,
    Progress,
    RecommendationGroup,
    RecommendationStanding,
)
from irp.fields import label_of
from irp.form_rendering import DefinedRadios
from irp.forms import Line, Prose, RowChoice, Versioned, WholeEntry
from irp.models import Post
from irp.rules.plan_dates import QuarterConvention
from programmes.forms.list_filter import ANY, ListFilter
from programmes.forms.milestones import ForecastEntry
from programmes.forms.references import named, refs_in
from programmes.readings.raid_links import milestones_named

COUNCIL_KINDS = ("cpmo", "sao", "rdl", "officer", "finance_validator", "lead_member")
EVIDENCE = "Name each document, report or figure with its date."


def _words(model: Any, name: str, hint: str = "", *, most: int = 2000, **more: Any) -> Prose:
    return Prose(
        label=label_of(model, name),
        help_text=hint,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": 4}),
        **more,
    )


class RecommendationForm(forms.Form):
    """A further recommendation: who made it, its number and its words as they were given."""

    body = forms.TypedChoiceField(
        label=label_of(Recommendation, "body"),
        coerce=Body,
        choices=Body.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who made it"},
    )
    made_by = Line(
        label=label_of(Recommendation, "made_by"),
        label_suffix="(needed for another body)",
        max_length=200,
        required=False,
        help_text="For example, Regulator of Social Housing",
    )
    number = WholeEntry(
        label="Number",
        min_value=1,
        max_value=99,
        required=False,
        help_text="As the body numbers it. Leave it empty for the next number. It cannot change.",
    )
    title = _words(Recommendation, "title", "In the body’s own words.", most=1500)
    text = _words(Recommendation, "text", required=False)
    source = Line(
        label="Where it was made",
        max_length=200,
        help_text="For example, Auditor’s Annual Report 2025/26, page 12",
    )


class ResponseForm(Versioned):
    """Who answers for an action of the response, and which milestones deliver it."""

    owner = RowChoice(
        label=label_of(RecommendationAction, "owner"),
        queryset=Post.objects.filter(kind__in=COUNCIL_KINDS).order_by("title"),
        required=False,
        empty_label="Nobody named yet",
    )
    milestone_refs = Line(
        label="Milestones that deliver it",
        required=False,
        max_length=500,
        help_text="By reference, with commas between them. For example, HOU-01, HOU-02",
    )
    reason = Line(label="Reason", max_length=200, help_text="Why this is changed.")

    def clean_milestone_refs(self) -> str:
        """Return the references, each of which is in the plan."""
        return ", ".join(sorted(named(self.cleaned_data["milestone_refs"], milestones_named)))

    def milestones(self) -> Collection[int]:
        """Return the keys of the milestones that were named."""
        refs = refs_in(self.cleaned_data["milestone_refs"])
        return list(milestones_named(refs).values()) if refs else []


class NewResponseForm(ResponseForm):
    """A new action of the council's response."""

    words = _words(RecommendationAction, "words", most=1000)
    due = ForecastEntry(
        label=label_of(RecommendationAction, "due"),
        required=False,
        help_text="For example, 30 June 2027 or Jun 2027. Leave it empty where it is not agreed.",
    )
    field_order = ("words", "owner", "due", "milestone_refs")

    def __init__(self, *args: Any, quarters: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vars(self.fields["due"])["quarters"] = QuarterConvention(quarters)
        del self.fields["reason"], self.fields["version"]


class _ActForm(Versioned):
    """A form whose version is how many acts of its kind the person saw."""

    def see_again(self, row: Any) -> None:
        """Take the act that a conflict has just shown."""
        self._show(version=row.number)


class ActionReportForm(_ActForm):
    """What the council says of an action; never filled in (Rule 5)."""

    progress = forms.TypedChoiceField(
        label=label_of(ActionReport, "progress"),
        coerce=Progress,
        choices=Progress.choices(),
        widget=DefinedRadios(
            definitions={progress.value: text for progress, text in PROGRESS_DEFINED.items()}
        ),
        error_messages={"required": "Choose how far the action has come"},
    )
    words = _words(ActionReport, "words", "Internal audit and the external auditor see this.")
    evidence = _words(
        ActionReport, "evidence", f"Needed where it is done. {EVIDENCE}", required=False
    )

    def clean(self) -> dict[str, Any]:
        """Say what is missing beside its box, by the rule that the act is held to."""
        entered = super().clean() or self.cleaned_data
        if "progress" in entered and "words" in entered:
            reported = {name: entered.get(name, "") for name in ("progress", "words", "evidence")}
            for name, fault in report_faults(**reported).items():
                self.add_error(name, fault)
        return entered


class ExtensionForm(_ActForm):
    """A due date that an action is given later, with the reason."""

    due = ForecastEntry(
        label=label_of(ActionExtension, "due"), help_text="For example, 30 June 2027 or Jun 2027"
    )
    reason = _words(ActionExtension, "reason", "The Audit Committee sees this, and the first date.")

    def __init__(self, *args: Any, quarters: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = vars(self.fields["due"])
        own["quarters"], own["allows_undated"] = QuarterConvention(quarters), False


class OpinionForm(_ActForm):
    """What internal audit or the external auditor says; never filled in (Rule 5)."""

    opinion = forms.TypedChoiceField(
        label=label_of(RecommendationView, "opinion"),
        coerce=Opinion,
        choices=Opinion.choices(),
        widget=DefinedRadios(
            definitions={opinion.value: text for opinion, text in OPINIONS_DEFINED.items()}
        ),
        error_messages={"required": "Choose your view"},
    )
    reason = _words(RecommendationView, "reason", "Everybody who reads the plan sees this.")
    evidence = _words(RecommendationView, "evidence", EVIDENCE, required=False)


class RecommendationFilter(ListFilter):
    """Which recommendations to show."""

    show = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[ANY, *RecommendationStanding.choices(), *RecommendationGroup.choices()],
    )
    body = forms.ChoiceField(label="Made by", required=False, choices=[ANY, *Body.choices()])

    def matches(self, line: RecommendationLine) -> bool:
        """Tell whether a recommendation passes every filter in force."""
        own = {"show": line.groups, "body": {line.facts.body.value}}
        return all(value in own[name] for name, value in self.chosen().items())
