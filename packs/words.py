"""The words of packs: their enums, their part of the glossary."""

from irp.words import Word


class PackState(Word):
    """Where a pack stands in the queue."""

    QUEUED = "queued"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"


class Standing(Word):
    """What is printed on every page; "superseded" follows from a later version."""

    DRAFT = "draft"
    FINAL = "final"


NOT_KEPT = "not kept"  # said of what an older snapshot kept nothing of; it may have been there
