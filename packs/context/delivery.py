"""Delivery as packs print it: the portfolio, the returns and a highlight report per programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from irp.charts import beside
from packs.context.frame import Calendar
from packs.context.points import challenges_of
from packs.context.report_fixed import whole_of
from packs.context.report_room import Room, room_for, shortened
from packs.facts import KeyFacts, PlanFacts
from packs.figures.beside import around_of, beside_of
from packs.figures.key_facts import ratings_before
from packs.figures.returns import (
    SignatureInPack,
    outside_of,
    received_signatures,
    sent_back,
    signed_at,
    signed_late,
    was_with,
)
from programmes.charts.gantt import drawn
from programmes.charts.gantt_rows import NARROW, PRINT
from programmes.charts.plan import gantt_plan
from programmes.charts.ratings import PRINT as STRIP
from programmes.charts.ratings import ratings_chart
from programmes.facts import ProgrammeFacts, ReturnFacts, StepFacts
from programmes.facts.dimensions import Dimensions
from programmes.figures.beside import FactsBeside
from programmes.figures.budgets import beside_words
from programmes.figures.counts import MilestoneCounts
from programmes.figures.dependencies import DependencyLine
from programmes.figures.holding import WithWhom
from programmes.figures.milestones import MilestoneLine, milestone_line, worst_first
from programmes.figures.occurrences import OccurrenceCounts, count_occurrences
from programmes.figures.points import PointLine
from programmes.figures.programmes import ProgrammeLine, programme_line
from programmes.figures.ratings import RatingLine, rating_lines
from programmes.rules.owners import return_words, vacant_at_freeze
from programmes.words import NOT_NAMED, TEXTS
from programmes.words.budgets import NOTHING_ENTERED

CHIPS = 3  # periods of ratings beside each other


@dataclass(frozen=True, kw_only=True)
class HighlightReport:
    """One programme's highlight report, which is also its row of the portfolio."""

    line: ProgrammeLine
    aim: str
    rdl: str
    lead_member: str
    was_with: WithWhom
    received_at: datetime | None
    ratings: tuple[tuple[RatingLine, RatingLine | None], ...]  # each beside the last pack's
    trend: Markup
    texts: tuple[tuple[str, str], ...]
    vacant: str  # posts that had still to sign at the freeze and that nobody held
    signatures: tuple[SignatureInPack, ...]
    is_signed_late: bool
    sent_back: tuple[StepFacts, ...]
    beside: FactsBeside
    judged: Dimensions | None  # beside the SAO's rating; None where nothing was, or none was kept
    budget: str | None  # budget and people in words; None where the snapshot kept nothing of them
    challenges: tuple[PointLine, ...]  # CPMO's, open when the month was frozen
    milestones: tuple[MilestoneLine, ...]  # in the plan's order
    plan_says: str  # what the plan on a page finds
    plan: Markup
    room: Room  # how much of it stands on its side
    words: tuple[str, ...]  # reasons, texts, challenges with their answers, why it was sent back
    short: tuple[str, ...]  # the same as its side has room for them

    @property
    def is_cut(self) -> bool:
        """Tell whether words of it are too long for its side, so that an annex has them whole."""
        return self.words != self.short

    @property
    def still_open(self) -> list[MilestoneLine]:
        """Return its open milestones, the longest late first."""
        return worst_first(self.milestones)

    @property
    def shown(self) -> list[MilestoneLine]:
        """Return the open milestones that its side prints."""
        return self.still_open[: self.room.rows]

    @property
    def more(self) -> int:
        """Return how many open milestones the annex alone names."""
        return len(self.still_open[self.room.rows :])

    @property
    def completed(self) -> list[MilestoneLine]:
        """Return its milestones that are completed or out of scope, the newest first."""
        closed = [line for line in self.milestones if not line.is_open]
        return sorted(closed, key=lambda line: (line.actual_on or date.min, line.ref), reverse=True)

    @property
    def chips(self) -> list[tuple[RatingLine, tuple[RatingLine, ...]]]:
        """Return each rater's rating of the month and those of the periods before it."""
        earlier = [strip.marks[-CHIPS:-1] for strip in self.line.strip]
        return [(now, tuple(was)) for (now, _), was in zip(self.ratings, earlier, strict=True)]

    @property
    def return_words(self) -> str:
        """Return how its return reads: "Signed", "Not reported, SAO post vacant (…)" (Rule 17)."""
        return return_words(self.line.state, vacant=self.vacant)

    @property
    def occurrences(self) -> OccurrenceCounts | None:
        """Return the counts of its recurring milestones' occurrences, None where none recurs."""
        return count_occurrences(line.recurring for line in self.milestones)

    @property
    def path_to_green(self) -> str:
        """Return the way back as its SAO signed it, "" where none was written."""
        return dict(self.texts).get(TEXTS["path_to_green"], "")


