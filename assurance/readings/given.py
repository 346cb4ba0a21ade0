"""What was said before of a requirement or a date, for forms and acts alike (Rules 19, 20)."""

from collections.abc import Sequence

from assurance.models import Assessment, Gate, GateAct, JudgementDraft, Requirement
from assurance.readings.drafts import Given
from assurance.words import Speaker
from assurance.words.gates import Ruling
from irp.models import User


def issued_by(speaker: Speaker, requirement: Requirement) -> list[Assessment]:
    """Return what this speaker has issued of a requirement, oldest first, withdrawn ones too."""
    rows = Assessment.objects.filter(requirement=requirement, speaker=speaker, issued=True)
    return list(rows.select_related("withdrawal", "answer", "requirement").order_by("at", "pk"))


def assessments_of(requirement: Requirement, speaker: Speaker, *, seen_by: User) -> list[Given]:
    """Return this speaker's assessments, oldest first, with the drafts that a person may see.

    Their number is told to forms, never a key: a gap in the keys would tell of others' drafts.
    """
    rows = Assessment.objects.filter(requirement=requirement, speaker=speaker)
    found: list[Given] = list(rows.order_by("at", "pk"))
    if speaker is Speaker.COMMISSIONER:
        found += JudgementDraft.objects.seen_by(seen_by).filter(requirement=requirement)
    return sorted(found, key=lambda row: (row.at, row.issued, row.pk))


def acts_of(gate: Gate) -> list[GateAct]:
    """Return what was said of a date, oldest first."""
    return list(GateAct.objects.filter(gate=gate).order_by("at", "pk"))


def ruling_in_force(given: Sequence[GateAct]) -> Ruling | None:
    """Return what holds of a date by all that was said of it, None where it is open."""
    newest = Ruling(given[-1].ruling) if given else Ruling.WITHDRAWN
    return newest if newest.settles else None
