"""The form in which one speaker assesses: what they gave before, and what stands beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from assurance.facts.gates import GateFacts
from assurance.facts.official import OfficialFacts
from assurance.figures.assessments import AssessmentLine, assessment_line
from assurance.figures.gates import dates_ahead
from assurance.models import Assessment, JudgementDraft, Requirement
from assurance.readings.citable import Citable, citable, picked_in
from assurance.readings.citations import cites_of
from assurance.readings.drafts import Given, gone_on_with, taken_over
from assurance.readings.gates import gates_of
from assurance.readings.given import assessments_of
from assurance.readings.official import official_words_of
from assurance.readings.requirements import assessment, issued_of
from assurance.rules import seen_beside, stand_against_met
from assurance.words import Speaker
from assurance.words.evidence import Strength
from irp.models import User
from irp.readings import Now, Source
from irp.rules.calendar import london_day


@dataclass(frozen=True)
class AssessSheet:
    """What this speaker has given of a requirement, the oldest first, as the person may see it.

    `draft` is the one that they go on with.
    """

    requirement: Requirement
    speaker: Speaker
    given: list[Given]
    draft: Given | None
    gates: tuple[GateFacts, ...]
    user: User
    at: datetime
    sent: Mapping[str, str]  # the form, with what it cites and looks for

    @cached_property
    def official(self) -> OfficialFacts | None:
        """Return the requirement's official words, None where none are loaded (Rule 24d)."""
        return official_words_of(Now(self.at), self.requirement.pk)

    @cached_property
    def cited(self) -> dict[int, Strength]:
        """Return what the draft cites, by the keys of versions."""
        return cites_of(self.draft)

    @cached_property
    def pieces(self) -> list[Citable]:
        """Return what can be cited; a form that only saves does not ask."""
        return citable(
            pk=self.requirement.pk,
            user=self.user,
            find=self.sent.get("find", "")[:100],
            picked=picked_in(self.sent) or set(self.cited),
            on=london_day(self.at),
        )

    @property
    def initial(self) -> dict[str, object]:
        """Return what the form opens with: a draft's words, never its judgement (Rule 5)."""
        carried: dict[str, object] = {"version": len(self.given)}
        if self.draft:
            carried["rationale"] = self.draft.rationale
            carried["evidence_cited"] = self._own_words_of_evidence
        return carried

    @property
    def _own_words_of_evidence(self) -> str:
        """Return what the draft's author typed of the evidence.

        Where nothing was typed, saving named what is cited in its place. Those words come from
        the boxes again, and would go on naming a piece that is no longer cited.
        """
        words: str = self.draft.evidence_cited if self.draft else ""
        cited = [piece for piece in self.pieces if piece.key in self.cited]
        named = {f"{piece.ref}, version {piece.number}" for piece in cited}
        return "" if named and set(words.split("; ")) == named else words

    @property
    def missing(self) -> dict[int, str]:
        """Return what the draft says is missing, by the number of a consideration (Rule 24a)."""
        considered = self.draft.said_by_consideration if self.draft else ()
        return {
            consideration.number: consideration.missing
            for consideration in considered
            if consideration.missing
        }

    @property
    def against_met(self) -> list[GateFacts]:
        """Return the dates for which commissioners' "met" has to wait (Rule 20)."""
        waits = self.speaker is Speaker.COMMISSIONER
        return stand_against_met(self.gates) if waits else []

    def ahead(self, *, at: datetime) -> tuple[GateFacts, ...]:
        """Return the dates before which commissioners would judge now (Rule 20)."""
        return dates_ahead(self.gates, at) if self.speaker is Speaker.COMMISSIONER else ()

    @property
    def newest(self) -> Given | None:
        """Return what is shown as said last: the draft, or what was issued last."""
        return self.draft or next(
            (assessment for assessment in reversed(self.given) if assessment.issued), None
        )

    def others(self, *, at: datetime) -> tuple[AssessmentLine, ...]:
        """Return the assessments to be read beside the form, issued ones alone (Rule 2)."""
        whose = seen_beside(self.speaker, has_draft=self.draft is not None)
        issued = issued_of(self.requirement, at=at) if whose else {}
        return tuple(assessment_line(other, issued.get(other)) for other in whose)


def assess_sheet(
    row: Requirement, speaker: Speaker, *, user: User, source: Source, sent: Mapping[str, str]
) -> AssessSheet:
    """Return what a person who speaks here needs to assess a requirement (Rules 19, 22 and 23)."""
    given = assessments_of(row, speaker, seen_by=user)
    gates = gates_of(source, [row.pk]).get(row.pk, ())
    draft = gone_on_with(given, user=user)
    if draft is None and speaker is Speaker.COMMISSIONER:
        draft = next(iter(taken_over(row, user=user, at=source.at)), None)
    return AssessSheet(row, speaker, given, draft, gates, user, source.at, sent)


def said_line(given: Given | None) -> AssessmentLine | None:
    """Return what was given before, in lines, None for nothing."""
    return assessment_line(Speaker(given.speaker), assessment(given)) if given else None


def done_words(given: Assessment | JudgementDraft, speaker: Speaker) -> str:
    """Return what is said of an assessment that was issued or saved."""
    if given.issued:
        return f"{speaker.label} issued."
    saved = f"Draft saved at {timezone.localtime(given.at):%H:%M}"
    shared = isinstance(given, JudgementDraft) and given.shared
    return f"{saved} and shared with the other commissioners" if shared else saved
