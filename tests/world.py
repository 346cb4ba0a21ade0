"""A small council, built through the product's own acts: two programmes and everyone they need."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from assurance.models import AssuranceTest, Gate, PriorityOutcome, Requirement
from irp.history import act, enact, record, record_all, write_acts
from irp.models import Aim, Outcome, PlanSettings, Post, PostHolding, ReportingPeriod, User
from irp.rules.plan_dates import UNDATED, QuarterConvention, parse_plan_date
from packs.models import PlanSnapshot
from programmes.actions import MilestoneUpdate, open_cycle, save_return, update_milestone
from programmes.models import Baseline, Milestone, Programme, Return, Workstream
from programmes.words import Delivery
from tests.once import once

LOADER = "test world"
LOADED_AT = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 9, 10, 0, tzinfo=UTC)  # a Monday in the reporting of October 2026
PASSWORD = "a long enough password"
OTHERS_THAN_CPMO = [
    "administrator",
    "sao",
    "rdl",
    "lead_member",
    "commissioner",
    "committee",
    "finance_validator",
    "officer",
    "nobody",
]


def when(raw: str):
    """Return a plan date by the words of the IRP."""
    return parse_plan_date(raw, quarters=QuarterConvention.FINANCIAL)


@dataclass
class World:
    """The council, by the names that tests use."""

    users: dict[str, User] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    milestones: dict[str, Milestone] = field(default_factory=dict)
    requirement: Requirement | None = None
    period: ReportingPeriod | None = None

    def user(self, name: str) -> User:
        """Return a user fresh from the database, acting on the day of NOW."""
        user = User.objects.get(pk=self.users[name].pk)
        user.acting_on = NOW.date()
        return user

    def ret(self, ref: str) -> Return:
        """Return the programme's return in the open period, fresh from the database."""
        return Return.objects.select_related("programme", "period").get(
            programme__ref=ref, period=self.period
        )

    def report(self, ref: str, *, by: str = "rdl", at: datetime = NOW, **changes):
        """Report a milestone as on track, or as the changes say."""
        done = changes.get("delivery") is Delivery.COMPLETE
        entered = {
            "delivery": Delivery.GREEN,
            "forecast": UNDATED if done else when("Jun 2027"),
            "narrative": "Work went to plan this month.",
            "month": self.period.month,
            "version": 0,
            "evidence": "Minute 7 of the board, 30 October 2026" if done else "",
        } | changes
        with transaction.atomic():  # what is refused leaves a test's own transaction whole
            return update_milestone(
                self.milestones[ref], MilestoneUpdate(**entered), by=self.user(by), at=at
            )

    def report_all(self, programme: str, *, by: str = "rdl") -> Return:
        """Report every milestone of a programme and write its progress, ready to submit."""
        for ref, milestone in self.milestones.items():
            if milestone.programme.ref == programme:
                self.report(ref, by=by)
        ret = self.ret(programme)
        texts = {"progress": f"{programme} moved on.", "next_steps": "Go on.", "path_to_green": "",
                 "help_needed": ""}  # fmt: skip
        return save_return(ret, texts, version=ret.version, by=self.user(by), at=NOW)


def freeze(period: ReportingPeriod, *, at: datetime = NOW, by: User | str = LOADER) -> None:
    """Freeze a period as the database asks, with a snapshot in which nothing is written."""
    keep_snapshot(period, at=at, by=by)
    period.frozen_at = at
    record(period, by=by, at=at, reason="Frozen")


def keep_snapshot(period: ReportingPeriod, *, at: datetime = NOW, by: User | str = LOADER) -> None:
    """Keep a snapshot of a period in which nothing is written."""
    enact(PlanSnapshot, by=by, at=at, period=period, schema=1, body="{}", sha256="0" * 64)


@once
def build(*, rows: int = 3, with_period: bool = True, with_plan: bool = True) -> World:
    """Build the council: programmes HOU and JOB with `rows` milestones each, a period open.

    Without a plan it has people and settings alone.
    """
    world = World()
    _people(world)
    # Rows are due in December 2026 and forecast for June 2027: for most tests that is no sign.
    record(PlanSettings(forecast_tolerance_days=365), by=LOADER, at=LOADED_AT)
    if with_plan:
        _plan(world, rows)
        _assurance(world)
    if with_period:
        world.period = open_cycle(
            date(2026, 10, 1),
            tib_on=date(2026, 11, 24),
            irb_on=date(2026, 12, 1),
            by=world.user("cpmo"),
            at=datetime(2026, 11, 2, 9, 0, tzinfo=UTC),
        )
    return world


