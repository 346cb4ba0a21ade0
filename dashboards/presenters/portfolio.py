"""The 16 programmes on a page: each voice's rating, the trend, the return, the milestones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from dashboards.querysets import MilestoneCounts, milestone_counts
from irp.models import ReportingPeriod
from programmes.models import Confidence, Programme, Return, Signature
from programmes.rules import ReturnState, Voice

TREND = 6  # periods
SEVERITY = {None: 0, "red": 1, "amber": 2, "green": 3}  # missing outranks green (Rules 4 and 6)


@dataclass(frozen=True)
class Shown:
    """A voice's rating as it stands: None is "not reported". `month` is the period it is of.

    Stale is a rating of the month before, while this one's is awaited.
    """

    rating: str | None = None
    month: date | None = None
    is_stale: bool = False
    awaited: bool = False

    @property
    def month_words(self) -> str:
        """Return the month it is of as "Oct 2026", blank where there is none."""
        return f"{self.month:%b %Y}" if self.month else ""

    @property
    def severity(self) -> int:
        """Return the place among worst and best: what is missing comes first, stale before new."""
        return SEVERITY[self.rating] * 2 + (not self.is_stale)


@dataclass(frozen=True)
class TrendPoint:
    """The SAO's rating of one period; `awaited` while the period is open and none was received."""

    month: date
    rating: str | None
    awaited: bool


@dataclass(frozen=True)
class Row:
    """One programme of the portfolio."""

    pk: int
    number: int
    ref: str
    name: str
    aim: str
    aim_number: int
    sao_post: str
    sao_post_id: int
    rdl_post: str
    rdl_post_id: int | None
    lead_titles: frozenset[str]  # a joint post is held by whoever holds a part of it
    sao: Shown
    cpmo: Shown
    trend: tuple[TrendPoint, ...]
    state: ReturnState | None
    since: datetime | None
    counts: MilestoneCounts
    last_signed: datetime | None

    @property
    def diverges(self) -> bool:
        """Tell whether SAO and CPMO rated the same period differently (Rule 2)."""
        both = self.sao.rating is not None and self.cpmo.rating is not None
        return both and self.sao.month == self.cpmo.month and self.sao.rating != self.cpmo.rating

    @property
    def holder(self) -> str:
        """Return who has to act on the return now: "RDL", "SAO", "CPMO" or nobody."""
        return self.state.holder if self.state else ""

    @property
    def state_words(self) -> str:
        """Return the state of this month's return."""
        return self.state.label if self.state else "No month opened yet"


@dataclass(frozen=True)
class Portfolio:
    """Every programme, and the newest period that they report to."""

    period: ReportingPeriod | None
    rows: tuple[Row, ...]

    @property
    def received(self) -> int:
        """Return how many returns of the period an SAO has signed."""
        return sum(row.state is not None and row.state.is_received for row in self.rows)


def read(*, at: datetime) -> Portfolio:
    """Return the whole portfolio in six queries."""
    programmes = Programme.objects.select_related("aim", "sao", "rdl", "lead_member").order_by(
        "number"
    )
    periods = list(
        ReportingPeriod.objects.filter(opened_at__isnull=False).order_by("-month")[:TREND]
    )[::-1]
    current = periods[-1] if periods else None
    returns = {
        (row["programme_id"], row["period_id"]): row
        for row in Return.objects.filter(period__in=periods).values(
            "programme_id", "period_id", "state", "state_since"
        )
    }
    ratings = _ratings(periods)
    counts = milestone_counts(at=at, month=current.month if current else None)
    signed = dict(
        Signature.objects.filter(ret__state__in=["signed", "assured"])
        .order_by()
        .values_list("ret__programme_id")
        .annotate(last=Max("at"))
    )
    rows = (
        _row(one, periods, returns, ratings, counts.get(one.pk), signed.get(one.pk))
        for one in programmes
    )
    return Portfolio(current, tuple(rows))


def _ratings(periods: Sequence[ReportingPeriod]) -> dict[tuple[int, int, str], str]:
    """Return the newest rating of each programme, period and voice."""
    given = Confidence.objects.filter(period__in=periods).order_by("at", "pk")
    rows = given.values_list("ret__programme_id", "period_id", "voice", "rating")
    return {(programme, period, voice): rating for programme, period, voice, rating in rows}


def _row(
    programme: Programme,
    periods: Sequence[ReportingPeriod],
    returns: dict,
    ratings: dict,
    counts: MilestoneCounts | None,
    last_signed: datetime | None,
) -> Row:
    said = {voice: _said(programme, periods, returns, ratings, voice) for voice in Voice}
    now = returns.get((programme.pk, periods[-1].pk)) if periods else None
    lead = programme.lead_member
    return Row(
        pk=programme.pk,
        number=programme.number,
        ref=programme.ref,
        name=programme.name,
        aim=programme.aim.name,
        aim_number=programme.aim.number,
        sao_post=programme.sao.title,
        sao_post_id=programme.sao_id,
        rdl_post=programme.rdl.title if programme.rdl else "",
        rdl_post_id=programme.rdl_id,
        lead_titles=frozenset({lead.title, *lead.part_titles} if lead else ()),
        sao=_shown(said[Voice.SAO]),
        cpmo=_shown(said[Voice.CPMO]),
        trend=tuple(said[Voice.SAO]),
        state=ReturnState(now["state"]) if now else None,
        since=now["state_since"] if now else None,
        counts=counts or MilestoneCounts(),
        last_signed=last_signed,
    )


def _said(
    programme: Programme,
    periods: Sequence[ReportingPeriod],
    returns: dict,
    ratings: dict,
    voice: Voice,
) -> list[TrendPoint]:
    """Return a voice's rating in each period; a rating counts once its step was taken.

    A return that was reopened has lost its signature, and so its rating (Rule 15).
    """
    counts = {"signed", "assured"} if voice is Voice.SAO else {"assured"}
    points = []
    for period in periods:
        kept = returns.get((programme.pk, period.pk))
        taken = kept is not None and kept["state"] in counts
        rating = ratings.get((programme.pk, period.pk, voice.value)) if taken else None
        points.append(TrendPoint(period.month, rating, awaited=period.is_open and not taken))
    return points


def _shown(points: Sequence[TrendPoint]) -> Shown:
    """Return the rating that stands: this period's, or while it is awaited the last one's.

    The last period's is stale and says so; none there is "not reported" (Rules 6 and 16).
    """
    if not points:
        return Shown()
    if not points[-1].awaited:
        return Shown(points[-1].rating, points[-1].month)
    if len(points) == 1:
        return Shown(None, points[-1].month, awaited=True)
    return Shown(points[-2].rating, points[-2].month, is_stale=True, awaited=True)