def reports(
    plan: PlanFacts,
    calendar: Calendar,
    before: KeyFacts | None,
    lines: Sequence[DependencyLine] | None = None,
) -> tuple[HighlightReport, ...]:
    """Return a report of each programme that owed the month a return, in the plan's order (18d).

    `lines` are the plan's dependencies.
    """
    owed = [row for row in plan.programmes if outside_of(row) is None]
    return tuple(
        _report(row, plan, calendar, before, lines, ends=(row is owed[0], row is owed[-1]))
        for row in owed
    )


def _report(
    row: ProgrammeFacts,
    plan: PlanFacts,
    calendar: Calendar,
    before: KeyFacts | None,
    links: Sequence[DependencyLine] | None,
    *,
    ends: tuple[bool, bool],
) -> HighlightReport:
    """Return a programme's report; `ends` tell whether it is the first and the last of them."""
    ret, month = row.ret, plan.period.month
    lines = tuple(
        milestone_line(milestone, measured=calendar.measured, month=month)
        for milestone in row.milestones
    )
    was = ratings_before(before, row.ref)
    ratings = rating_lines(ret, month=month, is_open=False)
    line, around = _line(row, calendar), around_of(row, plan, links)
    beside = beside_of(row, plan, calendar.measured, around)
    texts = _texts(ret) if ret and ret.state.is_received else ()
    challenges, back = challenges_of(plan, row.ref), sent_back(ret) if ret else ()
    judged, budget = ratings[0].dimensions, _budget(row.ref, plan)
    signatures = received_signatures(ret, sign_off_on=plan.period.sign_off_on) if ret else ()
    words = [
        *(rating.reason for rating in ratings),
        *(text for _, text in texts),
        *(f"{point.facts.words} {point.answer}" for point in challenges),
        *(step.reason for step in back),
    ]
    aim = {aim.number: aim.name for aim in plan.aims}[row.aim]
    held = was_with(row, opened=plan.period.opened_at, at=plan.taken_at)
    whole = whole_of(
        line, aim=aim, posts=(row.rdl, row.lead_member), was_with=held, signatures=signatures,
        ratings=ratings, facts=beside, judged=judged.reason if judged else "", budget=budget or "",
    )  # fmt: skip
    room = room_for(whole, words, worst_first(lines), is_first=ends[0], is_last=ends[1])
    return HighlightReport(
        line=line,
        aim=aim,
        rdl=row.rdl or NOT_NAMED,
        lead_member=row.lead_member or NOT_NAMED,
        was_with=held,
        received_at=signed_at(ret) if ret else None,
        ratings=tuple((rating, was.get(rating.voice)) for rating in ratings),
        trend=ratings_chart(line.strip, STRIP, about=f"Ratings of {line.ref}"),
        texts=texts,
        vacant=vacant_at_freeze(ret.steps) if ret else "",
        signatures=signatures,
        is_signed_late=ret is not None and signed_late(ret, sign_off_on=plan.period.sign_off_on),
        sent_back=back,
        challenges=challenges,
        beside=beside,
        judged=judged,
        budget=budget,
        milestones=lines,
        plan_says=line.counts.finding,
        plan=_plan(lines, line.counts, calendar, most=room.drawn),
        room=room,
        words=tuple(words),
        short=shortened(words, room.words),
    )


def _line(row: ProgrammeFacts, calendar: Calendar) -> ProgrammeLine:
    same = ("number", "ref", "name", "aim", "sao", "rdl", "lead_member", "months", "milestones")
    return programme_line(
        **{name: getattr(row, name) for name in same},
        last_signed=row.last_signed,
        closed_on=row.closed_on,
        measured=calendar.measured,
    )


def _budget(ref: str, plan: PlanFacts) -> str | None:
    if plan.budgets is None:
        return None
    entry = next((budget.entry for budget in plan.budgets if budget.ref == ref), None)
    return beside_words(entry) or NOTHING_ENTERED


def _texts(ret: ReturnFacts) -> tuple[tuple[str, str], ...]:
    texts = ((title, getattr(ret, name)) for name, title in TEXTS.items())
    return tuple((title, text) for title, text in texts if text)


def _plan(
    lines: Sequence[MilestoneLine], counts: MilestoneCounts, calendar: Calendar, *, most: int
) -> Markup:
    on, printed = calendar.measured.on, calendar.in_irp
    plan = gantt_plan(lines, counts=counts, as_at=on, printed=printed, most=most)
    return beside(drawn(plan, PRINT), drawn(plan, NARROW))


def by_aim(
    rows: Sequence[HighlightReport],
) -> tuple[tuple[str, tuple[HighlightReport, ...]], ...]:
    """Return the reports under their aims, in the plan's order."""
    aims = dict.fromkeys(row.aim for row in rows)
    return tuple((aim, tuple(row for row in rows if row.aim == aim)) for aim in aims)
