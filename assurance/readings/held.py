"""Where held files lie, outside the web's reach (DESIGN 4a.9)."""

from pathlib import Path

from django.conf import settings

from assurance.readings.seals import sealed_hashes
from irp.store import Store


def evidence_store() -> Store:
    """Return the store of held files."""
    return Store(Path(settings.EVIDENCE_STORE))


def remove_sealed() -> None:
    """Remove the bytes of sealed files that a process left which was killed meanwhile."""
    store = evidence_store()
    for sha256 in sealed_hashes():
        store.remove(sha256)
