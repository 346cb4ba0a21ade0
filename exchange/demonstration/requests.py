"""What the demonstration's commissioners ask of the council and declare, and what follows."""

from datetime import date, datetime, timedelta

from assurance.actions.interests import declare_interest, end_interest
from assurance.actions.requests import RequestMove, ask_council, move_request
from assurance.models import CouncilRequest, Interest, PriorityOutcome
from assurance.words.requests import RequestAct
from exchange.demonstration.people import Cast
from irp.models import Post, User
from irp.rules.calendar import london_day

ASKED_IN, ANSWERED_IN = date(2026, 9, 1), date(2026, 10, 1)
# Of whom, what, for which requirements, and in how many days.
ASKED = (
    ("Strategic Director of City Housing",
     "Show the last three monthly reports on overdue fire risk actions.", ("PO8-T1-1",), 21),
    ("Director of Finance and Section 151 Officer",
     "Show how each saving of this year was validated.", ("PO3-T1-1", "PO3-T1-2"), 28),
    ("Director of People Services",
     "Send the timetable of job evaluation with what each step depends on.", ("PO4-T1-2",), 70),
    ("City Solicitor and Monitoring Officer",
     "List the delegations that changed since the last report.", ("PO1-T1-2",), 35),
)  # fmt: skip


# The second commissioner's interest: in which outcome, from when, until when, and what it is.
INTEREST = (
    10, date(2026, 6, 1), date(2026, 9, 30),
    "A relative was employed by a supplier that bid for work under this outcome.",
)  # fmt: skip


def live_interest(cast: Cast, month: date, *, at: datetime) -> None:
    """Let a commissioner declare an interest in September 2026, and end it in October (24b)."""
    number, starts_on, ends_on, words = INTEREST
    _, second = cast.commissioners
    if month == ASKED_IN:
        outcome = PriorityOutcome.objects.get(number=number)
        declare_interest(outcome, starts_on=starts_on, words=words, by=second, at=at)
    if month == ANSWERED_IN:
        row = Interest.objects.get(outcome__number=number)
        end_interest(row, ends_on=ends_on, by=second, at=at)


def live_requests(cast: Cast, month: date, *, at: datetime) -> None:
    """Let commissioners ask in September 2026, and posts answer two requests in October."""
    live_interest(cast, month, at=at)
    if month == ASKED_IN:
        posts = {post.title: post for post in Post.objects.all()}
        for title, words, refs, days in ASKED:
            ask_council(
                owner=posts[title],
                words=words,
                due_on=london_day(at) + timedelta(days=days),
                requirements=refs,
                by=cast.commissioners[0],
                at=at,
            )
    if month == ANSWERED_IN:
        first, second, *_ = CouncilRequest.objects.select_related("owner").order_by("number")
        lead = cast.commissioners[0]
        later = second.due_on + timedelta(days=14)
        why = "The external audit of the figures ends next week."
        _take(second, RequestAct.EXTENDED, why, seen=0, by=lead, at=at, due_on=later)
        answer = "The three reports are on the register of evidence."
        _take(first, RequestAct.ANSWERED, answer, seen=0, by=cast.by_post[first.owner_id], at=at)
        _take(first, RequestAct.ACCEPTED, "", seen=1, by=lead, at=at + timedelta(hours=2))
        answer = "Each is validated by finance; the list names who and when."
        _take(second, RequestAct.ANSWERED, answer, seen=1, by=cast.by_post[second.owner_id], at=at)


def _take(
    row: CouncilRequest,
    what: RequestAct,
    words: str,
    *,
    seen: int,
    by: User,
    at: datetime,
    due_on: date | None = None,
) -> None:
    move_request(row, RequestMove(what=what, words=words, seen=seen, due_on=due_on), by=by, at=at)
