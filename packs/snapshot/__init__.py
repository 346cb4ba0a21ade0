"""A frozen month as facts: read from the rows, written for ever, opened again (Rule 16).

Everything after this stage works from these facts, so that a pack drawn a year later from the
stored snapshot is the same.
"""

from packs.snapshot.codec import SCHEMA, NotWhole, Unreadable, body_of
from packs.snapshot.reading import frozen_plan, read_frozen
from packs.snapshot.stored import Opened, opened

__all__ = [
    "SCHEMA",
    "NotWhole",
    "Opened",
    "Unreadable",
    "body_of",
    "frozen_plan",
    "opened",
    "read_frozen",
]
