"""The boxes of a change request: of each part what its kind asks for, row by row (Rule 18)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms

from irp.forms import Line, RowChoice
from irp.rules.plan_dates import UNDATED, QuarterConvention
from programmes.actions.changes import AskedRow
from programmes.forms.milestones import ForecastEntry
from programmes.models import Milestone, Workstream
from programmes.rules.change_parts import PLACES
from programmes.rules.change_requests import A_DATE, NEEDS_A_DATE, NEEDS_A_TITLE, SAME_ROW
from programmes.rules.changes import Proposed
from programmes.words import ChangeKind

NEW_ROWS = 4  # that a part takes; those that are left blank are none
MANY_NEW = {ChangeKind.ADD, ChangeKind.SPLIT}


class NewDate(ForecastEntry):
    """A date that is proposed: it must name days."""

    allows_undated = False


@dataclass(frozen=True, kw_only=True)
class PartBoxes:
    """The boxes of one part of a request.

    `is_alone` says that no other part stands beside it, whose boxes would have the same labels;
    `first_new` is the number by which its first new milestone is told from those of others.
    """

    number: int
    kind: ChangeKind
    milestones: Sequence[Milestone]
    workstreams: Sequence[Workstream]
    quarters: QuarterConvention
    is_alone: bool
    first_new: int = 1

    @property
    def rows(self) -> list[tuple[int, Milestone | None]]:
        """Return the milestone of each row that has boxes, with the number of its boxes."""
        rows: list[Milestone | None] = list(self.milestones)
        if self.kind is ChangeKind.ADD:
            rows = [None] * NEW_ROWS
        elif self.kind is ChangeKind.SPLIT:
            rows = rows[:1] * NEW_ROWS
        elif self.kind is ChangeKind.MERGE:
            rows = rows[:1]
        return [(self._number(place), row) for place, row in enumerate(rows, start=1)]

    def _number(self, place: int) -> int:
        return (self.number - 1) * PLACES + place

    def fields(self) -> dict[str, forms.Field]:
        """Return the fields of its boxes by name: "new_1", "title_102"."""
        found: dict[str, forms.Field] = {}
        for place, (number, row) in enumerate(self.rows, start=1):
            of = {name: field for name, field in self._fields(place, row).items() if field}
            found |= {f"{name}_{number}": field for name, field in of.items()}
        return found

    def _fields(self, place: int, row: Milestone | None) -> dict[str, forms.Field | None]:
        of, kind = self._of(place, row), self.kind
        same = row.title if row and kind in SAME_ROW else None
        offered = [workstream.pk for workstream in self.workstreams]
        return {
            "title": Line(label=f"New wording{of}", required=False, max_length=600, initial=same,
                          label_suffix=" ") if kind in NEEDS_A_TITLE else None,
            "workstream": RowChoice(
                label=f"Workstream{of}", required=False, empty_label="None",
                queryset=Workstream.objects.filter(pk__in=offered),
            ) if kind is ChangeKind.ADD and offered else None,
            "new": self._new(of) if kind in NEEDS_A_DATE else None,
            "start": self._date(f"New start date{of}", "(if the start moves)")
            if kind is ChangeKind.DATE else None,
            "run_by": Line(label=f"Service that runs it from now on{of}", required=False,
                           max_length=200, label_suffix=" ") if kind is ChangeKind.CLOSE else None,
        }  # fmt: skip

    def _new(self, of: str) -> NewDate:
        if self.kind is ChangeKind.PAUSE:
            return self._date(f"Paused until{of}", "(if it is known)")
        again = self.kind is ChangeKind.RESUME and not self.is_alone
        return self._date(f"New date{' once resumed' if again else ''}{of}", " ")

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

    def _of(self, place: int, row: Milestone | None) -> str:
        """Return of which row a field speaks."""
        if self.kind is ChangeKind.ADD:
            return f", new milestone {self.first_new + place - 1}"
        if self.kind is ChangeKind.SPLIT:
            return f", new milestone {place}{'' if self.is_alone else f' from {self.names}'}"
        if self.kind is ChangeKind.MERGE:
            return "" if self.is_alone else f", in place of {self.names}"
        return f", {row.ref}" if row else ""

    @property
    def names(self) -> str:
        """Return the milestones that it is about: "HOU-01 and HOU-02"."""
        return " and ".join(row.ref for row in self.milestones)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Return what it asks for as a choice each, by the number of its first boxes."""
        if self.kind.is_whole:
            found = [(number, self.names) for number, _ in self.rows[:1]]
        else:
            found = [
                (number, row.ref if row else f"New milestone {self.first_new + place}")
                for place, (number, row) in enumerate(self.rows)
            ]
        what = "" if self.is_alone else f", {self.kind.label[:1].lower()}{self.kind.label[1:]}"
        return [(str(number), f"{name}{what}") for number, name in found]

    def wanted(
        self, entered: Mapping[str, Any], *, late: Collection[int], money: Collection[int]
    ) -> list[AskedRow]:
        """Return the rows that are asked for; new rows that were left blank are none.

        `late` and `money` are the numbers of those that overtake an assurance date or change a
        saving or receipt.
        """
        rows = [self._wanted(number, row, entered) for number, row in self.rows]
        if self.kind in MANY_NEW:
            rows = [row for row in rows if row.proposed.title or row.proposed.new.raw]
        if self.kind is ChangeKind.MERGE and rows:
            rows = [
                replace(rows[0], milestone=row, proposed=replace(rows[0].proposed, number=number))
                for number, row in (
                    (self._number(place), row) for place, row in enumerate(self.milestones, start=1)
                )
            ]
        return [self._ticked(row, late, money) for row in rows]

    def _wanted(self, number: int, row: Milestone | None, entered: Mapping[str, Any]) -> AskedRow:
        proposed = Proposed(
            number=number,
            kind=self.kind,
            part=self.number,
            new=entered.get(f"new_{number}") or UNDATED,
            start=entered.get(f"start_{number}") or UNDATED,
            title=entered.get(f"title_{number}", ""),
            run_by=entered.get(f"run_by_{number}", ""),
        )
        stream = entered.get(f"workstream_{number}")
        return AskedRow(proposed=proposed, milestone=row, workstream=stream)

    def _ticked(self, row: AskedRow, late: Collection[int], money: Collection[int]) -> AskedRow:
        of = self._number(1) if self.kind.is_whole else row.proposed.number
        proposed = replace(row.proposed, gate_overtaken=of in late, money_changed=of in money)
        return replace(row, proposed=proposed)
