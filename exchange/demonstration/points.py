"""Asks and challenges acted out: raised at signing and rating, settled before each freeze."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from exchange.demonstration.months import EVENTFUL, dice, index
from exchange.demonstration.stories import Story
from irp.models import User
from irp.rules.calendar import london_day
from programmes.actions.points import Ask, PointMove, challenge_return, move_point
from programmes.models import Point, PointStep, Return
from programmes.readings.points import OwedPoint, owed_points
from programmes.words import ChallengeOutcome, Ladder, PointKind, PointStage, ReturnPart

DAYS = 28  # in which an ask needs its answer
QUESTIONS = {
    ReturnPart.PROGRESS: (
        "Which of the steps reported as progress were due this month, and which were early?",
        "The text names no output. What can be seen now that could not be seen last month?",
    ),
    ReturnPart.PATH_TO_GREEN: (
        "The steps have no owner. Who takes each, and by when?",
        "The same step stood here last month. What has changed since?",
    ),
    ReturnPart.NEXT_STEPS: ("Which of these steps rest on a supplier, and is it confirmed?",),
}
REPLIES = (
    "Two of the three steps were due; the third was brought forward. The log is with CPMO.",
    "The head of service owns each step; the dates are in the delivery plan of this week.",
    "The supplier confirmed on the phone. The letter follows.",
)
# What a board says, by the words an ask begins with.
DECIDED = {
    "The TIB is asked to settle": "The programme with the earlier date has first call on the "
    "analysts until March.",
    "Support from Procurement": "Agreed for three months: Procurement names a lead for it.",
    "A decision is asked": "Services are taken in the order that the programme proposes.",
    "Finance capacity": "The Section 151 Officer finds the capacity within the present budget.",
}
AGREED = "Agreed. The programme reports back in three months."
DECLINED = "This is within the SAO’s own authority. No board needs to decide it."


def ask_of(ret: Return, *, at: datetime) -> Ask:
    """Return what an SAO asks for with a signature: the help that the return says is needed."""
    if not ret.help_needed or ret.period.month < EVENTFUL:
        return Ask()
    due_on = london_day(at) + timedelta(days=DAYS)
    return Ask(words=ret.help_needed, asked_of="TIB", due_on=due_on)


def challenge(ret: Return, *, by: User, at: datetime) -> None:
    """Let CPMO ask about a signed return, now and then."""
    if ret.period.month < EVENTFUL:
        return
    chance = dice("challenge", ret.programme.ref, index(ret.period.month))
    if chance.random() < 0.25:
        part = ReturnPart.PATH_TO_GREEN if ret.path_to_green else chance.choice((*QUESTIONS,)[::2])
        words = chance.choice(QUESTIONS[part])
        challenge_return(ret, part=part, words=words, by=by, at=at)


def settle(
    stories: Mapping[str, Story], *, head: User, tib_on: date, month: date, at: datetime
) -> None:
    """Take each open ask and challenge a step on: to the next TIB, to an answer, to its end."""
    for place, owed in enumerate(owed_points()):
        story, chance = stories[owed.programme], dice("point", owed.ref, index(month))
        moment = at + timedelta(minutes=4 * place)
        if owed.kind is PointKind.ASK:
            _ask(owed, chance, head=head, tib_on=tib_on, at=moment)
        elif owed.stage is PointStage.ANSWERED:
            move = _move(owed, PointStage.CLOSED, "The answer names who and when.")
            _take(
                owed, replace(move, outcome=ChallengeOutcome.ACCEPTED), by=story.assurer, at=moment
            )
        elif chance.random() < 0.75:
            move = _move(owed, PointStage.ANSWERED, chance.choice(REPLIES))
            _take(owed, move, by=story.delivery_lead, at=moment)


def _ask(owed: OwedPoint, chance: Random, *, head: User, tib_on: date, at: datetime) -> None:
    day = london_day(at)
    if owed.stage is PointStage.TABLED and owed.meeting_on and owed.meeting_on < day:
        answers = (words for start, words in DECIDED.items() if owed.words.startswith(start))
        move = _move(owed, PointStage.ANSWERED, next(answers, AGREED))
        _take(owed, replace(move, minute=f"{chance.randint(4, 9)}.2"), by=head, at=at)
    elif owed.stage is PointStage.RAISED and chance.random() < 0.2:
        _take(owed, _move(owed, PointStage.DECLINED, DECLINED), by=head, at=at)
    elif owed.stage is PointStage.RAISED and tib_on >= day:
        move = _move(owed, PointStage.TABLED)
        _take(owed, replace(move, forum=Ladder.TIB, meeting_on=tib_on), by=head, at=at)


def _move(owed: OwedPoint, to: PointStage, words: str = "") -> PointMove:
    """Return the next step of a point, seen as it is."""
    return PointMove(to=to, seen=PointStep.objects.filter(point__ref=owed.ref).count(), words=words)


def _take(owed: OwedPoint, move: PointMove, *, by: User, at: datetime) -> None:
    point = Point.objects.select_related("programme__sao", "programme__rdl").get(ref=owed.ref)
    move_point(point, move, by=by, at=at)
