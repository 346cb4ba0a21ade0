"""One requirement: its gates, three voices apart, and the whole sequence of what was said."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator

from assurance.models import Assessment, Requirement
from assurance.permissions import speaks
from assurance.presenters.voices import (
    VOICES,
    GateLine,
    Said,
    gate_lines,
    is_assured,
    odd_orders,
    said,
)
from assurance.words import Speaker, judgement_words
from irp.models import User
from irp.rules.calendar import london_day
from irp.rules.plan_dates import QuarterConvention

ENTRIES_A_PAGE = 50


@dataclass(frozen=True)
class Voice:
    """One voice: what it has issued, what it drafts, and whether this person speaks in it."""

    speaker: Speaker
    issued: Said | None
    draft: Said | None
    mine: bool


@dataclass(frozen=True)
class RequirementSheet:
    """What the requirement's page shows."""

    requirement: Requirement
    gates: tuple[GateLine, ...]
    odd_order: tuple[str, ...]  # Rule 12
    voices: tuple[Voice, ...]
    sequence: Page


def requirement_sheet(
    requirement: Requirement,
    *,
    user: User,
    page: str | None,
    at: datetime,
    ends_on: date,
    quarters: QuarterConvention,
) -> RequirementSheet:
    """Return the page of one requirement as this person may see it (Rules 12, 19 and 23)."""
    visible = list(requirement.assessments.visible_to(user))
    voices = tuple(_voice(speaker, visible, user=user) for speaker in VOICES)
    issued = voices[0].issued
    assured = is_assured(issued.judgement if issued else "")
    peers = requirement.outcome.requirements.in_force(on=london_day(at)).select_related("test")
    rows = list(peers.prefetch_related("gates"))
    own = next((row for row in rows if row.pk == requirement.pk), requirement)  # retired: apart
    return RequirementSheet(
        requirement=requirement,
        gates=gate_lines(own.gates.all(), assured=assured, at=at, ends_on=ends_on),
        odd_order=odd_orders(rows, quarters=quarters).get(own.ref, ()),
        voices=voices,
        sequence=Paginator(_entries(visible), ENTRIES_A_PAGE).get_page(page),
    )


def _voice(speaker: Speaker, rows: list[Assessment], *, user: User) -> Voice:
    own = [row for row in rows if row.speaker == speaker.value]
    issued = [row for row in own if row.issued]
    draft = own[-1] if own and not own[-1].issued else None
    return Voice(
        speaker=speaker,
        issued=said(issued[-1]) if issued else None,
        draft=said(draft) if draft else None,
        mine=speaks(user, speaker.value),
    )


def _entries(rows: list[Assessment]) -> list[dict[str, Any]]:
    """Return every assessment, the newest first, each beside the same voice's issued one before."""
    last: dict[str, str] = {}
    entries = []
    for row in rows:
        entries.append(
            {
                "at": row.at,
                "who": row.by_name,
                "post": row.by_post,
                "what": _what(row),
                "changes": _change(last.get(row.speaker, ""), row.judgement),
                "why": _why(row),
            }
        )
        if row.issued:
            last[row.speaker] = row.judgement
    return entries[::-1]


def _what(row: Assessment) -> str:
    act = "issued" if row.issued else "drafted"
    return f"{Speaker(row.speaker).label} {act}: {judgement_words(row.judgement)}"


def _change(before: str, after: str) -> list[dict[str, str]]:
    if before in ("", after):
        return []
    words = {"before": judgement_words(before), "after": judgement_words(after)}
    return [{"label": "Against the last issued", **words}]


def _why(row: Assessment) -> str:
    cited = f"\n\nEvidence cited: {row.evidence_cited}" if row.evidence_cited else ""
    return row.rationale + cited
