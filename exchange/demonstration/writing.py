"""A month's returns written as the actions would leave them: the months before the latest.

Acting out thirty-one months through the actions takes some forty thousand statements and a
minute and a half; this takes a tenth. The same events become the same steps, ratings, signatures
(bound to the hash of what they sign) and reports; the same rules are asked and a refusal is an
error. What differs: a return and its history have one row, as it stood at its last step, where
the actions leave one for each. Steps, not history, say what happened to it.
"""

from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Prefetch, prefetch_related_objects

from exchange.demonstration.dimensions import dimensions_of
from exchange.demonstration.events import Event, ReturnAct, events
from exchange.demonstration.months import dice, index, london_moment
from exchange.demonstration.occurrences import occurrences_told
from exchange.demonstration.stories import Story
from exchange.demonstration.timetables import Timetable
from irp.history import record_all, write_acts
from irp.models import Act, ReportingPeriod, User
from irp.rules.calendar import london_day
from programmes.models import Confidence, MilestoneReport, Occurrence, Return, ReturnStep, Signature
from programmes.readings.signing import signed_content
from programmes.rules import rating_faults, step_refusals
from programmes.rules.delivery import forecast_fault
from programmes.rules.returns import TO, People, canonical, fingerprint
from programmes.words import BackBy, Delivery, Rating, ReturnState, Step, Voice

Deed = TypeVar("Deed", bound=Act)
STEPS = {
    ReturnAct.SUBMIT: Step.SUBMIT,
    ReturnAct.SEND_BACK: Step.SEND_BACK,
    ReturnAct.SIGN: Step.SIGN,
    ReturnAct.ASSURE: Step.ASSURE,
}


class MonthOfReturns:
    """The returns of one period, gathered story by story and written together."""

    def __init__(self, period: ReportingPeriod, posts: dict[int, str]) -> None:
        self.period, self.posts = period, posts
        self.judgements: list[tuple[Return, Event, Rating, dict[str, str]]] = []
        self.steps: list[ReturnStep] = []

    def add(self, story: Story, timetable: Timetable) -> None:
        """Write a programme's return with its reports, and keep its acts for `finish`."""
        month = index(self.period.month)
        chance = dice("return", story.programme.ref, month)
        lines = story.lines(month, told_at=timetable.reported_at)
        rows = story.reports(self.period, lines, timetable, chance)
        happened = list(events(story, lines, month, timetable, chance))
        ret = Return(
            programme=story.programme, period=self.period, state_since=self.period.opened_at
        )
        lead = story.delivery_lead
        people = People(preparers=frozenset({lead.pk}), signers=frozenset({story.officer.pk}))
        began_at = timetable.reported_at if rows else timetable.written_at
        if began_at is not None:
            self._step(ret, Step.START, people, by=lead, at=began_at)
        texts: dict[str, str] = {}
        for event in happened:
            if event.kind is ReturnAct.WRITE:
                texts = event.texts
                continue
            by, at = event.by, event.at
            self._step(ret, STEPS[event.kind], people, by=by, at=at, reason=event.reason)
            if event.rating is not None:
                self.judgements.append((ret, event, event.rating, texts))
        for name, text in texts.items():
            setattr(ret, name, text)
        _check_forecasts(rows, happened)
        since = ret.state_since or london_moment(self.period.opens_on, 9)
        record_all([ret], by=lead, at=since, reason="Written with the demonstration")
        met = occurrences_told(story, self.period, timetable)
        told: tuple[MilestoneReport | Occurrence, ...] = (*rows, *met)
        for row in told:
            row.ret = ret
        record_all(met, by=lead, at=timetable.reported_at or since, reason=lambda row: row.reason)
        for who in (lead, story.head):
            own = [row for row in rows if row.reported_by == who]
            if own:
                record_all(own, by=who, at=own[0].reported_at, reason=lambda row: row.reason)

    def _step(
        self, ret: Return, step: Step, people: People, *, by: User, at: datetime, reason: str = ""
    ) -> None:
        refusals = step_refusals(
            step=step, state=ReturnState(ret.state), by=by.pk, people=people, reason=reason
        )
        if refusals:
            raise ValueError(f"{ret}: {refusals}")
        given = reason if step is Step.SEND_BACK else ""
        states = {"from_state": ret.state, "to_state": TO[step].value}
        if step is Step.SEND_BACK:
            officer = by.pk in people.signers
            states["back_by"] = (BackBy.SAO if officer else BackBy.CPMO).value
        self.steps.append(self._act(ReturnStep, ret, by=by, at=at, reason=given, **states))
        ret.state, ret.state_since = TO[step].value, at

    def finish(self) -> None:
        """Write the steps, ratings and signatures of every return of the month."""
        reports = MilestoneReport.objects.select_related("milestone")
        returns = [ret for ret, *_ in self.judgements]
        prefetch_related_objects(returns, Prefetch("reports", queryset=reports))
        met = Occurrence.objects.select_related("milestone")
        prefetch_related_objects(returns, Prefetch("occurrences", queryset=met))
        ratings, signatures = [], []
        for ret, event, rating, texts in self.judgements:
            if faults := rating_faults(rating=rating, last=None, reason=event.reason):
                raise ValueError(f"{ret}: {faults}")
            voice = Voice.SAO if event.kind is ReturnAct.SIGN else Voice.CPMO
            stamp: dict[str, Any] = {"by": event.by, "at": event.at}
            judged: dict[str, Any] = {"rating": rating.value, "reason": event.reason}
            beside = dimensions_of(ret.programme.ref, rating).stored() if voice is Voice.SAO else {}
            judged |= beside
            ratings.append(self._act(Confidence, ret, voice=voice.value, **judged, **stamp))
            if event.kind is ReturnAct.SIGN:
                post = ret.programme.sao
                content = signed_content(
                    ret, post=post, rating=rating, reason=event.reason, dimensions=beside
                )
                content |= texts  # as they stood when this signature was given
                bound: dict[str, Any] = {
                    "signed_text": canonical(content),
                    "sha256": fingerprint(content),
                }
                signatures.append(self._act(Signature, ret, post=post, **bound, **stamp))
        for step in self.steps:
            step.ret_id = step.ret.pk
        write_acts(self.steps)
        write_acts(ratings)
        write_acts(signatures)

    def _act(
        self, model: type[Deed], ret: Return, *, by: User, at: datetime, **fields: Any
    ) -> Deed:
        """Return an act as `irp.history.act` makes it; everybody here holds one post throughout."""
        return model(
            ret=ret, period=self.period, by=by, by_name=by.name, by_post=self.posts[by.pk], at=at,
            **fields,
        )  # fmt: skip


def _check_forecasts(rows: list[MilestoneReport], events: list[Event]) -> None:
    """Ask Rule 9 of every report on the day that its return is submitted."""
    for event in events:
        if event.kind is not ReturnAct.SUBMIT:
            continue
        on = london_day(event.at)
        for row in rows:
            kind, delivery = row.milestone.kind, Delivery(row.delivery)
            if forecast_fault(delivery=delivery, forecast=row.forecast, kind=kind, on=on):
                raise ValueError(f"{row.milestone.ref} in {row.period}: {row.forecast} on {on}")
