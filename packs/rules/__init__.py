"""Rules of freeze and packs. Pure: no Django, no clock."""

from packs.rules.freeze import freeze_faults
from packs.rules.packs import ANNEXES, MOST_TRIES, file_name, storage_fault

__all__ = ["ANNEXES", "MOST_TRIES", "file_name", "freeze_faults", "storage_fault"]
