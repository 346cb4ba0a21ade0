"""Change requests acted out through the actions, as their tale tells.

What is told of a month happens in its reporting; a split and a pause take effect in the month that
is open, since the months before it report the rows that the plan was loaded with.
"""

from datetime import date, datetime, timedelta

from exchange.demonstration.change_tale import HELD, SAO, TALE, TIB, Beside, Told
from exchange.demonstration.council import Council
from exchange.demonstration.stories import Story
from irp.models import ReportingPeriod
from irp.rules.calendar import london_day
from irp.rules.plan_dates import UNDATED, QuarterConvention, parse_plan_date
from programmes.actions.change_decisions import decide_change, withdraw_change
from programmes.actions.changes import AskedRow, Case, ask_change
from programmes.models import ChangeRequest, Milestone
from programmes.rules.change_rulings import Ruling
from programmes.rules.changes import Proposed
from programmes.words import ChangeForum, ChangeState


def live_changes(council: Council, month: date, *, at: datetime) -> None:
    """Act out what is told of a month: what is asked for, then what is decided."""
    stories = {story.programme.ref: story for story in council.stories}
    for number, told in enumerate(TALE):
        if story := stories.get(told.programme):
            _live(told, story, council, month=month, at=at + timedelta(minutes=20 * number))


def record_tib(council: Council, month: date, *, at: datetime) -> None:
    """Record that TIB agreed to the split and to the board paper, in the month that is open."""
    stories = {story.programme.ref: story for story in council.stories}
    for told in HELD:
        if month > told.month and (story := stories.get(told.programme)):
            _decide(told, story, council, TIB, "", at=at)


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
    wanted += [_asked_beside(beside, part) for part, beside in enumerate(told.beside, start=2)]
    case = Case(reason_code=told.code, reason=told.why, **told.more)
    ask_change(story.programme, wanted, case, by=story.delivery_lead, at=at)


def _asked_beside(beside: Beside, part: int) -> AskedRow:
    proposed = Proposed(
        number=100 * part, kind=beside.kind, part=part, new=UNDATED, title=beside.title
    )
    return AskedRow(proposed=proposed, milestone=Milestone.objects.get(ref=beside.ref))


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
        rows=frozenset(request.rows.values_list("number", flat=True) if not reason else ()),
        reason=reason,
        met_on=met_on,
        minute=f"{met_on:%y%m}/{request.number + 3}",
    )
    by = story.officer if forum is SAO else council.cast.head
    decide_change(request, forum, ruling, version=request.version, by=by, at=at)


def _last_board(at: datetime) -> date:
    """Return the day of the last TIB before a moment."""
    met = ReportingPeriod.objects.filter(tib_on__lte=london_day(at)).order_by("-tib_on").first()
    return met.tib_on if met else london_day(at)
