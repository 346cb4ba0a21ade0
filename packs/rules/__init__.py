"""Rules of freeze and packs. Pure: no Django, no clock."""

from packs.rules.freeze import freeze_faults
from packs.rules.packs import (
    ANNEXES,
    MOST_TRIES,
    edition_label,
    edition_name,
    file_name,
    storage_fault,
    told_since,
    version_said,
)

__all__ = [
    "ANNEXES",
    "MOST_TRIES",
    "edition_label",
    "edition_name",
    "file_name",
    "freeze_faults",
    "storage_fault",
    "told_since",
    "version_said",
]
