"""The council that the months are acted out with: its people, programmes and what they work on."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from assurance.models import Requirement
from exchange.demonstration.assessments import Steps
from exchange.demonstration.courses import Row, course_of
from exchange.demonstration.months import index
from exchange.demonstration.people import Cast, appoint_cast
from exchange.demonstration.readings import Measure
from exchange.demonstration.receipts import MadeUpLot, made_up_lots, received_by_month
from exchange.demonstration.stories import Story
from irp.rules.calendar import london_day
from kpis.models import Indicator
from programmes.models import Programme, ReceiptTarget


@dataclass
class Council:
    """Everybody and everything that a month needs."""

    cast: Cast
    stories: list[Story]
    requirements: list[Requirement]
    indicators: list[tuple[Indicator, Measure]]
    lots: tuple[MadeUpLot, ...] = ()
    steps: Steps = field(default_factory=dict)


def gather(*, by: str, at: datetime) -> Council:
    """Appoint the people and draw the course of every milestone of the loaded plan."""
    programmes = list(Programme.objects.select_related("sao", "rdl", "lead_member"))
    cast = appoint_cast(programmes, by=by, at=at)
    stories = [_story(programme, cast, on=london_day(at)) for programme in programmes]
    lots = made_up_lots(_receipts(stories))
    return Council(
        cast=cast,
        stories=stories,
        requirements=list(Requirement.objects.select_related("outcome")),
        indicators=[
            (
                indicator,
                Measure(
                    indicator.ref,
                    indicator.name,
                    indicator.unit,
                    indicator.polarity,
                    bool(indicator.members) and not indicator.targets.all(),
                    received_by_month(lots) if "capital receipts" in indicator.name else (),
                ),
            )
            for indicator in Indicator.objects.prefetch_related("targets")
        ],
        lots=lots,
    )


def _receipts(stories: list[Story]) -> tuple[tuple[int, Decimal], ...]:
    """Return when each step of the asset sales is reached, and what is received in all by then.

    The same months as the milestones are completed in, so that figure and row agree (Rule 25).
    """
    courses = {ref: course for story in stories for ref, course in story.courses.items()}
    total, steps = Decimal(0), []
    targets = ReceiptTarget.objects.select_related("milestone").order_by("milestone__number")
    for target in targets:
        total = target.amount if target.cumulative else total + target.amount
        ends = courses[target.milestone.ref].ends
        assert ends is not None, target  # every step has its date in the plan
        steps.append((ends, total))
    return tuple(sorted(steps))


def _story(programme: Programme, cast: Cast, *, on: date) -> Story:
    milestones = list(programme.milestones.in_force(on=on).prefetch_related("baselines"))
    courses, ends = {}, {}
    for milestone in milestones:
        milestone.programme = programme
        current = list(milestone.baselines.all())[-1]
        starts, due = current.start.earliest, current.end.latest
        row = Row(
            ref=milestone.ref,
            programme=programme.ref,
            kind=milestone.kind,
            starts=index(starts) if starts else None,
            due=index(due) if due and milestone.kind == "dated" else None,
        )
        courses[milestone.ref], ends[milestone.ref] = course_of(row), current.end
    return Story(
        programme=programme,
        delivery_lead=cast.by_address[f"rdl.{programme.ref.lower()}"],
        officer=cast.by_post[programme.sao_id],
        assurer=cast.assurer,
        head=cast.head,
        courses=courses,
        milestones=milestones,
        baselines=ends,
    )
