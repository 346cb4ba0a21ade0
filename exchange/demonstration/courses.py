"""How each milestone fares, month by month: its forecasts, misses, recoveries and end. Pure.

A course is drawn once for a milestone and told month by month. Months are numbers to count with.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from exchange.demonstration.months import FIRST, dice, first_of_month, index
from programmes.words import Delivery

# How many months after its baseline a milestone ends, with weights: most near it, some never soon.
DELAYS = ((-1, 6), (0, 32), (1, 10), (2, 8), (3, 7), (5, 7), (8, 7), (12, 6), (20, 6), (34, 7))
LATEST_END = 18  # day of a month on which work ends, so that the month's return can report it
FRIDAY = 4
# £45m in all cannot be reached after £185m: its delay in months is what the others leave it.
AS_OTHERS_SAY = {"AST-05": 0}
TBC_BEGINS = 9  # months before its end: when work on a row without a date begins
NEVER_PAUSED = ("SAV", "AST")  # savings and receipts run on or fail


@dataclass(frozen=True)
class Row:
    """What the plan says of a milestone."""

    ref: str
    programme: str
    kind: str
    starts: int | None
    due: int | None


@dataclass(frozen=True)
class Course:
    """What will happen to a milestone: `moves` are (month told, new forecast month)."""

    row: Row
    ends: int | None
    ended_on: date | None
    moves: tuple[tuple[int, int], ...] = ()
    paused: range = range(0)
    descoped: int | None = None


@dataclass(frozen=True)
class State:
    """What one month's report says; `forecast` is a month, None where the plan's words stand."""

    delivery: Delivery
    forecast: int | None
    ended_on: date | None = None
    moved: int = 0
    share: float = 0.0  # of its span that has passed, to choose words by
    moves: int = 0  # how often its forecast has moved by now, of the reports that count
    chapter: int = 0  # month of the last move: its cause and remedy stay until the next
    is_late: bool = False  # open at the month's end with its baseline passed (Rule 14)


def course_of(row: Row) -> Course:
    """Draw the course of a milestone."""
    chance = dice("course", row.ref)
    if row.kind == "tbc":
        ends = index(FIRST) + chance.randint(14, 40)
        return Course(row, ends, _day_in(ends, chance))
    if row.due is None:
        return Course(row, None, None)
    first = index(FIRST)
    drawn = _delay(row, chance)
    delay = AS_OTHERS_SAY.get(row.ref, drawn)
    ends = row.due + delay
    if row.due < first and (delay <= 1 or chance.random() < 0.5):
        ends = row.due  # done before the first return
    ends = max(ends, row.starts or ends)
    pause, descoped = range(0), None
    if row.programme not in NEVER_PAUSED and ends > first + 4:
        fate = chance.random()
        begins = max(first + 2, row.starts or first, min(row.due, ends) - 3)
        if fate < 0.06:
            pause = range(begins, begins + chance.randint(3, 6))
            ends += len(pause)
        elif fate < 0.09:
            descoped = begins + chance.randint(0, 3)
    return Course(
        row,
        ends,
        _day_in(ends, chance),
        _moves(row.due, ends, chance),
        pause,
        descoped,
    )


def _delay(row: Row, chance: Random) -> int:
    """Return the delay in months; some programmes find the same work harder than others."""
    hard = dice("programme", row.programme).choice((0.5, 1, 1, 1.8))
    weights = [weight * (hard if months > 2 else 1) for months, weight in DELAYS]
    [delay] = chance.choices([months for months, _ in DELAYS], weights)
    return delay + (chance.randint(0, 2) if delay > 2 else 0)


def _day_in(month: int, chance: Random) -> date:
    day = first_of_month(month).replace(day=chance.randint(3, LATEST_END))
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))


def _moves(due: int, ends: int, chance: Random) -> tuple[tuple[int, int], ...]:
    """Return when the forecast moves and to where, from the baseline to the true end.

    Each move is told up to two months before the forecast it replaces. One in four delays is
    first feared to be longer than it turns out: the last move brings it back.
    """
    moves, forecast, told = [], due, 0
    while forecast < ends:
        told = max(told + 1, forecast - chance.randint(0, 2))
        step = chance.randint(1, 3) if ends - due < 10 else chance.randint(2, 7)
        forecast = min(ends, max(forecast, told) + step)
        if forecast == ends and step > 1 and chance.random() < 0.25:
            moves.append((told, forecast + 2))
            told = min(told + 2, ends - 1)
        moves.append((told, forecast))
    return tuple(moves)


def state_in(course: Course, month: int) -> State:
    """Return what the milestone's report of a month says."""
    state, due = _state_in(course, month), course.row.due
    told = [when for when, _ in course.moves if when <= month]
    return replace(
        state,
        chapter=told[-1] if told else 0,
        is_late=state.delivery.is_open and due is not None and due <= month,
    )


def _state_in(course: Course, month: int) -> State:
    row = course.row
    if course.descoped is not None and month >= course.descoped:
        return State(Delivery.DESCOPED, row.due, share=1.0)
    if course.ends is not None and month >= course.ends:
        return State(Delivery.COMPLETE, course.ends, course.ended_on, share=1.0)
    forecast, moved = _forecast(course, month)
    share = _share(course, month)
    if month in course.paused:
        return State(Delivery.PAUSED, forecast, share=share)
    if row.starts is not None and month < row.starts:
        return State(Delivery.NOT_STARTED, forecast, moved=moved)
    if row.kind == "tbc" and course.ends is not None and month < course.ends - TBC_BEGINS:
        return State(Delivery.NOT_STARTED, forecast)
    return State(_colour(course, month, forecast), forecast, moved=moved, share=share)


def _forecast(course: Course, month: int) -> tuple[int | None, int]:
    """Return the forecast told in a month, and by how many months it moved in it."""
    if course.row.kind == "tbc" and course.ends is not None:
        return (course.ends if month >= course.ends - 6 else None), 0
    if course.row.due is None or course.ends is None:
        return None, 0
    told = before = course.row.due
    for when, forecast in course.moves:
        if when < month:
            before = forecast
        if when <= month:
            told = forecast
    if told <= month:  # no move said so in time: the forecast may not lie in the past (Rule 9)
        told = month + 1
    if before < month:
        before = month
    return told, told - before


def _share(course: Course, month: int) -> float:
    if course.ends is None:
        return dice("share", course.row.ref, month).random()
    begins = course.ends - TBC_BEGINS if course.row.kind == "tbc" else index(FIRST)
    starts = max(course.row.starts or begins, index(FIRST) - 3)
    return max(0.0, min(1.0, (month - starts) / max(1, course.ends - starts)))


def _colour(course: Course, month: int, forecast: int | None) -> Delivery:
    """Return the colour that a delivery lead would choose, mostly but not always soberly."""
    mood = dice("mood", course.row.ref, month // 2).random()
    if forecast is None or course.row.due is None:
        return Delivery.AMBER if mood < 0.08 else Delivery.GREEN
    slip = forecast - course.row.due
    soon = any(month < when <= month + 1 for when, _ in course.moves)
    if slip <= 0:
        return Delivery.AMBER if soon and mood < 0.6 else Delivery.GREEN
    settled = not any(month - 3 < when <= month + 1 for when, _ in course.moves)
    if slip <= 2:
        return Delivery.GREEN if settled and mood < 0.5 else Delivery.AMBER
    if settled:
        return Delivery.AMBER
    return Delivery.AMBER if mood < 0.25 else Delivery.RED
