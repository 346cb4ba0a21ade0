"""What classifying an item takes (Rule 29). Pure: no Django, no clock."""

from assurance.words.evidence import Classification, Paragraph


def class_faults(
    classification: Classification, paragraph: Paragraph | None, reason: str
) -> dict[str, str]:
    """Return what is wrong with how an item is classified, by field.

    Exempt needs its paragraph and nothing else has one. Everything needs its reason: to be public
    again as well.
    """
    faults = {}
    if classification is Classification.EXEMPT and paragraph is None:
        faults["paragraph"] = "Choose the paragraph of Schedule 12A that makes it exempt"
    if classification is not Classification.EXEMPT and paragraph is not None:
        faults["paragraph"] = "Choose no paragraph, or choose “Exempt” as the classification"
    if not reason.strip():
        faults["reason"] = "Enter the reason"
    return faults
