"""Change requests acted out through the actions: a tale of four months, each row in its own story.

What is told of a month happens in its reporting; a split takes effect in the month that is open,
since the months before it report the rows that the plan was loaded with.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from exchange.demonstration.council import Council
from exchange.demonstration.stories import Story
from irp.models import ReportingPeriod
from irp.rules.calendar import london_day
from irp.rules.plan_dates import QuarterConvention, parse_plan_date
from programmes.actions.change_decisions import decide_change, withdraw_change
from programmes.actions.changes import AskedRow, Case, ask_change
from programmes.models import ChangeRequest, Milestone
from programmes.rules.change_rulings import Ruling
from programmes.rules.changes import Proposed
from programmes.words import ChangeForum, ChangeKind, ChangeReason, ChangeState

AUGUST, SEPTEMBER, OCTOBER, NOVEMBER = (date(2026, month, 1) for month in (8, 9, 10, 11))
WITHDRAW = "withdraw"


@dataclass(frozen=True, kw_only=True)
class Told:
    """One request of the tale: of which row, from which month on, and what each forum does when.

    `parts` are the rows that are proposed, each with its date and, in a split, its words. In
    `then`, a forum agrees where no reason is given, and refuses for it.
    """

    ref: str
    month: date
    parts: tuple[tuple[str, str], ...]
    why: str
    code: ChangeReason
    kind: ChangeKind = ChangeKind.DATE
    more: dict[str, Any] = field(default_factory=dict)
    overtakes: bool = False
    costs: bool = False
    then: tuple[tuple[date, ChangeForum | str, str], ...] = ()

    @property
    def programme(self) -> str:
        """Return the reference of the row's programme."""
        return self.ref.partition("-")[0]


SAO, CPMO, TIB, CABINET = (
    ChangeForum.SAO, ChangeForum.CPMO, ChangeForum.TIB, ChangeForum.CABINET
)  # fmt: skip
SPLIT = Told(
    ref="HOU-14",
    month=OCTOBER,
    kind=ChangeKind.SPLIT,
    parts=(
        ("Dec 2031", "Phase 5a: all council flats meet the Decent Homes Standard"),
        ("Dec 2032", "Phase 5b: all council houses meet the Decent Homes Standard"),
    ),
    code=ChangeReason.SEQUENCE,
    why="Flats can be done a year earlier, block by block. Apart, each half can be followed.",
    then=((OCTOBER, SAO, ""), (OCTOBER, CPMO, "")),
)
TALE: Sequence[Told] = (
    SPLIT,
    Told(
        ref="ORA-05",
        month=AUGUST,
        parts=(("30 October 2026", ""),),
        code=ChangeReason.SUPPLIER,
        why="The last round of user testing found faults in the interfaces to payroll. The "
        "supplier needs four more weeks to mend them.",
        then=((AUGUST, SAO, ""), (AUGUST, CPMO, "")),
    ),
    Told(
        ref="CHI-09",
        month=AUGUST,
        parts=(("Jan 2027", ""),),
        code=ChangeReason.SEQUENCE,
        why="The plan left the date to be confirmed. The report follows the autumn visits.",
        then=((AUGUST, SAO, ""), (SEPTEMBER, CPMO, "")),
    ),
    Told(
        ref="ORA-05",
        month=SEPTEMBER,
        parts=(("31 December 2026", ""),),
        code=ChangeReason.SUPPLIER,
        why="The mended interfaces failed their second test. The programme has agreed with the "
        "supplier to go live between two month ends, in December.",
        more={
            "effect_money": "Two more months of running the present system beside the new one.",
            "effect_dependencies": "Contract management reporting waits for the new ledger.",
        },
        then=((SEPTEMBER, SAO, ""), (SEPTEMBER, CPMO, ""), (OCTOBER, TIB, "")),
    ),
    Told(
        ref="JOB-07",
        month=SEPTEMBER,
        parts=(("Mar 2027", ""),),
        code=ChangeReason.PEOPLE,
        why="Moderators are drawn from directorates that are also preparing budgets.",
        then=(
            (SEPTEMBER, SAO, ""),
            (SEPTEMBER, CPMO, ""),
            (OCTOBER, TIB, "The board wants to see moderators named before the date moves. Late "
             "rows stay late until then."),
        ),
    ),
    Told(
        ref="CUS-05",
        month=SEPTEMBER,
        parts=(("Dec 2026", ""),),
        code=ChangeReason.LARGER,
        why="More services asked for workshops of their own.",
        then=(
            (SEPTEMBER, SAO, ""),
            (NOVEMBER, WITHDRAW, "December cannot be held either. A new date follows once the "
             "workshops are booked."),
        ),
    ),
    Told(
        ref="HOU-06",
        month=OCTOBER,
        parts=(("February 2027", ""),),
        code=ChangeReason.DEPENDENCY,
        why="The figures for 2024/5 depend on the housing system's new reports, which are not "
        "tested yet.",
        more={"effect_requirements": "The evidence of supply comes later than was planned."},
        then=((OCTOBER, SAO, ""), (NOVEMBER, CPMO, "")),
    ),
    Told(
        ref="SAV-09",
        month=NOVEMBER,
        parts=(("Feb 2027", ""),),
        code=ChangeReason.MONEY,
        why="Partners were promised the present uplifts until the year's end.",
        costs=True,
        more={"effect_money": "The saving of this year is not made."},
        then=((NOVEMBER, SAO, ""),),
    ),
    Told(
        ref="PPR-01",
        month=NOVEMBER,
        parts=(("Feb 2027", ""),),
        code=ChangeReason.PEOPLE,
        why="Finance colleagues are closing the budget until January.",
        overtakes=True,
        more={
            "requirements": ("PO5-T1-2",),
            "effect_requirements": "Spending is reported by programme only after the date by which "
            "the ledger was to be complete.",
        },
    ),
)  # fmt: skip


