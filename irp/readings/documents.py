"""Where in the source documents a row comes from, now or as history held it."""

from typing import Any

from irp.models import Tracked
from irp.readings.sources import Source
from irp.rules.texts import cited


def source_of(source: Source, model: type[Tracked], **scope: Any) -> str:
    """Return the reference of the one row in scope for people, "" for a row of our own."""
    rows = source.columns(model, "source_document", "source_section", "source_row", **scope)
    return cited(*rows[0]) if rows else ""
