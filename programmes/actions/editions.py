"""A new edition of the plan takes effect: every open row's fate, in one transaction (Rule 18b)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from irp.actions import Refused, hold_the_month
from irp.history import act, enact, record_all, write_acts
from irp.models import User
from irp.permissions import require
from irp.readings import plan_settings
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.rules.plan_dates import UNDATED, milestone_kind
from programmes.models import (
    Baseline,
    Descent,
    EditionRow,
    Milestone,
    PlanEdition,
    Programme,
)
from programmes.readings.editions import before_edition, next_edition_number
from programmes.readings.row_numbers import next_row_numbers
from programmes.rules.edition_rows import RowPlan
from programmes.rules.editions import preview_mark, read_edition_file
from programmes.words import Fate, MilestoneKind


@dataclass(frozen=True, kw_only=True)
class Approval:
    """Who approved an edition, when, and where it is minuted."""

    name: str
    approver: str
    approved_on: date
    minute: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class _Effect:
    """An edition that takes effect, with its rows of the plan by their references."""

    edition: PlanEdition
    rows: Mapping[str, Milestone]
    by: User
    at: datetime

    @property
    def words(self) -> str:
        """Return the reason that history gives."""
        cited = f"{self.edition.approver}, {printed_day(self.edition.approved_on)}"
        return f"{self.edition} ({cited}, minute {self.edition.minute})"[:1000]


def renew_plan(
    content: bytes, approval: Approval, *, seen: str, by: User, at: datetime
) -> PlanEdition:
    """Put an edition into effect as it was previewed; `seen` is the mark of the preview.

    Raises `Refused` with every fault of the file, and where the plan has changed since.
    """
    require(by, "programmes.renew_plan", at=at)
    on = london_day(at)
    with transaction.atomic():
        hold_the_month(at=at)
        # Requests for changes lock their programme: none is made while the plan is renewed.
        list(Programme.objects.select_for_update(no_key=True).order_by("pk"))
        if approval.approved_on > on:
            raise Refused("Enter a day of the decision that is not in the future.")
        planned, faults = read_edition_file(content, before_edition(plan_settings(), on=on))
        if faults:
            raise Refused(*map(str, faults))
        number = next_edition_number()
        if preview_mark(number, planned) != seen:
            raise Refused("The plan has changed since the preview. Check it again, then confirm.")
        edition = enact(
            PlanEdition,
            by=by,
            at=at,
            number=number,
            **vars(approval),
        )
        _put_into_effect(edition, planned, by=by, at=at)
    return edition


def _put_into_effect(
    edition: PlanEdition, planned: Sequence[RowPlan], *, by: User, at: datetime
) -> None:
    locked = Milestone.objects.select_for_update(no_key=True).order_by("pk")
    old = {row.ref: row for row in locked.filter(ref__in=[plan.ref for plan in planned])}
    made = _add([plan for plan in planned if plan.fate is Fate.NEW], edition, by=by, at=at)
    done = _Effect(edition=edition, rows=old | made, by=by, at=at)
    _give_dates(planned, done)
    write_acts(
        [
            act(
                EditionRow,
                by=by,
                at=at,
                edition=edition,
                milestone=done.rows[plan.ref],
                number=number,
                fate=plan.fate.value,
                reason=plan.reason,
            )
            for number, plan in enumerate(planned, start=1)
        ]
    )
    _take_out(planned, done)


def _add(
    new: Sequence[RowPlan], edition: PlanEdition, *, by: User, at: datetime
) -> dict[str, Milestone]:
    """Add the new rows under the next references of their programmes; by working name."""
    if not new:
        return {}
    named = Programme.objects.filter(ref__in={plan.programme for plan in new})
    programmes = {row.ref: row for row in named}
    following = next_row_numbers(programmes.values())
    made = {}
    for plan in new:
        programme = programmes[plan.programme]
        number = following[programme.pk]
        following[programme.pk] += 1
        made[plan.ref] = Milestone(
            ref=f"{programme.ref}-{number:02}",
            programme=programme,
            number=number,
            title=plan.title,
            kind=milestone_kind(UNDATED, plan.new),
        )
    record_all(made.values(), by=by, at=at, reason=str(edition))
    return made


def _give_dates(planned: Sequence[RowPlan], done: _Effect) -> None:
    """Give new rows their original date, and others their next baseline (Rules 9 and 10)."""
    dated = [plan for plan in planned if plan.fate in {Fate.NEW, Fate.REDATED}]
    stored = Baseline.objects.filter(milestone__in=[done.rows[plan.ref] for plan in dated])
    newest = {row.milestone_id: row for row in stored.order_by("number")}
    baselines, now_dated = [], []
    for plan in dated:
        milestone = done.rows[plan.ref]
        last = newest.get(milestone.pk)
        row = act(
            Baseline,
            by=done.by,
            at=done.at,
            milestone=milestone,
            number=last.number + 1 if last else 0,
            edition=done.edition,
            reason=plan.reason or done.words,
        )
        row.start, row.end = last.start if last else UNDATED, plan.new
        baselines.append(row)
        if last and milestone.kind != MilestoneKind.DATED:
            milestone.kind = MilestoneKind.DATED.value
            now_dated.append(milestone)
    record_all(now_dated, by=done.by, at=done.at, reason=done.words)
    write_acts(baselines)


def _take_out(planned: Sequence[RowPlan], done: _Effect) -> None:
    """Retire what is replaced or dropped, and say what took whose place."""
    descents, why = [], {}
    for plan in planned:
        if plan.fate.goes_on:
            continue
        parent = done.rows[plan.ref]
        parent.retired_on = london_day(done.at)
        why[parent] = plan.reason or done.words
        descents += [
            act(
                Descent,
                by=done.by,
                at=done.at,
                parent=parent,
                child=done.rows[name],
                edition=done.edition,
            )
            for name in dict.fromkeys(plan.heirs)
        ]
    record_all(why, by=done.by, at=done.at, reason=why.__getitem__)
    write_acts(descents)
