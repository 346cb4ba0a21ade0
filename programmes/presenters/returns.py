"""A month's return whole: its words, its reports, what is missing, who signed what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from programmes.actions.preparation import CLOSED, owed_rows, submission_faults
from programmes.models import (
    Confidence,
    Milestone,
    MilestoneReport,
    Programme,
    Return,
    Signature,
)
from programmes.presenters.timeline import Entry, changed
from programmes.rules import Rating, ReturnState, Voice
from programmes.signing import differences, ratings_now, signatures_in_force

TEXT_LABELS = {
    "progress": "Progress this month",
    "next_steps": "Next steps",
    "path_to_green": "Path to green",
    "help_needed": "Help needed",
}


@dataclass(frozen=True)
class Signed:
    """A signature, whether it stands, and what of it no longer matches this page."""

    signature: Signature
    in_force: bool
    differs_in: tuple[str, ...]


@dataclass(frozen=True)
class ReturnPage:
    """Everything the page shows of one return."""

    ret: Return
    texts: tuple[tuple[str, str], ...]
    reports: tuple[MilestoneReport, ...]
    missing: tuple[Milestone, ...]
    faults: tuple[str, ...]
    ratings: dict[str, Confidence]
    signatures: tuple[Signed, ...]
    unsigned: tuple[str, ...]
    timeline: tuple[Entry, ...]

    @property
    def sao_rating(self) -> Rating | None:
        """Return the SAO's rating while it stands."""
        said = self.ratings.get(Voice.SAO.value)
        return Rating(said.rating) if said else None

    @property
    def diverges(self) -> bool:
        """Tell whether the CPMO rates otherwise than the SAO: both stand (Rule 2)."""
        said = {rating.rating for rating in self.ratings.values()}
        return len(said) > 1


def returns_to_show() -> QuerySet[Return]:
    """Return returns with everything said in them, in six statements."""
    reports = MilestoneReport.objects.select_related("milestone", "reported_by")
    return Return.objects.select_related(
        "period", "programme__sao", "programme__rdl", "programme__lead_member"
    ).prefetch_related(
        "steps",
        "ratings",
        Prefetch("signatures", Signature.objects.select_related("post")),
        Prefetch("reports", reports.order_by("milestone__number")),
    )


def return_page(ret: Return, *, at: datetime) -> ReturnPage:
    """Return the page of a return read by `returns_to_show`."""
    reports = tuple(ret.reports.all())
    reported = {report.milestone_id for report in reports}
    rows = list(owed_rows(ret))
    awaits = ReturnState(ret.state) in {ReturnState.NOT_STARTED, ReturnState.DRAFT}
    standing = {signature.pk for signature in signatures_in_force(ret)}
    signed = tuple(
        Signed(one, one.pk in standing, tuple(differences(one, ret)))
        for one in ret.signatures.all()
    )
    posts = {one.signature.post_id for one in signed if one.in_force}
    waits = ReturnState(ret.state) is ReturnState.SUBMITTED
    return ReturnPage(
        ret=ret,
        texts=tuple((label, getattr(ret, name)) for name, label in TEXT_LABELS.items()),
        reports=reports,
        missing=tuple(
            row for row in rows if row.pk not in reported and row.last_delivery not in CLOSED
        ),
        faults=tuple(submission_faults(ret, at=at, rows=rows))
        if awaits and ret.period.is_open
        else (),
        ratings=ratings_now(ret),
        signatures=signed,
        unsigned=tuple(
            str(post) for post in ret.programme.signing_posts() if waits and post.pk not in posts
        ),
        timeline=return_timeline(ret),
    )


def return_timeline(ret: Return) -> tuple[Entry, ...]:
    """Return the steps, signatures and ratings of a return, the newest first."""
    entries = [
        *(
            Entry(
                at=step.at,
                who=step.by_name,
                post=step.by_post,
                what=step.described,
                changes=changed(
                    "Return", ReturnState(step.from_state).label, ReturnState(step.to_state).label
                ),
                why=step.reason,
            )
            for step in ret.steps.all()
        ),
        *(
            Entry(
                at=one.at,
                who=one.by_name,
                post=one.by_post,
                what=f"Signed as {one.post}, {one.sha256[:12]}",
            )
            for one in ret.signatures.all()
        ),
        *_rated(ret.ratings.all()),
    ]
    return tuple(sorted(entries, key=lambda entry: entry.at, reverse=True))


def _rated(ratings: Sequence[Confidence] | QuerySet[Confidence]) -> list[Entry]:
    entries, before = [], {voice.value: "" for voice in Voice}
    for one in ratings:
        now = Rating(one.rating).label
        entries.append(
            Entry(
                at=one.at,
                who=one.by_name,
                post=one.by_post,
                what=f"{Voice(one.voice).label} rated {now}",
                changes=changed("Rating", before[one.voice], now),
                why=one.reason,
            )
        )
        before[one.voice] = now
    return entries


def return_before(ret: Return) -> Return | None:
    """Return the programme's return of the period before, for "last time"."""
    return (
        Return.objects.filter(programme=ret.programme_id, period__month__lt=ret.period.month)
        .select_related("period")
        .order_by("-period__month")
        .first()
    )


@dataclass(frozen=True)
class Listed:
    """One line of the list of returns."""

    ret: Return
    sao: str | None
    cpmo: str | None
    signed_by: str


def returns_listed(programme: Programme) -> QuerySet[Return]:
    """Return a programme's returns, the newest first, with their ratings and signatures."""
    return (
        Return.objects.filter(programme=programme)
        .select_related("period")
        .prefetch_related("steps", "ratings", "signatures")
        .order_by("-period__month")
    )


def listed(ret: Return) -> Listed:
    """Return a return's line of the list."""
    said = {voice: rating.rating for voice, rating in ratings_now(ret).items()}
    return Listed(
        ret,
        sao=said.get(Voice.SAO.value),
        cpmo=said.get(Voice.CPMO.value),
        signed_by="; ".join(one.by_name for one in signatures_in_force(ret)),
    )
