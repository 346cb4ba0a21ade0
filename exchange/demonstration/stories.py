"""A programme's people and courses, and what it reports of its milestones, not yet written."""

from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from random import Random

from exchange.demonstration.completions import completion
from exchange.demonstration.courses import Course, State, state_in
from exchange.demonstration.months import first_of_month
from exchange.demonstration.programme_texts import (
    CLOSED,
    MilestoneInMonth,
)
from exchange.demonstration.sentences import cause, narrative, reason
from exchange.demonstration.timetables import Timetable
from irp.models import Post, ReportingPeriod, User
from irp.rules.calendar import london_day
from irp.rules.plan_dates import UNDATED, PlanDate, QuarterConvention, parse_plan_date
from programmes.models import Milestone, MilestoneReport, Programme
from programmes.rules import ReportedBefore, report_faults
from programmes.rules.completion import Completion
from programmes.rules.delivery import forecast_moved
from programmes.rules.reports import DECIDED, decidable, is_late
from programmes.words import Delivery, Rating, Voice


@dataclass
class Story:
    """A programme's people and courses, and what its last returns said."""

    programme: Programme
    delivery_lead: User
    officer: User
    assurer: User
    head: User  # of the CPMO, who records what boards decide
    courses: dict[str, Course]
    milestones: list[Milestone]
    baselines: dict[str, PlanDate]
    latest_reports: dict[str, MilestoneReport] = field(default_factory=dict)
    moves: dict[str, int] = field(default_factory=dict)  # of forecasts, by the reports that count
    ratings: dict[Voice, Rating] = field(default_factory=dict)
    taken_over: set[str] = field(default_factory=set)  # complete before the first month (18c)
    # Occurrences that signed returns have told of, by reference and due day: when they were held.
    met: dict[tuple[str, date], date | None] = field(default_factory=dict)
    signers: list[tuple[User, Post]] = field(default_factory=list)  # where not the officer alone

    @property
    def signed_by(self) -> list[tuple[User, Post]]:
        """Return who signs the returns for which post, the one that rates first."""
        return self.signers or [(self.officer, self.programme.sao)]

    def lines(self, month: int, *, told_at: datetime | None) -> list[MilestoneInMonth]:
        """Return what every milestone reports in a month, as known when it is reported."""
        lines = [
            MilestoneInMonth(
                milestone.ref,
                milestone.title,
                state_in(self.courses[milestone.ref], month),
                self._last(milestone.ref),
            )
            for milestone in self.milestones
        ]
        if told_at is None:
            return lines
        on, of = london_day(told_at), first_of_month(month)
        return [replace(line, state=self._told(line, month=of, on=on)) for line in lines]

    def _last(self, ref: str) -> Delivery | None:
        if ref in self.taken_over:
            return Delivery.COMPLETE
        return Delivery(self.latest_reports[ref].delivery) if ref in self.latest_reports else None

    def reports(
        self,
        period: ReportingPeriod,
        lines: list[MilestoneInMonth],
        timetable: Timetable,
        chance: Random,
    ) -> list[MilestoneReport]:
        """Return the month's milestone reports, completions first, not yet tied to a return."""
        at = timetable.reported_at
        if at is None:
            return []
        owed = [line for line in lines if line.last not in CLOSED]
        owed = owed[: round(len(owed) * timetable.share_reported)]
        by_ref, on = {milestone.ref: milestone for milestone in self.milestones}, london_day(at)
        month, moves = period.month, {line.ref: line.state.moves for line in owed}
        rows = [self._report(by_ref[line.ref], line, chance, month=month, on=on) for line in owed]
        for row in rows:
            row.period, row.reported_at = period, at
            row.reported_by = self.head if self.is_decided(row) else self.delivery_lead
            if timetable.signed_at is not None:  # what is never signed is as if never said
                self.latest_reports[row.milestone.ref] = row
                self.moves[row.milestone.ref] = moves[row.milestone.ref]
        return sorted(rows, key=lambda row: (row.actual_on is None, row.reported_by == self.head))

    def before(self, ref: str) -> ReportedBefore:
        """Return what the last return that counts said of a milestone, and when it is due."""
        last, dated = self.latest_reports.get(ref), self.courses[ref].row.due is not None
        due = self.baselines[ref] if dated else UNDATED
        if last is None:
            return ReportedBefore(due=due)
        return ReportedBefore(
            month=last.period.month,
            delivery=Delivery(last.delivery),
            forecast=last.forecast,
            actual_on=last.actual_on,
            due=due,
        )

    def is_decided(self, row: MilestoneReport) -> bool:
        """Tell whether a report's status comes of a decision, not of the month's work (Rule 4)."""
        before, delivery = self.before(row.milestone.ref), Delivery(row.delivery)
        return delivery is not before.delivery and (
            delivery in DECIDED or (before.held is not None and delivery in decidable(before))
        )

    def _report(
        self, milestone: Milestone, line: MilestoneInMonth, chance: Random, *, month: date, on: date
    ) -> MilestoneReport:
        """Return what is reported of a milestone; where nothing changed, at times just that.

        Raises ValueError with what the rule refuses of it, which would be a fault of this module.
        """
        state, last = line.state, self.latest_reports.get(line.ref)
        row = MilestoneReport(
            milestone=milestone,
            delivery=state.delivery.value,
            actual_on=state.ended_on,
            narrative=narrative(
                line.ref,
                state,
                title=line.title,
                details=milestone.details,
                last=line.last,
                chance=chance,
            ),
            reason=reason(line.ref, line.title, state, last=line.last),
            **asdict(completion(line.ref, self.programme.ref, state.ended_on)),
        )
        row.forecast = self._forecast(line.ref, state)
        _compare(row, last, cause(line.ref, line.title, state), chance)
        faults = report_faults(
            delivery=state.delivery,
            before=self.before(line.ref),
            month=month,
            forecast=row.forecast,
            actual_on=row.actual_on,
            narrative=row.narrative,
            reason=row.reason,
            on=on,
            decided=self.is_decided(row),
            completion=Completion.of(row),
        )
        if faults:
            raise ValueError(f"{line.ref}: {faults}")
        return row

    def _told(self, line: MilestoneInMonth, *, month: date, on: date) -> State:
        """Return what is told of a milestone: never Green past the date in the plan (Rule 4)."""
        state, late = _as_known(line.state, on=on), is_late(self.before(line.ref), month=month)
        if state.delivery is Delivery.GREEN and late:
            state = replace(state, delivery=Delivery.AMBER)
        moves = self.moves.get(line.ref, 0) + self._moves_now(line.ref, state)
        return replace(state, is_late=state.delivery.is_open and late, moves=moves)

    def _moves_now(self, ref: str, state: State) -> bool:
        """Tell whether this report moves the forecast, as the slip chart counts moves (Rule 9)."""
        last = self.latest_reports.get(ref)
        return forecast_moved(
            delivery=state.delivery,
            before=Delivery(last.delivery) if last else None,
            was=last.forecast.latest if last else None,
            now=self._forecast(ref, state).latest,
        )

    def _forecast(self, ref: str, state: State) -> PlanDate:
        row = self.courses[ref].row
        if state.delivery is Delivery.COMPLETE or state.forecast is None:
            return UNDATED
        if state.forecast == row.due:
            return self.baselines[ref]
        words = f"{first_of_month(state.forecast):%b %Y}"
        return parse_plan_date(words, quarters=QuarterConvention.FINANCIAL)


def _compare(row: MilestoneReport, last: MilestoneReport | None, why: str, chance: Random) -> None:
    """Say of a report that nothing has changed since the last, or why its forecast is later."""
    if last is None:
        return
    same = (last.delivery, last.forecast) == (row.delivery, row.forecast)
    if same and row.actual_on is None and chance.random() < 0.15:
        row.no_change = True
        row.narrative, row.reason = f"No change since {last.period}.", last.reason
    told, before = row.forecast.latest, last.forecast.latest
    if not row.reason and told and before and told > before:
        row.reason = f"The forecast moved because {why}."


def _as_known(state: State, *, on: date) -> State:
    """Return what can be said on the day: what ends later in the month has not ended yet."""
    if state.ended_on is not None and state.ended_on > on:
        return replace(state, delivery=Delivery.GREEN, ended_on=None, share=0.9)
    return state
