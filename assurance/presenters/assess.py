"""The form in which one speaker assesses: what they gave before, and what stands beside it."""

from dataclasses import dataclass
from datetime import datetime

from assurance.actions import assessments_of
from assurance.facts.gates import GateFacts
from assurance.figures.gates import dates_ahead
from assurance.figures.requirements import AssessmentLine, assessment_line
from assurance.models import Requirement
from assurance.readings.drafts import Given, gone_on_with, taken_over
from assurance.readings.gates import gates_of
from assurance.readings.requirements import issued_of
from assurance.rules import seen_beside, stand_against_met
from assurance.words import Speaker
from irp.models import User
from irp.readings import Source


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

    @property
    def initial(self) -> dict[str, object]:
        """Return what the form opens with: a draft's words, never its judgement (Rule 5)."""
        carried: dict[str, object] = {"version": len(self.given)}
        if self.draft:
            carried["rationale"] = self.draft.rationale
            carried["evidence_cited"] = self.draft.evidence_cited
        return carried

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
        return self.draft or next((one for one in reversed(self.given) if one.issued), None)

    def others(self, *, at: datetime) -> tuple[AssessmentLine, ...]:
        """Return the assessments to be read beside the form, issued ones alone (Rule 2)."""
        whose = seen_beside(self.speaker, has_draft=self.draft is not None)
        issued = issued_of(self.requirement, at=at) if whose else {}
        return tuple(assessment_line(other, issued.get(other)) for other in whose)


def assess_sheet(row: Requirement, speaker: Speaker, *, user: User, source: Source) -> AssessSheet:
    """Return what a person who speaks here needs to assess a requirement (Rules 19 and 23)."""
    given = assessments_of(row, speaker, seen_by=user)
    gates = gates_of(source, [row.pk]).get(row.pk, ())
    draft = gone_on_with(given, user=user)
    if draft is None and speaker is Speaker.COMMISSIONER:
        draft = next(iter(taken_over(row, user=user, at=source.at)), None)
    return AssessSheet(row, speaker, given, draft, gates)
