"""Forms by which a change of the plan is asked for: of which rows, what, and why (Rule 18)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from irp.fields import label_of
from irp.forms import Line, Prose, Versioned
from irp.rules.plan_dates import UNDATED, PlanDate, QuarterConvention
from programmes.actions.changes import AskedRow, Case
from programmes.forms.change_boxes import MANY_NEW, NEW_ROWS, NewDate, PartBoxes
from programmes.forms.references import named, refs_in
from programmes.forms.request_links import requests_linked
from programmes.models import ChangeRequest, Milestone, Workstream
from programmes.readings.raid_links import requirements_named
from programmes.rules.change_parts import Part
from programmes.rules.change_requests import ONE_TO_SPLIT, request_faults
from programmes.rules.changes import Proposed, Stands
from programmes.words import ChangeKind, ChangeReason

ANOTHER, LEAVE_OUT = "another", "leave_out_"  # which button was pressed, and of which part
TICKS = {
    "gate_overtaken": "What is later than an assurance date",
    "money_changed": "What changes a saving or receipt",
}


def _prose(name: str, hint: str = "", *, required: bool = False) -> Prose:
    return Prose(
        label=label_of(ChangeRequest, name),
        required=required,
        max_length=1000,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ChangeForm(Versioned):
    """A request: what it proposes of each row, part by part, why, and what else it touches.

    What was pressed is its "act": a request that is kept as a draft, or goes on with another kind
    of change, need not be whole.
    """

    reason_code = forms.ChoiceField(
        label=label_of(ChangeRequest, "reason_code"), choices=ChangeReason.choices(),
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = _prose("reason", "What has happened, and why this is the way forward.", required=True)
    requirement_refs = Line(
        label="Requirements it touches",
        required=False,
        max_length=500,
        help_text="Of the request as a whole, by reference, with commas between them. "
        "For example, PO8-T1-1",
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
        parts: Sequence[Part],
        milestones: Mapping[str, Milestone],
        stands: Mapping[str, Stands],
        workstreams: Sequence[Workstream] = (),
        quarters: str,
        on: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.stands, self.on, self.workstreams = stands, on, workstreams
        self.quarters = QuarterConvention(quarters)
        self.parts = self._boxes(parts, milestones)
        self.own = list(self.fields)
        boxes = {part.number: part.fields() for part in self.parts}
        self.names = {number: list(fields) for number, fields in boxes.items()}
        for fields in boxes.values():
            self.fields |= fields
        self._offer_rows()
        if self.is_draft:
            for field in self.fields.values():
                field.required = False
        self.order_fields([*(name for some in self.names.values() for name in some), *self.own])

    def _boxes(self, parts: Sequence[Part], milestones: Mapping[str, Milestone]) -> list[PartBoxes]:
        """Return the boxes of each part; new milestones are counted through all of them."""
        found: list[PartBoxes] = []
        for part in parts:
            found.append(
                PartBoxes(
                    number=part.number,
                    kind=part.kind,
                    milestones=[milestones[ref] for ref in part.refs if ref in milestones],
                    workstreams=self.workstreams,
                    quarters=self.quarters,
                    is_alone=len(parts) == 1,
                    first_new=1 + NEW_ROWS * sum(boxes.kind is ChangeKind.ADD for boxes in found),
                )
            )
        return found

    def _offer_rows(self) -> None:
        """Ask which rows overtake an assurance date or change money, where there are several."""
        self.choices = [choice for part in self.parts for choice in part.choices]
        if len(self.choices) < 2:
            return
        for name, label in TICKS.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=self.choices,
                help_text=self.fields[name].help_text,
                widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
            )
            self.initial[name] = str(self.initial.get(name, "")).split(",")

    def _ticked(self, name: str) -> list[str]:
        """Return the numbers of the rows that are ticked; of a single one it is a box alone."""
        ticked = self.cleaned_data.get(name) or []
        if isinstance(ticked, list):
            return ticked
        return [number for number, _ in self.choices[:1]]

    def of_part(self, part: PartBoxes) -> Iterator[BoundField]:
        """Yield the fields of one part."""
        return (self[name] for name in self.names[part.number])

    @property
    def of_all(self) -> Iterator[BoundField]:
        """Yield the fields that speak of the request as a whole."""
        return (self[name] for name in self.own)

    @property
    def act(self) -> str:
        """Return which button was pressed, "" for the one that asks for the change."""
        return str(self.data.get("act", ""))

    @property
    def left_out(self) -> int | None:
        """Return the number of the part that is to be left out, None for none."""
        numbers = {f"{LEAVE_OUT}{part.number}": part.number for part in self.parts}
        return numbers.get(self.act)

    @property
    def is_draft(self) -> bool:
        """Tell whether what was typed is to be kept as a draft: it need not be whole."""
        return bool(self.act)

    @property
    def entered(self) -> dict[str, str]:
        """Return what was typed, box by box, to be kept as a draft."""
        typed = {name: str(self.data.get(name, "")) for name in self.fields if name != "version"}
        typed |= {name: ",".join(self._ticked(name)) for name in TICKS}
        return {name: words for name, words in typed.items() if words.strip()}

    def clean(self) -> dict[str, Any]:
        """Say what the rule says of the rows together with every other fault."""
        entered = super().clean() or self.cleaned_data
        if self.is_draft:
            return entered
        for name, fault in request_faults(self.proposals, on=self.on).items():
            if name not in self.errors:
                self.add_error(name if name in self.fields else None, fault)
        for fault in self._part_faults():
            if fault not in self.non_field_errors():
                self.add_error(None, fault)
        return entered

    def _part_faults(self) -> Iterator[str]:
        """Yield what is wrong with parts of which the rows say nothing."""
        for part in self.parts:
            if part.kind is ChangeKind.SPLIT and part.milestones[1:]:
                yield ONE_TO_SPLIT
            if not part.is_alone and not self._wanted(part):
                what = "enter a new milestone" if part.kind in MANY_NEW else "choose a milestone"
                yield f"{part.kind.label}: {what}, or remove it from this request"

    @property
    def proposals(self) -> list[tuple[Proposed, Stands | None]]:
        """Return what was typed of each row, beside the milestone as it is."""
        return [
            (row.proposed, self.stands.get(row.milestone.ref) if row.milestone else None)
            for row in self.wanted()
        ]

    @property
    def requirements_named(self) -> list[str]:
        """Return the requirements that were named, those alone that there are."""
        return refs_in(self.cleaned_data.get("requirement_refs", ""))

    def add_error(self, field: str | None, error: Any) -> None:
        """Link the open request that a refusal names: it is waited for, or withdrawn, there."""
        linked = requests_linked(error) if field is None and isinstance(error, str) else error
        super().add_error(field, linked)

    def clean_requirement_refs(self) -> str:
        """Return the references of requirements as a request says them."""
        return ", ".join(named(self.cleaned_data["requirement_refs"], requirements_named))

    def wanted(self) -> list[AskedRow]:
        """Return the rows that are asked for; new rows that were left blank are none."""
        return [row for part in self.parts for row in self._wanted(part)]

    def _wanted(self, part: PartBoxes) -> list[AskedRow]:
        late, money = ({int(number) for number in self._ticked(name)} for name in TICKS)
        return part.wanted(self._unread() | self.cleaned_data, late=late, money=money)

    def _unread(self) -> dict[str, PlanDate]:
        """Return the dates that cannot be read: something was typed, which its own error names."""
        dates = (name for name in self.errors if isinstance(self.fields.get(name), NewDate))
        return {name: replace(UNDATED, raw=str(self.data.get(name, ""))) for name in dates}

    def case(self) -> Case:
        """Return why it is asked for, and what else it touches."""
        entered = self.cleaned_data
        names = ("reason", "effect_requirements", "effect_money", "effect_dependencies")
        return Case(
            reason_code=ChangeReason(entered["reason_code"]),
            requirements=tuple(self.requirements_named),
            **{name: entered[name] for name in names},
        )