KINDS = {
    "administrator": "administrator",
    "cpmo": "cpmo",
    "cpmo2": "cpmo",
    "sao": "sao",
    "other_sao": "sao",
    "rdl": "rdl",
    "lead_member": "lead_member",
    "commissioner": "commissioner",
    "commissioner2": "commissioner",
    "committee": "committee",
    "finance_validator": "finance_validator",
    "officer": "officer",
}


def _people(world: World) -> None:
    """Add the posts, and who holds them: in bulk and with one hash, for most tests need them."""
    posts = [
        Post(title=f"Post of {name.replace('_', ' ')}", kind=kind) for name, kind in KINDS.items()
    ]
    password = make_password(PASSWORD)
    users = [
        User(email=f"{name}@council.example", name=f"Person {name}", password=password)
        for name in KINDS
    ]
    postless = User(email="nobody@council.example", name="Person without a post", password=password)
    record_all(posts, by=LOADER, at=LOADED_AT)
    record_all([*users, postless], by=LOADER, at=LOADED_AT, reason="Account created")
    record_all(
        [
            PostHolding(user=user, post=post, starts_on=date(2024, 4, 1))
            for user, post in zip(users, posts, strict=True)
        ],
        by=LOADER,
        at=LOADED_AT,
        reason="Appointed",
    )
    # Read back, so that the pen can tell a change of them from none.
    world.users = {user.email.partition("@")[0]: user for user in User.objects.all()}
    titled = {post.title: post for post in Post.objects.all()}
    world.posts = {name: titled[post.title] for name, post in zip(KINDS, posts, strict=True)}


def _plan(world: World, rows: int) -> None:
    aim = record(Aim(number=3, name="Good services"), by=LOADER, at=LOADED_AT)
    record(Outcome(aim=aim, number=1, name="Safe services"), by=LOADER, at=LOADED_AT)
    names = {"HOU": "Housing Improvement", "JOB": "Job Evaluation Programme"}
    for number, (ref, name) in enumerate(names.items(), start=1):
        programme = Programme(
            number=number,
            ref=ref,
            name=name,
            aim=aim,
            sao=world.posts["sao"],
            rdl=world.posts["rdl"],
            lead_member=world.posts["lead_member"],
        )
        record(programme, by=LOADER, at=LOADED_AT)
        world.programmes[ref] = programme
        stream = Workstream(programme=programme, number=1, name="First workstream")
        record(stream, by=LOADER, at=LOADED_AT)
        _milestones(programme, stream, rows)
    milestones = Milestone.objects.select_related("programme", "workstream")
    world.milestones = {milestone.ref: milestone for milestone in milestones}


def _milestones(programme: Programme, stream: Workstream, rows: int) -> None:
    milestones = [
        Milestone(
            ref=f"{programme.ref}-{row:02}",
            programme=programme,
            workstream=stream,
            number=row,
            title=f"Activity {row} of {programme.name}",
            kind="dated",
            source_document="IRP",
            source_section=f"Appendix 1, {programme.name}",
            source_row=str(row),
        )
        for row in range(1, rows + 1)
    ]
    record_all(milestones, by=LOADER, at=LOADED_AT)
    baselines = [
        act(Baseline, by=LOADER, at=LOADED_AT, milestone=milestone, number=0)
        for milestone in milestones
    ]
    for baseline in baselines:
        baseline.start, baseline.end = when("Mar 2026"), when("Dec 2026")
    write_acts(baselines)


def _assurance(world: World) -> None:
    test = record(
        AssuranceTest(number=1, name="Foundations fixed", question="Are they fixed?"),
        by=LOADER,
        at=LOADED_AT,
    )
    outcome = record(PriorityOutcome(number=8, title="Housing"), by=LOADER, at=LOADED_AT)
    world.requirement = record(
        Requirement(ref="PO8-T1-1", outcome=outcome, test=test, number=1, title="Safety"),
        by=LOADER,
        at=LOADED_AT,
    )
    gate = Gate(requirement=world.requirement, number=1, purpose="assurance", words="Q2 2026")
    gate.due = parse_plan_date("Q2 2026", quarters=QuarterConvention.CALENDAR)
    record(gate, by=LOADER, at=LOADED_AT)
