"""Delivery as packs print it: the portfolio, the returns and a highlight report per programme."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from markupsafe import Markup

from irp.marks import MARKS, mark_of
from packs.context.frame import Calendar
from packs.context.milestones import Counts, MilestoneLine, count, line_of
from packs.context.returns import counted_ratings, held, signatures_in_force
from packs.facts import KeyFacts, PlanFacts
from programmes.charts import gantt, trend_strip
from programmes.facts import (
    ProgrammeFacts,
    RatingFacts,
    ReturnFacts,
    SignatureFacts,
    StepFacts,
)
from programmes.words import NOT_NAMED, TEXTS, BackBy, Rating, ReturnState, Voice

TREND_MONTHS = 6
CAUTION = ("green", "amber", "red")
GANTT_ROWS = 42  # what one page holds
GANTT_FIRST = 12  # a taller chart before the table would leave half a page empty above it


@dataclass(frozen=True, kw_only=True)
class RatingLine:
    """One voice's delivery confidence, whose it is always said (Rule 2)."""

    voice: str
    rating: str | None
    was: str | None
    reason: str
    by: str
    at: datetime | None


@dataclass(frozen=True, kw_only=True)
class HighlightReport:
    """One programme's highlight report, which is also its row of the portfolio."""

    ref: str
    name: str
    aim: str
    summary: str
    sao: str
    rdl: str
    lead_member: str
    is_received: bool
    state: str
    held_by: str
    held_since: datetime | None
    received_at: datetime | None
    last_signed: date | None
    ratings: tuple[RatingLine, ...]
    trend: Markup
    texts: tuple[tuple[str, str], ...]
    signatures: tuple[SignatureFacts, ...]
    sent_back: tuple[StepFacts, ...]
    groups: tuple[tuple[str | None, tuple[MilestoneLine, ...]], ...]
    counts: Counts
    charts: tuple[Markup, ...]

    @property
    def lines(self) -> list[MilestoneLine]:
        """Return every milestone in the plan's order."""
        return [line for _, lines in self.groups for line in lines]

    @property
    def chart_comes_first(self) -> bool:
        """Tell whether the chart stands before the milestone table, which fills up its page.

        After the table a short chart falls alone onto a page of its own.
        """
        return self.counts.every <= GANTT_FIRST

    @property
    def sao_rating(self) -> str | None:
        """Return the SAO's rating, None where no signed return was received (Rule 6)."""
        return self.ratings[0].rating

    @property
    def cpmo_rating(self) -> str | None:
        """Return CPMO's independent rating."""
        return self.ratings[1].rating

    @property
    def is_unrated(self) -> bool:
        """Tell whether a received return went without CPMO's rating: that is not "not reported"."""
        return self.is_received and self.cpmo_rating is None

    @property
    def divergence(self) -> str:
        """Return how CPMO's view stands to the SAO's; never a number (Rules 1 and 2)."""
        sao, cpmo = self.sao_rating, self.cpmo_rating
        if sao is None or cpmo is None:
            return "No comparison"
        step = CAUTION.index(cpmo) - CAUTION.index(sao)
        if step == 0:
            return "Agree"
        return "CPMO more cautious" if step > 0 else "CPMO more confident"


def reports(
    plan: PlanFacts, calendar: Calendar, before: KeyFacts | None
) -> tuple[HighlightReport, ...]:
    """Return a report per programme, in the plan's order."""
    aims = {aim.number: aim.name for aim in plan.aims}
    ratings = before.ratings if before else {}
    return tuple(
        _report(row, aim=aims[row.aim], was=ratings.get(row.ref, {}), plan=plan, calendar=calendar)
        for row in plan.programmes
    )


