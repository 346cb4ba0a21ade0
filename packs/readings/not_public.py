"""What is not public now: items by their newest act, evidence by what it says itself (Rule 29)."""

from assurance.models import Evidence
from assurance.words.classification import Classification, Paragraph
from packs.facts.classification import ClassedFacts, ClosedFacts
from packs.readings.classification import classes_now

COLUMNS = ("ref", "classification", "paragraph", "title")


def not_public() -> tuple[tuple[ClassedFacts, ...], tuple[ClosedFacts, ...]]:
    """Return the items and the evidence that are not public now, in three statements."""
    rows = Evidence.objects.exclude(classification=Classification.PUBLIC).order_by("ref")
    closed = tuple(
        ClosedFacts(
            ref=ref,
            classification=Classification(classification),
            paragraph=Paragraph(paragraph) if paragraph else None,
            title=title,
        )
        for ref, classification, paragraph, title in rows.values_list(*COLUMNS)
    )
    return classes_now(), closed
