"""What assessments cite, as far as a person may see it, and what rests on expired evidence (22)."""

from collections import defaultdict
from datetime import date, datetime
from typing import NamedTuple

from assurance.models import (
    Assessment,
    Citation,
    Evidence,
    Gate,
    GateCitation,
    JudgementDraft,
)
from assurance.readings.drafts import Given
from assurance.rules.citations import rest_on_expired
from assurance.rules.evidence import is_expired
from assurance.words import Judgement, Speaker
from assurance.words.evidence import Strength
from irp.models import User
from irp.rules.calendar import london_day


class CitationLine(NamedTuple):
    """A version that an assessment cites, with what its record said then."""

    key: int  # of the version
    ref: str
    title: str
    number: int
    strength: Strength
    record_value: str
    expired_on: date | None  # where it has expired


Of = tuple[Speaker, datetime]  # whose assessment, and when


def citations_of(ref: str, *, user: User, at: datetime, on: date) -> dict[Of, list[CitationLine]]:
    """Return what each issued assessment of a requirement cites, in one statement.

    No draft's (Rule 23), and of pieces that the person may see (Rule 29).
    """
    found: dict[Of, list[CitationLine]] = defaultdict(list)
    rows = Citation.objects.filter(
        assessment__requirement__ref=ref,
        assessment__issued=True,
        assessment__at__lte=at,
        version__evidence__in=Evidence.objects.visible_to(user),
    )
    for row in rows.select_related("assessment", "version__evidence").order_by("pk"):
        expires_on = row.version.expires_on
        line = CitationLine(
            key=row.version_id,
            ref=row.version.evidence.ref,
            title=row.version.evidence.title,
            number=row.version.number,
            strength=Strength(row.strength),
            record_value=row.record_value,
            expired_on=expires_on if is_expired(expires_on, on=on) else None,
        )
        found[Speaker(row.assessment.speaker), row.assessment.at].append(line)
    return dict(found)


def citations_of_gate(gate: Gate, *, user: User) -> dict[int, list[GateCitation]]:
    """Return what each act on a date cites, by its key, of pieces that the person may see (29)."""
    found: dict[int, list[GateCitation]] = defaultdict(list)
    seen = Evidence.objects.visible_to(user)
    rows = GateCitation.objects.filter(act__gate=gate, version__evidence__in=seen)
    for row in rows.select_related("version__evidence"):
        found[row.act_id].append(row)
    return dict(found)


def cites_of(given: Given | None) -> dict[int, Strength]:
    """Return what an assessment or a draft cites: keys of versions, each with its strength."""
    if given is None:
        return {}
    if isinstance(given, JudgementDraft):
        return {int(key): Strength(word) for key, word in given.cites.items()}
    rows = Citation.objects.filter(assessment=given)
    return {key: Strength(word) for key, word in rows.values_list("version_id", "strength")}


def issued_citing(evidence: Evidence, *, at: datetime) -> list[str]:
    """Return who cites any version of a piece: issued assessments alone, never a draft (23)."""
    rows = Citation.objects.filter(
        version__evidence=evidence, assessment__issued=True, assessment__at__lte=at
    )
    told = rows.select_related("assessment__requirement").order_by("assessment__at", "pk")
    dates = GateCitation.objects.filter(version__evidence=evidence, act__at__lte=at)
    acts = [row.act for row in dates.select_related("act__gate__requirement")]
    of_dates = [
        f"{act.gate.get_purpose_display()} date of {act.gate.requirement.ref}" for act in acts
    ]
    return of_dates + list(
        dict.fromkeys(
            f"{Speaker(row.assessment.speaker).label} of {row.assessment.requirement.ref}"
            for row in told
        )
    )


def resting_on_expired(*, at: datetime, user: User) -> tuple[str, ...]:
    """Return the requirements whose commissioners' judgement in force cites what has expired.

    In two statements, and of pieces that the person may see.
    """
    newest = Assessment.objects.newest_issued(at=at).filter(speaker=Speaker.COMMISSIONER)
    in_force = [
        row.pk
        for row in newest.exclude(judgement=Judgement.NOT_APPLICABLE)
        if not (hasattr(row, "withdrawal") and row.withdrawal.at <= at)
    ]
    rows = Citation.objects.filter(
        assessment__in=in_force,
        version__expires_on__lte=london_day(at),
        version__evidence__in=Evidence.objects.visible_to(user),
    ).order_by("assessment__requirement__outcome__number", "assessment__requirement__ref")
    told = rows.values_list("assessment__requirement__ref", "version__expires_on")
    return rest_on_expired(told, on=london_day(at))
