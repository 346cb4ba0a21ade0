"""Forms by which a programme begins, or takes milestones of another (Rule 18d)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from django import forms

from irp.fields import label_of
from irp.forms import DayEntry, Line, Prose, RowChoice, RowsChoice
from irp.models import Aim, Outcome, Post
from irp.rules.date_spans import for_example
from irp.words import PostKind
from programmes.actions.restructuring import NewProgramme
from programmes.forms.rows_chosen import open_first
from programmes.models import Milestone, Programme, Restructuring
from programmes.readings.restructuring import MovingRead, moving_of
from programmes.rules.changes import Stands
from programmes.rules.restructuring import (
    CitedDecision,
    begin_faults,
    cited_faults,
    moving_refusals,
)


class CitedForm(forms.Form):
    """The decision that is cited; `seen` is the mark of the preview that is confirmed."""

    decided_by = Line(
        label=label_of(Restructuring, "decided_by"),
        max_length=200,
        help_text="For example, Cabinet",
    )
    decided_on = DayEntry(
        label=label_of(Restructuring, "decided_on"), help_text=for_example(30, 6, 2027)
    )
    minute = Line(
        label=label_of(Restructuring, "minute"),
        max_length=100,
        help_text="Its number. For example, 4.2",
    )
    reason = Prose(
        label=label_of(Restructuring, "reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def decision(self) -> CitedDecision:
        """Return the decision that is cited."""
        names = ("decided_by", "decided_on", "minute", "reason")
        return CitedDecision(**{name: self.cleaned_data[name] for name in names})

    def clean(self) -> dict[str, Any]:
        """Say what the rule says of the decision with every other fault."""
        entered = super().clean() or self.cleaned_data
        if not {"decided_by", "decided_on", "minute", "reason"} & set(self.errors):
            self.tell(cited_faults(self.decision(), on=self.on))
        return entered

    def tell(self, faults: Mapping[str, str]) -> None:
        """Put faults beside the fields that have none yet."""
        for name, fault in faults.items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, fault)


def _post(label: str, kind: PostKind, *, required: bool = False, hint: str = "") -> RowChoice:
    return RowChoice(
        label=label,
        queryset=Post.objects.filter(kind=kind.value).order_by("title"),
        required=required,
        empty_label="Choose a post" if required else "Not named yet",
        help_text=hint,
    )


class BeginForm(CitedForm):
    """A new programme: its letters and name, what it serves, who answers for it."""

    field_order = ["ref", "name", "aim", "sao", "rdl", "lead_member", "summary", "outcomes"]
    ref = Line(
        label="Letters of its references",
        max_length=4,
        help_text="3 or 4 capital letters, such as LEI. Its milestones will be LEI-01, LEI-02. You "
        "cannot change them later.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    name = Line(label=label_of(Programme, "name"), max_length=200)
    aim = RowChoice(label="Aim", queryset=Aim.objects.all(), empty_label="Choose an aim")
    sao = _post(
        label_of(Programme, "sao"),
        PostKind.SAO,
        required=True,
        hint="Signs its returns. A post that is not in the list is added under Posts first.",
    )
    rdl = _post(label_of(Programme, "rdl"), PostKind.RDL, hint="Prepares its returns.")
    lead_member = _post(label_of(Programme, "lead_member"), PostKind.LEAD_MEMBER)
    summary = Prose(
        label="What it is for",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    outcomes = RowsChoice(
        label="Outcomes it serves",
        queryset=Outcome.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )

    def __init__(self, *args: Any, known: Sequence[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean(self) -> dict[str, Any]:
        """Refuse letters and names that another programme has or had (Rule 24)."""
        entered = super().clean()
        faults = begin_faults(
            ref=entered.get("ref", ""),
            name=entered.get("name", ""),
            refs={row.ref for row in self.known},
            names={row.name for row in self.known},
        )
        self.tell(faults)
        return entered

    def new(self) -> NewProgramme:
        """Return the programme that begins."""
        names = ("ref", "name", "aim", "outcomes", "sao", "rdl", "lead_member", "summary")
        return NewProgramme(**{name: self.cleaned_data[name] for name in names})


class MoveForm(CitedForm):
    """Which milestones of a programme move, and to which other one."""

    field_order = ["rows", "target"]
    rows = forms.MultipleChoiceField(
        label="Milestones that move",
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        error_messages={"required": "Choose at least one milestone"},
    )
    target = forms.ChoiceField(
        label="To programme", error_messages={"required": "Choose the programme"}
    )

    def __init__(
        self,
        *args: Any,
        origin: Programme,
        milestones: Sequence[Milestone],
        stands: Mapping[str, Stands],
        places: Sequence[Programme],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.origin = origin
        self.places = {row.ref: row for row in places}
        self.milestones = {row.ref: row for row in milestones}
        rows = cast(forms.MultipleChoiceField, self.fields["rows"])
        rows.choices = open_first(stands.values())
        target = cast(forms.ChoiceField, self.fields["target"])
        target.choices = [("", "Choose a programme"), *((row.ref, row.name) for row in places)]

    def clean(self) -> dict[str, Any]:
        """Say what keeps the milestones where they are; `read` is what the move is judged by."""
        entered = super().clean()
        if {"rows", "target"} & set(self.errors):
            return entered
        read = entered["read"] = moving_of(self.chosen(), self.origin, self.to(), on=self.on)
        refusals = moving_refusals(
            read.rows, origin=read.origin, target=read.target, target_closed=False, month=read.month
        )
        for refusal in refusals:
            self.add_error(None, refusal)
        return entered

    def chosen(self) -> list[Milestone]:
        """Return the milestones that move."""
        return [self.milestones[ref] for ref in self.cleaned_data["rows"]]

    def to(self) -> Programme:
        """Return the programme that takes them."""
        return self.places[self.cleaned_data["target"]]

    def read(self) -> MovingRead:
        """Return what a valid move is judged by, as it was read when the form was cleaned."""
        found: MovingRead = self.cleaned_data["read"]
        return found
