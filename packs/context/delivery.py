"""Delivery as packs print it: the portfolio, the returns and a highlight report per programme."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from markupsafe import Markup

from irp.marks import MARKS, mark_of
from packs.context.frame import Calendar, day, moment
from packs.context.milestones import Counts, MilestoneLine, count, line_of
from programmes.charts import gantt, trend_strip
from programmes.words import NOT_NAMED, TEXTS, BackBy, ReturnState, Voice

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
class SignatureLine:
    """A signature as it was given (Rules 15 and 17)."""

    name: str
    post: str
    at: datetime | None
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Report:
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
    signatures: tuple[SignatureLine, ...]
    sent_back: tuple[tuple[datetime | None, str, str], ...]
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


def reports(body: dict[str, Any], calendar: Calendar) -> tuple[Report, ...]:
    """Return a report per programme, in the plan's order."""
    aims = {aim["number"]: aim["name"] for aim in body["aims"]}
    before = (body["previous"] or {}).get("programmes", {})
    month = date.fromisoformat(body["period"]["month"])
    return tuple(
        _report(row, aim=aims[row["aim"]], was=before.get(row["ref"], {}), month=month,
                calendar=calendar)
        for row in body["programmes"]
    )  # fmt: skip


def _report(
    row: dict[str, Any], *, aim: str, was: dict[str, Any], month: date, calendar: Calendar
) -> Report:
    said = row["return"]
    lines = [line_of(one, month=month, calendar=calendar) for one in row["milestones"]]
    signed = [one for one in said["steps"] if one["to_state"] == ReturnState.SIGNED]
    holder = said["held_by"]
    if holder == "RDL" and not row["rdl"]:
        holder = f"RDL ({NOT_NAMED})"
    return Report(
        ref=row["ref"],
        name=row["name"],
        aim=aim,
        summary=row["summary"],
        sao=row["sao"],
        rdl=row["rdl"] or NOT_NAMED,
        lead_member=row["lead_member"] or NOT_NAMED,
        is_received=said["received"],
        state=ReturnState(said["state"] if said["received"] else "not_reported").label,
        held_by=holder,
        held_since=moment(said["held_since"]),
        received_at=moment(signed[-1]["at"]) if signed and said["received"] else None,
        last_signed=day(row["last_signed"]),
        ratings=tuple(_rating(voice, said["ratings"], was) for voice in Voice),
        trend=_trend(row),
        texts=tuple((title, said[name]) for name, title in TEXTS.items() if said[name]),
        signatures=tuple(
            SignatureLine(
                name=one["by_name"], post=one["post"], at=moment(one["at"]), sha256=one["sha256"]
            )
            for one in said["signatures"]
        ),
        sent_back=tuple(
            (moment(one["at"]), one["by_post"] or one["by_name"], one["reason"])
            for one in said["steps"]
            if _is_sent_back(one)
        ),
        groups=tuple(
            (stream, tuple(members))
            for stream, members in groupby(lines, key=lambda line: line.workstream)
        ),
        counts=count(lines),
        charts=_charts(row["name"], lines, calendar),
    )


def _is_sent_back(step: dict[str, Any]) -> bool:
    """Tell whether an SAO or CPMO sent the return back; an older snapshot does not say by whom."""
    if "back_by" in step:
        return step["back_by"] in {BackBy.SAO, BackBy.CPMO}
    came_back = step["to_state"] == ReturnState.DRAFT != step["from_state"]
    return came_back and bool(step["reason"])


def _rating(voice: Voice, said: dict[str, Any], was: dict[str, Any]) -> RatingLine:
    one = said.get(voice, {})
    return RatingLine(
        voice=voice.label,
        rating=one.get("rating"),
        was=was.get("ratings", {}).get(voice),
        reason=one.get("reason", ""),
        by=one.get("by_post") or one.get("by_name", ""),
        at=moment(one.get("at")),
    )


def _trend(row: dict[str, Any]) -> Markup:
    points = row["trend"]
    voices = [(voice.label, [point.get(voice) for point in points]) for voice in Voice]
    words = "; ".join(
        f"{voice}: {', '.join(mark_of(rating).word for rating in ratings)}"
        for voice, ratings in voices
    )
    months = " to ".join(f"{date.fromisoformat(points[i]['month']):%b %Y}" for i in (0, -1))
    return trend_strip(voices, title=f"{row['ref']} ratings, {months}. {words}")


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


def by_aim(rows: Sequence[Report]) -> tuple[tuple[str, tuple[Report, ...]], ...]:
    """Return the reports under their aims, in the plan's order."""
    aims = dict.fromkeys(row.aim for row in rows)
    return tuple((aim, tuple(row for row in rows if row.aim == aim)) for aim in aims)
