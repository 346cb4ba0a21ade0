"""A month's return whole: its words, its reports, what is missing, who signed what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from irp.models import Post
from irp.rules.calendar import london_day
from programmes.models import (
    Confidence,
    Milestone,
    MilestoneReport,
    Programme,
    Return,
    ReturnStep,
    Signature,
)
from programmes.presenters.timeline import Entry, changed
from programmes.presenters.voices import Voiced, rating_of, voiced_of
from programmes.readings.owed import Fault, owed_rows, submission_faults
from programmes.readings.signing import differences, ratings_now, signatures_in_force, still_to_sign
from programmes.words import CLOSED, TEXTS, Rating, ReturnState, Voice


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
    faults: tuple[Fault, ...]
    voices: tuple[Voiced, ...]
    signatures: tuple[Signed, ...]
    unsigned: tuple[Post, ...]
    timeline: tuple[Entry, ...]

    @property
    def sao_rating(self) -> Rating | None:
        """Return the SAO's rating while it stands."""
        return rating_of(self.voices, Voice.SAO)

    @property
    def waits(self) -> str:
        """Return for whom a return waits that has some signatures but not all (Rule 17)."""
        if not self.unsigned or not any(one.in_force for one in self.signatures):
            return ""
        return f"until all have signed; still to sign: {'; '.join(map(str, self.unsigned))}"

    @property
    def diverges(self) -> bool:
        """Tell whether the CPMO rates otherwise than the SAO: both stand (Rule 2)."""
        said = {one.rating.rating for one in self.voices if one.rating}
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
    on = london_day(at)
    rows = list(owed_rows(ret, on=on))
    awaits = ReturnState(ret.state) in {ReturnState.NOT_STARTED, ReturnState.DRAFT}
    standing = {signature.pk for signature in signatures_in_force(ret)}
    signed = tuple(
        Signed(one, one.pk in standing, tuple(differences(one, ret)))
        for one in ret.signatures.all()
    )
    waits = ReturnState(ret.state) is ReturnState.SUBMITTED
    return ReturnPage(
        ret=ret,
        texts=tuple((label, getattr(ret, name)) for name, label in TEXTS.items()),
        reports=reports,
        missing=tuple(
            row for row in rows if row.pk not in reported and row.last_delivery not in CLOSED
        ),
        faults=tuple(submission_faults(ret, at=at, rows=rows))
        if awaits and ret.period.is_open
        else (),
        voices=voiced_of(ret, ratings_now(ret), at=at),
        signatures=signed,
        unsigned=tuple(still_to_sign(ret, on=on)) if waits else (),
        timeline=return_timeline(ret),
    )


def went_back(ret: Return) -> ReturnStep | None:
    """Return the step that made a return a draft again: sent back, taken back, or by a change.

    None where it is no draft or was never submitted.
    """
    moved = [step for step in ret.steps.all() if step.from_state != step.to_state]
    if ret.state != ReturnState.DRAFT.value or not moved:
        return None
    return moved[-1] if moved[-1].from_state != ReturnState.NOT_STARTED.value else None


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
    voices: tuple[Voiced, ...]
    signed_by: str


def returns_listed(programme: Programme) -> QuerySet[Return]:
    """Return a programme's returns, the newest first, with their ratings and signatures."""
    return (
        Return.objects.filter(programme=programme)
        .select_related("period")
        .prefetch_related("steps", "ratings", "signatures")
        .order_by("-period__month")
    )


def listed(ret: Return, *, at: datetime) -> Listed:
    """Return a return's line of the list."""
    return Listed(
        ret,
        voices=voiced_of(ret, ratings_now(ret), at=at),
        signed_by="; ".join(one.by_name for one in signatures_in_force(ret)),
    )
