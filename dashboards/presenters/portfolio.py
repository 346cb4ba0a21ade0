"""The 16 programmes on a page: each voice's rating, the trend, the return, the milestones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Max

from dashboards.querysets import MilestoneCounts, milestone_counts
from irp.marks import mark_of
from irp.models import Post, ReportingPeriod
from programmes.models import Confidence, Programme, Return, Signature
from programmes.presenters.voices import Mark
from programmes.rules.ratings import silence
from programmes.words import ReturnState, Silence, Voice

TREND = 6  # periods
SEVERITY = {None: 0, "red": 1, "amber": 2, "green": 3}  # missing outranks green (Rules 4 and 6)


@dataclass(frozen=True)
class Shown:
    """A voice's rating as it stands, or why there is none. `month` is the period it is of.

    Stale is a rating of the month before, while this one's is awaited.
    """

    rating: str | None = None
    month: date | None = None
    silence: Silence | None = None
    is_stale: bool = False
    awaited: bool = False

    @property
    def word(self) -> str:
        """Return the rating in words; what was received and not rated is no missing return."""
        if self.silence is Silence.NOT_RATED:
            return self.silence.label
        return mark_of(self.rating).word

    @property
    def month_words(self) -> str:
        """Return the month it is of as "Oct 2026", blank where there is none."""
        return f"{self.month:%b %Y}" if self.month else ""

    @property
    def severity(self) -> int:
        """Return the place among worst and best: what is missing comes first, stale before new."""
        return SEVERITY[self.rating] * 2 + (not self.is_stale)


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
    sao_titles: frozenset[str]  # a joint post is held by whoever holds a part of it
    rdl_post: str
    rdl_titles: frozenset[str]
    lead_titles: frozenset[str]
    sao: Shown
    cpmo: Shown
    trend: tuple[Mark, ...]  # the SAO's
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
    """Return the rating that stands of each programme, period and voice."""
    standing = Confidence.objects.that_stand().filter(period__in=periods)
    rows = standing.values_list("ret__programme_id", "period_id", "voice", "rating")
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
    return Row(
        pk=programme.pk,
        number=programme.number,
        ref=programme.ref,
        name=programme.name,
        aim=programme.aim.name,
        aim_number=programme.aim.number,
        sao_post=programme.sao.title,
        sao_post_id=programme.sao_id,
        sao_titles=_titles(programme.sao),
        rdl_post=programme.rdl.title if programme.rdl else "",
        rdl_titles=_titles(programme.rdl),
        lead_titles=_titles(programme.lead_member),
        sao=_shown(said[Voice.SAO]),
        cpmo=_shown(said[Voice.CPMO]),
        trend=tuple(said[Voice.SAO]),
        state=ReturnState(now["state"]) if now else None,
        since=now["state_since"] if now else None,
        counts=counts or MilestoneCounts(),
        last_signed=last_signed,
    )


def _titles(post: Post | None) -> frozenset[str]:
    return frozenset({post.title, *post.part_titles} if post else ())


def _said(
    programme: Programme,
    periods: Sequence[ReportingPeriod],
    returns: dict,
    ratings: dict,
    voice: Voice,
) -> list[Mark]:
    """Return a voice's rating in each period, or why there is none."""
    points = []
    for period in periods:
        kept = returns.get((programme.pk, period.pk))
        rating = ratings.get((programme.pk, period.pk, voice.value))
        state = ReturnState(kept["state"]) if kept else None
        why = None if rating else silence(state=state, is_open=period.is_open)
        points.append(Mark(period.month, rating, why))
    return points


def _shown(points: Sequence[Mark]) -> Shown:
    """Return the rating that stands: this period's, or while it is awaited the last one's.

    The last period's is stale and says so; none there is "not reported" (Rules 6 and 16).
    """
    if not points:
        return Shown()
    if points[-1].silence is not Silence.AWAITED:
        return _shown_of(points[-1])
    if len(points) == 1:
        return replace(_shown_of(points[-1]), awaited=True)
    return replace(_shown_of(points[-2]), is_stale=True, awaited=True)


def _shown_of(point: Mark) -> Shown:
    return Shown(point.rating, point.month, point.silence)
