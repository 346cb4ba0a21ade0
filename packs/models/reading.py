"""Who read what people wrote before a public edition was made of it (Rule 29)."""

from typing import ClassVar

from django.db import models

from irp.models import Act
from packs.models.packs import Pack


class WordsRead(Act):
    """Somebody read the words that a public edition prints, and then asked for it.

    Which they were, the edition's snapshot and what it pinned say: it prints nothing else.
    """

    pack = models.OneToOneField(Pack, models.PROTECT, related_name="words_read")

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"Words of {self.pack}, read"
