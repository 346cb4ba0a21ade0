"""What a text for an edition must be before it is in the pack. Pure: no Django, no clock."""

from datetime import date

from packs.words.edition import TextKind, TextStage


def text_faults(
    kind: TextKind, stage: TextStage, *, words: str, way_back: str, owner: str, due_on: date | None
) -> dict[str, str]:
    """Return what is wrong with a text, by field. A draft may lack what the pack must have."""
    faults, length = {}, len(words.split())
    if not words.strip():
        faults["words"] = "Enter the text."
    if length > kind.most_words and stage is TextStage.IN:
        faults["words"] = (
            f"Shorten it to {kind.most_words} words: it has {length}. You can save it as a draft."
        )
    if kind is TextKind.WORRY and stage is TextStage.IN:
        if not owner:
            faults["owner"] = "Choose who owns the risk, or save it as a draft."
        if not way_back.strip():
            faults["way_back"] = "Enter the way back, or save it as a draft."
        if due_on is None:
            faults["due_on"] = "Enter by when, or save it as a draft."
    return faults
