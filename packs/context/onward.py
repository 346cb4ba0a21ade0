"""What goes from TIB to IRB: decisions, risks, changes and requests (Rules 18 and 28)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from irp.rules.numbers import count_in
from packs.context.change_control import ChangeControlPage
from packs.context.frame import Calendar
from packs.context.points import DecisionsPage
from packs.context.requests import RequestsPage
from packs.facts import PlanFacts
from packs.figures.meetings import item_line
from packs.words import Forum
from programmes.figures.raid import JudgedBy, RaidLine, raid_lines
from programmes.words import Ladder, RaidKind
from programmes.words.change_causes import Tier
from programmes.words.raid import OVERARCHING


@dataclass(frozen=True, kw_only=True)
class OnwardRow:
    """One thing that IRB will read: what it is, who answers for it, why it goes there."""

    ref: str
    what: str
    whose: str
    why: str


@dataclass(frozen=True, kw_only=True)
class OnwardPage:
    """Everything on its way to IRB, by kind in the order of its pack."""

    meeting_on: date
    kinds: tuple[tuple[str, tuple[OnwardRow, ...]], ...]  # those alone that have rows

    @property
    def every(self) -> int:
        """Return how many things go there."""
        return count_in(rows for _, rows in self.kinds)


def onward_page(
    plan: PlanFacts,
    calendar: Calendar,
    *,
    asks: DecisionsPage | None,
    changes: ChangeControlPage | None,
    requests: RequestsPage | None,
) -> OnwardPage | None:
    """Return it of a frozen month; None where its snapshot kept nothing of risks and asks.

    `asks` are those taken to IRB.
    """
    if plan.raid is None or asks is None:
        return None
    kinds = (
        ("Decisions that IRB is asked for", (*_items(plan), *_asks(asks))),
        ("Risks with IRB, or that go to it", tuple(_risks(plan, calendar))),
        ("Changes on which its view is recorded", tuple(_changes(changes))),
        ("Requests of commissioners", tuple(_requests(requests))),
    )
    return OnwardPage(
        meeting_on=plan.period.irb_on, kinds=tuple((kind, rows) for kind, rows in kinds if rows)
    )


def _items(plan: PlanFacts) -> Iterable[OnwardRow]:
    """Yield what stands on the agenda of the meeting that reads this month."""
    meetings = plan.boards.meetings if plan.boards else ()
    for meeting in meetings:
        if meeting.forum is Forum.IRB and meeting.month == plan.period.month:
            for item in map(item_line, meeting.items):
                if item.fate is None:
                    facts = item.facts
                    whose = facts.asked_by or "CPMO"
                    yield OnwardRow(
                        ref=facts.point or f"Item {facts.number}",
                        what=facts.ask,
                        whose=whose,
                        why="On the agenda",
                    )


def _asks(page: DecisionsPage) -> Iterable[OnwardRow]:
    for line in page.sought:
        facts = line.facts
        yield OnwardRow(
            ref=facts.ref, what=facts.words, whose=page.saos[facts.programme], why=line.status
        )


def _risks(plan: PlanFacts, calendar: Calendar) -> Iterable[OnwardRow]:
    """Yield the open risks that are with IRB, then those that this freeze sends there (Rule 28)."""
    if plan.raid is None:
        return
    judged = JudgedBy(measured=calendar.measured, last_freeze=plan.taken_at, holidays=frozenset())
    names = {row.ref: row.name for row in plan.programmes}
    lines = [line for line in raid_lines(plan.raid, judged) if line.kind is RaidKind.RISK]
    for line in lines:
        if why := _why(line):
            owner = line.owner or (names[line.programme] if line.programme else OVERARCHING)
            yield OnwardRow(
                ref=line.ref, what=f"{line.title} ({line.score_words})", whose=owner, why=why
            )


def _why(line: RaidLine) -> str:
    """Return why IRB reads of a risk, "" where it does not."""
    if not line.is_open:
        return ""
    if line.forum is Ladder.IRB:
        return "With IRB, no answer yet" if line.awaits else "With IRB"
    owed = line.owed is not None and line.owed.forum is Ladder.IRB
    return "In the top band at this freeze, or with an assurance date at risk" if owed else ""


def _changes(page: ChangeControlPage | None) -> Iterable[OnwardRow]:
    for line in page.open if page else ():
        if line.tier is Tier.CABINET:
            yield OnwardRow(
                ref=line.ref,
                what=f"{line.what}: {line.names}. {line.reason}",
                whose=line.asked_by,
                why=line.state.label,
            )


def _requests(page: RequestsPage | None) -> Iterable[OnwardRow]:
    for line in page.open if page else ():
        facts = line.facts
        yield OnwardRow(
            ref=facts.ref,
            what=facts.words,
            whose=facts.owner,
            why=f"{line.state.label}: {line.timing}",
        )
