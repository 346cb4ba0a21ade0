"""The plan as one JSON document, so that others can check and reuse it (docs/export.md)."""

from exchange.presenters.cap_document import cap_document
from exchange.presenters.irp_document import irp_document
from exchange.presenters.record_parts import Record

SCHEMA = 1


def plan_document() -> Record:
    """Return the plan as published: B0 dates, official names, in the documents' order.

    Dates are `{raw, precision, earliest, latest}` with ISO days or None (Rule 8), amounts pounds
    as text (Rule 26). The number of queries does not grow with the plan.
    """
    return {"schema": SCHEMA, **irp_document(), **cap_document()}
