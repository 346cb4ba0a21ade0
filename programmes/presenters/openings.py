"""The pages of an opening position: what was taken over, and the preview of what will be (18c)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from irp.readings import Source
from irp.rules.date_spans import printed_day
from irp.rules.plan_dates import PlanDate
from programmes.figures.change_words import cited_as
from programmes.figures.openings import OpeningCounts, opening_counts
from programmes.models import Baseline, OpeningRow
from programmes.readings.openings import next_opening_number, rows_taken_over
from programmes.rules.takeover_plan import ApprovedDate, Ground, OpeningPlan, opening_mark
from programmes.words import Delivery


@dataclass(frozen=True, kw_only=True)
class TakenRow:
    """What is or was taken over of one milestone."""

    ref: str
    title: str
    programme: str
    delivery: Delivery
    actual_on: date | None
    forecast: PlanDate
    said: str
    dates: tuple[ApprovedDate, ...]

    @property
    def decided(self) -> list[tuple[PlanDate, str]]:
        """Return each approved date with how its decision is cited."""
        return [(approved.new, cited_as(approved.decided_by, approved.decided_on, approved.minute))
                for approved in self.dates]  # fmt: skip


def taken_rows(source: Source, number: int) -> list[TakenRow]:
    """Return what was taken over by one act, in the order of its file, in two statements."""
    dates = defaultdict(list)
    for row in source.acts(Baseline, takeover__number=number):
        dates[row.milestone_id].append(row)
    return [_taken(row, dates[row.milestone_id]) for row in rows_taken_over(source, number)]


def _taken(row: OpeningRow, dates: Iterable[Baseline]) -> TakenRow:
    return TakenRow(
        ref=row.milestone.ref,
        title=row.milestone.title,
        programme=row.milestone.programme.ref,
        delivery=Delivery(row.delivery),
        actual_on=row.actual_on,
        forecast=row.forecast,
        said=row.said,
        dates=tuple(
            ApprovedDate(
                new=baseline.end,
                decided_by=baseline.decided_by,
                decided_on=baseline.decided_on,
                minute=baseline.minute,
                reason=baseline.reason,
            )
            for baseline in sorted(dates, key=lambda baseline: baseline.number)
            if baseline.decided_on
        ),
    )


@dataclass(frozen=True, kw_only=True)
class FileLine:
    """One line of a file of a position: a milestone's status, or one more date of it."""

    ref: str
    programme: str = ""
    title: str = ""
    now: str = ""
    delivery: str = ""
    actual_on: str = ""
    forecast: str = ""
    said: str = ""
    new: str = ""
    decided_by: str = ""
    decided_on: str = ""
    minute: str = ""
    reason: str = ""


def lines_to_fill(ground: Ground) -> list[FileLine]:
    """Return a line for each milestone of which a position can be taken over."""
    return [
        FileLine(
            ref=ref,
            programme=ground.programmes[ref],
            title=ground.stands[ref].title,
            now=ground.stands[ref].now.raw,
        )
        for ref in ground.rows
    ]


def file_lines(rows: Iterable[TakenRow]) -> Iterator[FileLine]:
    """Yield what was taken over as a file says it, a line for each further date."""
    for row in rows:
        first, *more = [_date_cells(approved) for approved in row.dates] or [{}]
        yield FileLine(
            ref=row.ref,
            programme=row.programme,
            title=row.title,
            delivery=row.delivery.label,
            actual_on=printed_day(row.actual_on) if row.actual_on else "",
            forecast=row.forecast.raw,
            said=row.said,
            **first,
        )
        for cells in more:
            yield FileLine(ref=row.ref, programme=row.programme, title=row.title, **cells)


def _date_cells(approved: ApprovedDate) -> dict[str, str]:
    return {
        "new": approved.new.raw,
        "decided_by": approved.decided_by,
        "decided_on": printed_day(approved.decided_on),
        "minute": approved.minute,
        "reason": approved.reason,
    }


@dataclass(frozen=True, kw_only=True)
class OpeningPreview:
    """What will be taken over once it is confirmed; `mark` tells it from any other preview."""

    rows: Sequence[TakenRow]
    counts: OpeningCounts
    left_out: Sequence[str]  # milestones that could have a position, and are not in the file
    mark: str


def opening_preview(planned: Sequence[OpeningPlan], ground: Ground) -> OpeningPreview:
    """Return the effect of a file, in one statement after `ground_of`."""
    named = {plan.ref for plan in planned}
    kinds = {ref: ground.stands[ref].kind for ref in named}
    return OpeningPreview(
        rows=[
            TakenRow(
                **{name: getattr(plan, name) for name in TakenRow.__dataclass_fields__},
            )
            for plan in planned
        ],
        counts=opening_counts(planned, kinds, on=ground.position_on),
        left_out=[ref for ref in ground.rows if ref not in named],
        mark=opening_mark(next_opening_number(), ground.position_on, planned),
    )