def _report(
    row: ProgrammeFacts,
    *,
    aim: str,
    was: Mapping[Voice, Rating],
    plan: PlanFacts,
    calendar: Calendar,
) -> HighlightReport:
    ret = row.ret
    received = ret is not None and ret.state.is_received
    lines = [line_of(one, month=plan.period.month, calendar=calendar) for one in row.milestones]
    steps = ret.steps if ret else ()
    signed = [one for one in steps if one.to_state is ReturnState.SIGNED]
    holder, since = held(ret, opened_at=plan.period.opened_at)
    if holder == "RDL" and not row.rdl:
        holder = f"RDL ({NOT_NAMED})"
    ratings = counted_ratings(ret) if ret else {}
    return HighlightReport(
        ref=row.ref,
        name=row.name,
        aim=aim,
        summary=row.summary,
        sao=row.sao,
        rdl=row.rdl or NOT_NAMED,
        lead_member=row.lead_member or NOT_NAMED,
        is_received=received,
        state=(ret.state if ret and received else ReturnState.NOT_REPORTED).label,
        held_by=holder,
        held_since=since,
        received_at=signed[-1].at if signed and received else None,
        last_signed=row.last_signed,
        ratings=tuple(_rating(voice, ratings.get(voice), was.get(voice)) for voice in Voice),
        trend=_trend(row),
        texts=_texts(ret) if ret and received else (),
        signatures=signatures_in_force(ret) if ret and received else (),
        sent_back=tuple(one for one in steps if one.back_by in {BackBy.SAO, BackBy.CPMO}),
        groups=tuple(
            (stream, tuple(members))
            for stream, members in groupby(lines, key=lambda line: line.workstream)
        ),
        counts=count(lines),
        charts=_charts(row.name, lines, calendar),
    )


def _texts(ret: ReturnFacts) -> tuple[tuple[str, str], ...]:
    said = ((title, getattr(ret, name)) for name, title in TEXTS.items())
    return tuple((title, text) for title, text in said if text)


def _rating(voice: Voice, given: RatingFacts | None, was: Rating | None) -> RatingLine:
    return RatingLine(
        voice=voice.label,
        rating=given.rating if given else None,
        was=was,
        reason=given.reason if given else "",
        by=given.by_post or given.by_name if given else "",
        at=given.at if given else None,
    )


def _trend(row: ProgrammeFacts) -> Markup:
    months = row.months[:TREND_MONTHS][::-1]
    voices = [(voice.label, [getattr(one, voice) for one in months]) for voice in Voice]
    words = "; ".join(
        f"{voice}: {', '.join(mark_of(rating).word for rating in ratings)}"
        for voice, ratings in voices
    )
    span = " to ".join(f"{months[i].month:%b %Y}" for i in (0, -1))
    return trend_strip(voices, title=f"{row.ref} ratings, {span}. {words}")


def _charts(name: str, lines: Sequence[MilestoneLine], calendar: Calendar) -> tuple[Markup, ...]:
    missed = sum(line.is_missed for line in lines)
    title = (
        f"Plan on a page of {name}: baseline, forecast and actual of {len(lines)} milestones, "
        f"{missed} missed. The milestone table gives every date."
    )
    parts = [lines[start : start + GANTT_ROWS] for start in range(0, len(lines), GANTT_ROWS)]
    return tuple(
        gantt([line.bar for line in part], title=title, as_at=calendar.on) for part in parts
    )


@dataclass(frozen=True, kw_only=True)
class RatingCount:
    """How many have a rating, and which: a roll-up lists counts and names the worst (Rule 6)."""

    rating: str | None
    names: tuple[str, ...]


def rating_counts(rated: Iterable[tuple[str, str | None]]) -> tuple[RatingCount, ...]:
    """Return counts by rating, missing first, then worst to best (Rule 6)."""
    rated = list(rated)
    found = [
        RatingCount(rating=rating, names=tuple(name for name, one in rated if one == rating))
        for rating in (None, *[key for key in MARKS if key in CAUTION])
    ]
    return tuple(found)


def by_aim(rows: Sequence[HighlightReport]) -> tuple[tuple[str, tuple[HighlightReport, ...]], ...]:
    """Return the reports under their aims, in the plan's order."""
    aims = dict.fromkeys(row.aim for row in rows)
    return tuple((aim, tuple(row for row in rows if row.aim == aim)) for aim in aims)
