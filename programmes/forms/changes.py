"""Forms by which a change of the plan is asked for: of which rows, what, and why (Rule 18)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from irp.fields import label_of
from irp.forms import Line, Prose, RowChoice, Versioned
from irp.rules.plan_dates import UNDATED, QuarterConvention
from programmes.actions.changes import AskedRow, Case
from programmes.forms.milestones import ForecastEntry
from programmes.forms.references import named, refs_in
from programmes.forms.request_links import requests_linked
from programmes.models import ChangeRequest, Milestone, Workstream
from programmes.readings.raid_links import requirements_named
from programmes.rules.change_requests import (
    A_DATE,
    NEEDS_A_DATE,
    NEEDS_A_TITLE,
    ONE_TO_SPLIT,
    SAME_ROW,
    request_faults,
)
from programmes.rules.changes import Proposed, Stands
from programmes.words import ChangeKind, ChangeReason

DRAFT = "draft"
PARTS = 4  # new rows that a form takes; those that are left blank are none


class NewDate(ForecastEntry):
    """A date that is proposed: it must name days."""

    allows_undated = False


def _prose(name: str, hint: str = "", *, required: bool = False) -> Prose:
    return Prose(
        label=label_of(ChangeRequest, name),
        required=required,
        max_length=1000,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ChangeForm(Versioned):
    """A request of one kind: what it proposes of each row, why, and what else it touches."""

    reason_code = forms.ChoiceField(
        label=label_of(ChangeRequest, "reason_code"), choices=ChangeReason.choices(),
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = _prose("reason", "What has happened, and why this is the way forward.", required=True)
    requirement_refs = Line(
        label="Requirements it touches",
        required=False,
        max_length=500,
        help_text="By reference, with commas between them. For example, PO8-T1-1",
    )
    effect_requirements = _prose("effect_requirements")
    gate_overtaken = forms.BooleanField(
        label="The new date is later than an assurance date", required=False,
        help_text="The assurance date itself does not move. Only commissioners change it.",
    )  # fmt: skip
    effect_money = _prose("effect_money")
    money_changed = forms.BooleanField(label="A saving or receipt changes", required=False)
    effect_dependencies = _prose("effect_dependencies", "Other programmes or partners.")

    def __init__(
        self,
        *args: Any,
        change: ChangeKind,
        milestones: Sequence[Milestone],
        stands: Mapping[str, Stands],
        workstreams: Sequence[Workstream] = (),
        quarters: str,
        on: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.milestones, self.workstreams = change, list(milestones), workstreams
        self.quarters, self.stands, self.on = QuarterConvention(quarters), stands, on
        own = list(self.fields)
        for number, row in enumerate(self.rows, start=1):
            self._add_row(number, row)
        if self.is_draft:
            for field in self.fields.values():
                field.required = False
        self.order_fields([name for name in self.fields if name not in own] + own)

    @property
    def is_draft(self) -> bool:
        """Tell whether what was typed is to be kept as a draft: it need not be whole."""
        return self.data.get("act") == DRAFT

    @property
    def entered(self) -> dict[str, str]:
        """Return what was typed, box by box, to be kept as a draft."""
        typed = {name: str(self.data.get(name, "")) for name in self.fields if name != "version"}
        for name in ("gate_overtaken", "money_changed"):
            typed[name] = "on" if self.cleaned_data.get(name) else ""
        return {name: words for name, words in typed.items() if words.strip()}

    @property
    def rows(self) -> list[Milestone | None]:
        """Return the milestone of each row that the form asks about."""
        if self.kind is ChangeKind.ADD:
            return [None] * PARTS
        if self.kind is ChangeKind.SPLIT:
            return [*self.milestones[:1]] * PARTS
        return list(self.milestones[:1] if self.kind is ChangeKind.MERGE else self.milestones)

    def _add_row(self, number: int, row: Milestone | None) -> None:
        of = self._of(number, row)
        if self.kind in NEEDS_A_TITLE:
            words = row.title if row and self.kind in SAME_ROW else None
            self.fields[f"title_{number}"] = Line(
                label=f"New wording{of}", required=False, max_length=600, initial=words,
                label_suffix=" ",
            )  # fmt: skip
        if self.kind is ChangeKind.ADD and self.workstreams:
            self.fields[f"workstream_{number}"] = RowChoice(
                label=f"Workstream{of}", required=False, empty_label="None",
                queryset=Workstream.objects.filter(pk__in=[one.pk for one in self.workstreams]),
            )  # fmt: skip
        if self.kind in NEEDS_A_DATE:
            pauses = self.kind is ChangeKind.PAUSE
            self.fields[f"new_{number}"] = self._date(
                f"Paused until{of}" if pauses else f"New date{of}",
                "(if it is known)" if pauses else " ",
            )
        if self.kind is ChangeKind.DATE:
            self.fields[f"start_{number}"] = self._date(
                f"New start date{of}", "(if the start moves)"
            )
        if self.kind is ChangeKind.CLOSE:
            self.fields[f"run_by_{number}"] = Line(
                label=f"Service that runs it from now on{of}", required=False, max_length=200,
                label_suffix=" ",
            )  # fmt: skip

    def _date(self, label: str, suffix: str) -> NewDate:
        field = NewDate(
            label=label,
            required=False,
            help_text=A_DATE,
            label_suffix=suffix,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        )
        vars(field)["quarters"] = self.quarters
        return field

    def _of(self, number: int, row: Milestone | None) -> str:
        """Return of which row a field speaks."""
        if self.kind in {ChangeKind.ADD, ChangeKind.SPLIT}:
            return f", new milestone {number}"
        if row is None or self.kind is ChangeKind.MERGE:
            return ""
        return f", {row.ref}"

    def clean(self) -> dict[str, Any]:
        """Say what the rule says of the rows together with every other fault."""
        entered = super().clean() or self.cleaned_data
        if self.is_draft:
            return entered
        for name, said in request_faults(self.kind, self.proposals, on=self.on).items():
            if name not in self.errors:
                self.add_error(name if name in self.fields else None, said)
        too_many = self.kind is ChangeKind.SPLIT and self.milestones[1:]
        if too_many and ONE_TO_SPLIT not in self.non_field_errors():
            self.add_error(None, ONE_TO_SPLIT)
        return entered

    @property
    def proposals(self) -> list[tuple[Proposed, Stands | None]]:
        """Return what was typed of each row, beside the milestone as it is."""
        return [
            (one.proposed, self.stands.get(one.milestone.ref) if one.milestone else None)
            for one in self.wanted()
        ]

    @property
    def requirements_named(self) -> list[str]:
        """Return the requirements that were named, those alone that there are."""
        return refs_in(self.cleaned_data.get("requirement_refs", ""))

    def add_error(self, field: str | None, error: Any) -> None:
        """Link the open request that a refusal names: it is waited for, or withdrawn, there."""
        said = requests_linked(error) if field is None and isinstance(error, str) else error
        super().add_error(field, said)

    def clean_requirement_refs(self) -> str:
        """Return the references of requirements as a request says them."""
        return ", ".join(named(self.cleaned_data["requirement_refs"], requirements_named))

    def wanted(self) -> list[AskedRow]:
        """Return the rows that are asked for; new rows that were left blank are none."""
        rows = [self._wanted(number, row) for number, row in enumerate(self.rows, start=1)]
        if self.kind in {ChangeKind.ADD, ChangeKind.SPLIT}:
            rows = [one for one in rows if one.proposed.title or one.proposed.new.raw]
        if self.kind is ChangeKind.MERGE and rows:
            first = rows[0].proposed
            return [
                AskedRow(
                    proposed=Proposed(number=number, new=first.new, title=first.title),
                    milestone=row,
                )
                for number, row in enumerate(self.milestones, start=1)
            ]
        return rows

    def _wanted(self, number: int, row: Milestone | None) -> AskedRow:
        entered = self.cleaned_data
        proposed = Proposed(
            number=number,
            new=entered.get(f"new_{number}") or UNDATED,
            start=entered.get(f"start_{number}") or UNDATED,
            title=entered.get(f"title_{number}", ""),
            run_by=entered.get(f"run_by_{number}", ""),
        )
        stream = entered.get(f"workstream_{number}")
        return AskedRow(proposed=proposed, milestone=row, workstream=stream)

    def case(self) -> Case:
        """Return why it is asked for, and what else it touches."""
        entered = self.cleaned_data
        names = (
            "reason", "effect_requirements", "gate_overtaken", "effect_money", "money_changed",
            "effect_dependencies",
        )  # fmt: skip
        return Case(
            reason_code=ChangeReason(entered["reason_code"]),
            requirements=tuple(self.requirements_named),
            **{name: entered[name] for name in names},
        )
