"""The three speakers' assessments (Rules 19 and 23)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypedDict

from django.db import transaction

from assurance.actions.citations import (
    Cites,
    cited_versions,
    cited_words,
    refuse_citations,
    write_citations,
)
from assurance.actions.drafts import end_with, save_draft
from assurance.actions.interests import refuse_interested
from assurance.actions.requirements import in_force
from assurance.figures.gates import open_dates
from assurance.models import (
    Assessment,
    EvidenceVersion,
    OfficialWords,
    Requirement,
)
from assurance.permissions import voice_of
from assurance.readings.drafts import Given, gone_on_with
from assurance.readings.gates import gates_of
from assurance.readings.given import assessments_of
from assurance.readings.official import newest_words
from assurance.rules import Considered, assessment_faults, considered_faults
from assurance.rules.considered import kept_of
from assurance.words import Judgement, Speaker
from assurance.words.official import NONE_GIVEN
from irp.actions import Faulty, Refused
from irp.history import enact
from irp.models import Conflict, User
from irp.permissions import require
from irp.readings import Now
from irp.rules.calendar import london_day


class Assessing(TypedDict):
    """Whose assessment it is, what it says, and whether it is issued."""

    speaker: Speaker
    judgement: Judgement
    issued: bool


WORDS_CHANGED = (
    "Read the official words again. They were loaded or changed since you opened this form. "
    "Nothing you typed is lost."
)
REQUIREMENT_CHANGED = (
    "Read the requirement again. What it says was changed since you opened this form. Nothing you "
    "typed is lost."
)
NEVER_READ = "Open this page again. It does not say which assessments you read."


def assess_requirement(
    requirement: Requirement,
    *,
    speaker: Speaker,
    judgement: Judgement,
    rationale: str,
    evidence_cited: str,
    issued: bool,
    shared: bool = False,
    by: User,
    at: datetime,
    version: int | None = None,
    cites: Cites | None = None,
    considered: Mapping[int, Considered] | None = None,
    words_seen: int | None = None,
    requirement_seen: int | None = None,
) -> Given:
    """Record one speaker's assessment; earlier ones stand (Rules 19, 22 and 23).

    `shared` shows a commissioner's draft to the other commissioners. `version` is how many this
    speaker had given when the form was opened: raises `Conflict` with the newest where there are
    others. Without it nothing is compared. `cites` are versions of evidence by their keys, each
    with how strong it is, `considered` what is said of considerations by their numbers (24a). It
    keeps the version of the official words that is in force (24d); `words_seen` is the one that the
    person read, and `requirement_seen` of the requirement: raises `Refused` where there is another
    since.
    """
    voice = voice_of(requirement, speaker, source=Now(at))
    require(by, "assurance.issue" if issued else "assurance.assess", voice, at=at)
    if speaker is Speaker.COMMISSIONER:
        refuse_interested(requirement.outcome, by=by, at=at)
    with transaction.atomic():
        row, before = _as_read(requirement, speaker, version, by=by, on=london_day(at))
        if requirement_seen not in (None, row.version):
            raise Refused(REQUIREMENT_CHANGED)
        versions = cited_versions(cites or {}, by=by)
        words = evidence_cited.strip() or cited_words(versions)
        assessing: Assessing = {"speaker": speaker, "judgement": judgement, "issued": issued}
        of_each = considered or {}
        _refuse(
            row,
            versions,
            assessing,
            of_each,
            rationale=rationale,
            evidence_cited=words,
            by=by,
            at=at,
        )
        parts = kept_of(of_each, row.considerations)
        official = _words_read(row, words_seen)
        text = {"rationale": rationale.strip(), "evidence_cited": words}
        if speaker is Speaker.COMMISSIONER and not issued:
            strengths = {str(cited.pk): (cites or {})[cited.pk].value for cited in versions}
            return save_draft(
                row, judgement=judgement, **text, cites=strengths, considered=parts, shared=shared,
                by=by, at=at,
            )  # fmt: skip
        given = enact(
            Assessment, by=by, at=at, requirement=row, speaker=speaker.value,
            judgement=judgement.value, issued=issued, considered=parts, words=official, **text,
        )  # fmt: skip
        write_citations(given, versions, cites or {}, at=at)
        if speaker is Speaker.COMMISSIONER:
            end_with(given, gone_on_with(before, user=by), by=by, at=at)
        return given


def _refuse(
    row: Requirement,
    versions: Sequence[EvidenceVersion],
    assessing: Assessing,
    considered: Mapping[int, Considered],
    *,
    rationale: str,
    evidence_cited: str,
    by: User,
    at: datetime,
) -> None:
    """Raise `Faulty` with what is wrong with the words and with what they rest on."""
    dates = _open_dates(row, at=at) if assessing["judgement"] is Judgement.MET else ()
    faults = refuse_citations(versions, **assessing, by=by, at=at) | assessment_faults(
        **assessing, rationale=rationale, evidence_cited=evidence_cited, open_dates=dates
    )
    faults |= considered_faults(
        judgement=assessing["judgement"],
        issued=assessing["issued"],
        considered=considered,
        considerations=row.considerations,
    )
    if faults:
        raise Faulty(faults)


def _words_read(row: Requirement, seen: int | None) -> OfficialWords | None:
    """Return the official words in force, which are those that the person read (Rule 24d)."""
    words = newest_words(row.pk)
    if seen is not None and seen != (words.load.number if words else NONE_GIVEN):
        raise Refused(WORDS_CHANGED)
    return words


def _as_read(
    requirement: Requirement, speaker: Speaker, version: int | None, *, by: User, on: date
) -> tuple[Requirement, list[Given]]:
    """Return the requirement locked, in force, and what this speaker has given, as was read."""
    row = in_force(requirement, on=on)
    given = assessments_of(row, speaker, seen_by=by)
    if version is not None and version != len(given):
        raise Conflict(given[-1]) if given else Refused(NEVER_READ)
    return row, given


def _open_dates(requirement: Requirement, *, at: datetime) -> list[str]:
    """Return the dates for which "met" has to wait, as printed (Rule 20)."""
    return open_dates(gates_of(Now(at), [requirement.pk]).get(requirement.pk, ()))