def live_changes(council: Council, month: date, *, at: datetime) -> None:
    """Act out what is told of a month: what is asked for, then what is decided."""
    stories = {story.programme.ref: story for story in council.stories}
    for number, told in enumerate(TALE):
        if story := stories.get(told.programme):
            _live(told, story, council, month=month, at=at + timedelta(minutes=20 * number))


def split_a_row(council: Council, month: date, *, at: datetime) -> None:
    """Record that TIB agreed to the split, in the month that is open."""
    stories = {story.programme.ref: story for story in council.stories}
    if month > SPLIT.month and (story := stories.get(SPLIT.programme)):
        _decide(SPLIT, story, council, TIB, "", at=at)


def _live(told: Told, story: Story, council: Council, *, month: date, at: datetime) -> None:
    if month == told.month:
        _ask(told, story, at=at)
    for turn, (when, forum, reason) in enumerate(told.then, start=1):
        if when == month:
            moment = at + timedelta(hours=1, minutes=30 * turn)
            _decide(told, story, council, forum, reason, at=moment)


def _ask(told: Told, story: Story, *, at: datetime) -> None:
    row = Milestone.objects.get(ref=told.ref)
    wanted = [
        AskedRow(
            proposed=Proposed(
                number=number,
                kind=told.kind,
                new=parse_plan_date(words, quarters=QuarterConvention.FINANCIAL),
                title=title,
                gate_overtaken=told.overtakes,
                money_changed=told.costs,
            ),
            milestone=row,
        )
        for number, (words, title) in enumerate(told.parts, start=1)
    ]
    case = Case(reason_code=told.code, reason=told.why, **told.more)
    ask_change(story.programme, wanted, case, by=story.delivery_lead, at=at)


def _decide(
    told: Told,
    story: Story,
    council: Council,
    forum: ChangeForum | str,
    reason: str,
    *,
    at: datetime,
) -> None:
    request = ChangeRequest.objects.filter(rows__milestone__ref=told.ref).latest("pk")
    if not ChangeState(request.state).is_open:
        return
    if not isinstance(forum, ChangeForum):
        by = story.delivery_lead
        withdraw_change(request, reason=reason, version=request.version, by=by, at=at)
        return
    met_on = _last_board(at)
    ruling = Ruling(
        agrees=not reason,
        rows=frozenset(range(1, len(told.parts) + 1)) if not reason else frozenset(),
        reason=reason,
        met_on=met_on,
        minute=f"{met_on:%y%m}/{request.number + 3}",
    )
    by = story.officer if forum is ChangeForum.SAO else council.cast.head
    decide_change(request, forum, ruling, version=request.version, by=by, at=at)


def _last_board(at: datetime) -> date:
    """Return the day of the last TIB before a moment."""
    met = ReportingPeriod.objects.filter(tib_on__lte=london_day(at)).order_by("-tib_on").first()
    return met.tib_on if met else london_day(at)
