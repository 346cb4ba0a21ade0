"""What people wrote for the packs of the demonstration's October 2026; no real person appears."""

from datetime import date, datetime

from exchange.demonstration.council import Council
from irp.models import Post, ReportingPeriod, User
from packs.actions.edition import Written, write_text
from packs.words import Forum
from packs.words.edition import TextKind, TextStage

WRITTEN_FOR = date(2026, 10, 1)
HEADLINE = (
    "Most milestones that are open and have a date are late, many by more than a year, and no date "
    "in the plan falls in the next 90 days. New dates are needed before delay can be told from "
    "delivery."
)
OPINION = (
    "The returns are complete and were signed. That is new, and it should be said.\n\n"
    "What they tell is less good. The published plan has run out of dates: what is left to do is "
    "late, or has no day. Several paths to green name a month and no step. CPMO asks each SAO to "
    "bring dated steps to the next meeting, and has rated lower than the SAO where there were none."
)
STATEMENT = (
    "We have been slower than we said we would be, and in some services we are still finding out "
    "why. Few requirements are met in the commissioners’ judgement, and our own assessment has "
    "been kinder than theirs.\n\n"
    "What has improved is that we now say so ourselves, each month, by name. We do not yet show "
    "that improvement lasts."
)
WORRIES = (
    (
        "Housing’s report on new supply is late, and its forecast has moved again and again",
        "Strategic Director of City Housing",
        "Agree the change request or bring dated steps to TIB",
        date(2027, 1, 29),
    ),
    (
        "Savings of the year are validated late, so that a shortfall is seen when it is too late",
        "Director of Finance and Section 151 Officer",
        "Validate each quarter within a month of its end",
        date(2026, 12, 18),
    ),
)


def write_for_packs(council: Council, month: ReportingPeriod, *, at: datetime) -> None:
    """Let CPMO and the Chief Executive write for both packs of October 2026."""
    if month.month != WRITTEN_FOR:
        return
    head = council.cast.head
    for forum in Forum:
        _put_in(month, forum, TextKind.HEADLINE, HEADLINE, by=head, at=at)
        _put_in(month, forum, TextKind.OPINION, OPINION, by=head, at=at)
        for place, (words, owner, way_back, due_on) in enumerate(WORRIES, start=1):
            post = Post.objects.get(title=owner)
            written = Written(
                words=words, stage=TextStage.IN, owner=post, way_back=way_back, due_on=due_on
            )
            write_text(month, forum, TextKind.WORRY, place, written, version=0, by=head, at=at)
    chief = council.cast.by_address["chief.executive"]
    _put_in(month, Forum.IRB, TextKind.STATEMENT, STATEMENT, by=chief, at=at)


def _put_in(
    month: ReportingPeriod, forum: Forum, kind: TextKind, words: str, *, by: User, at: datetime
) -> None:
    written = Written(words=words, stage=TextStage.IN)
    write_text(month, forum, kind, 1, written, version=0, by=by, at=at)
