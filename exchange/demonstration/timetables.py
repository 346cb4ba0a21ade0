"""When each step of a return is taken in a month: on time, late, sent back or never. Pure."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from exchange.demonstration.months import Meeting, dice, index, london_moment
from irp.rules.calendar import PeriodDeadlines, working_days_after, working_days_before


@dataclass(frozen=True)
class Timetable:
    """The moments of a return's steps; None for a step that is not taken."""

    reported_at: datetime | None = None
    written_at: datetime | None = None
    submitted_at: datetime | None = None
    sent_back_at: datetime | None = None
    signed_at: datetime | None = None
    challenged_at: datetime | None = None
    assured_at: datetime | None = None
    share_reported: float = 1.0


def timetable_of(programme: str, meeting: Meeting, *, holidays: frozenset[date]) -> Timetable:
    """Return when a programme's return goes through its steps before the freeze.

    About one return in twenty-five is never signed and one in ten is late; one in ten is sent
    back, by the SAO or by the CPMO.
    """
    days = meeting.days
    chance = dice("timetable", programme, index(meeting.month))
    fate = chance.random()
    if fate < 0.015:
        return Timetable()  # nothing came
    if 0.04 < fate < 0.14:
        return _late(days, chance, holidays)
    timetable = _usual(days, chance, holidays)
    if fate < 0.025:  # stuck with the preparer
        return replace(timetable, submitted_at=None, signed_at=None, assured_at=None)
    if fate < 0.04:  # stuck with the SAO
        return replace(timetable, signed_at=None, assured_at=None)
    if fate < 0.19:
        back_on = working_days_after(days.return_due_on, 1, holidays=holidays)
        return replace(
            timetable,
            sent_back_at=london_moment(back_on, 9, chance.randint(0, 59)),
            signed_at=london_moment(days.sign_off_on, 15, chance.randint(0, 59)),
        )
    if fate < 0.24:
        return replace(
            timetable,
            challenged_at=london_moment(days.challenge_on, 9, chance.randint(0, 59)),
            assured_at=london_moment(days.challenge_on, 16, chance.randint(0, 59)),
        )
    if fate < 0.28:
        return replace(timetable, assured_at=None)  # received, but the CPMO did not get to it
    return timetable


def _usual(days: PeriodDeadlines, chance: Random, holidays: frozenset[date]) -> Timetable:
    done_on = working_days_before(days.return_due_on, chance.randint(0, 3), holidays=holidays)
    written = london_moment(done_on, chance.randint(10, 14), chance.randint(0, 59))
    signed_on = working_days_before(days.sign_off_on, chance.randint(0, 1), holidays=holidays)
    assured_on = working_days_before(days.challenge_on, chance.randint(0, 1), holidays=holidays)
    return Timetable(
        reported_at=london_moment(
            working_days_before(done_on, 1, holidays=holidays), 15, chance.randint(0, 59)
        ),
        written_at=written,
        submitted_at=written + timedelta(hours=2),
        signed_at=london_moment(signed_on, chance.randint(11, 16), chance.randint(0, 59)),
        assured_at=london_moment(assured_on, chance.randint(9, 17), chance.randint(0, 59)),
    )


def _late(days: PeriodDeadlines, chance: Random, holidays: frozenset[date]) -> Timetable:
    done_on = working_days_after(days.return_due_on, chance.randint(1, 3), holidays=holidays)
    written = london_moment(done_on, chance.randint(10, 15), chance.randint(0, 59))
    signed_on = working_days_after(done_on, 1, holidays=holidays)
    return Timetable(
        reported_at=written - timedelta(minutes=75),
        written_at=written,
        submitted_at=written + timedelta(hours=1),
        signed_at=london_moment(signed_on, 12, chance.randint(0, 59)),
        assured_at=london_moment(days.freeze_on, 11, chance.randint(0, 59)),
    )


def begun(
    programme: str,
    meeting: Meeting,
    *,
    opened_at: datetime,
    now: datetime,
    holidays: frozenset[date],
) -> Timetable:
    """Return how far a programme's return has come in the period that is open now.

    What its deadlines bring later has not happened; three programmes in five begin early.
    """
    early = dice("early", programme, index(meeting.month)).random()
    usual = timetable_of(programme, meeting, holidays=holidays)
    if usual.reported_at is not None and usual.reported_at <= now:
        return _until(usual, now)
    if early > 0.6:
        return Timetable()
    first, second, third, fourth = _between(opened_at, now, holidays)
    timetable = Timetable(reported_at=first, share_reported=0.6)
    if early > 0.35:
        return timetable
    timetable = replace(timetable, share_reported=1.0, written_at=second)
    if early > 0.2:
        return timetable
    return replace(timetable, submitted_at=third, signed_at=fourth if early < 0.08 else None)


def half_done(timetable: Timetable) -> Timetable:
    """Return the timetable of a return that is left for the reader: half reported, not written."""
    return Timetable(reported_at=timetable.reported_at, share_reported=0.5)


def _between(start: datetime, end: datetime, holidays: frozenset[date]) -> list[datetime]:
    """Return four moments one after another, on working days where there are such between."""
    moments: list[datetime] = []
    for share in (0.3, 0.45, 0.6, 0.8):
        at = start + (end - start) * share
        worked = datetime.combine(
            working_days_before(at.date() + timedelta(days=1), 1, holidays=holidays), at.timetz()
        )
        at = worked if worked > start else at
        if moments and at <= moments[-1]:
            at = moments[-1] + timedelta(minutes=1)
        moments.append(at)
    return moments


def _until(timetable: Timetable, now: datetime) -> Timetable:
    """Return the timetable up to the first step that still lies ahead, with its follow-ups."""
    room = timedelta(hours=6)  # what follows a step within hours has followed it, or neither has
    times: dict[str, Any] = {}
    ended = False
    for name in ("written_at", "submitted_at", "sent_back_at", "signed_at", "challenged_at",
                 "assured_at"):  # fmt: skip
        at = getattr(timetable, name)
        late = at is not None and at > now - (room if name in FOLLOWED else timedelta())
        ended = ended or late
        times[name] = None if ended else at
    return replace(timetable, **times)


FOLLOWED = {"sent_back_at", "challenged_at"}
