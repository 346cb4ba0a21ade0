"""Which held files are sealed, and who asked or confirmed it (Rule 22)."""

from datetime import datetime

from assurance.facts.evidence import SealFacts
from assurance.models import EvidenceSeal
from assurance.words.evidence import SealStep


def steps_of(sha256: str) -> list[tuple[SealStep, int]]:
    """Return the steps taken on the file of a hash, the oldest first, with who took each."""
    rows = EvidenceSeal.objects.filter(sha256=sha256).order_by("at", "pk")
    return [(SealStep(step), by) for step, by in rows.values_list("step", "by_id")]


def seals(*, until: datetime) -> dict[str, SealFacts]:
    """Return the seals confirmed up to a moment, by hash, in one statement.

    Bytes that were removed since are gone for a past date too: that is told by the download.
    """
    rows = EvidenceSeal.objects.filter(at__lte=until).order_by("at", "pk")
    asked: dict[str, str] = {}
    found: dict[str, SealFacts] = {}
    for row in rows:
        if row.step == SealStep.ASKED:
            asked[row.sha256] = row.by_name
        elif row.step == SealStep.CONFIRMED:
            found[row.sha256] = SealFacts(
                reason=row.reason,
                asked_by=asked.get(row.sha256, ""),
                confirmed_by=row.by_name,
                at=row.at,
            )
    return found


def sealed_hashes() -> set[str]:
    """Return the hashes of every file that was sealed."""
    rows = EvidenceSeal.objects.filter(step=SealStep.CONFIRMED)
    return set(rows.values_list("sha256", flat=True))
