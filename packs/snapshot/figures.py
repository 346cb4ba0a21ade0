"""Money and indicators as the snapshot keeps them: figures are text, never floats (Rule 26)."""

from typing import Any

from django.db.models import OuterRef, Subquery

from kpis.models import Indicator, Reading
from programmes.models import ReceiptTarget, Saving


def savings() -> list[dict[str, Any]]:
    """Return the top savings; the plan gives no amount for any of them."""
    return [
        {
            "ref": row.ref,
            "milestone": row.milestone.ref,
            "title": row.title,
            "sao": row.sao.title,
            "lead_member": row.lead_member.title if row.lead_member else None,
            "start": row.start.as_json(),
            "end": row.end.as_json(),
        }
        for row in Saving.objects.select_related("milestone", "sao", "lead_member")
    ]


def receipts() -> list[dict[str, Any]]:
    """Return the capital receipt targets in pounds, as text so that none is a float (Rule 26)."""
    return [
        {
            "milestone": row.milestone.ref,
            "amount": str(row.amount),
            "cumulative": row.cumulative,
            "end": row.end.as_json(),
        }
        for row in ReceiptTarget.objects.select_related("milestone")
    ]


def indicators() -> list[dict[str, Any]]:
    """Return every indicator with its newest reading, revised before provisional (Rule 27)."""
    newest = Reading.objects.filter(indicator=OuterRef("indicator")).order_by("-month", "-pk")
    readings = Reading.objects.filter(pk=Subquery(newest.values("pk")[:1]))
    latest = {reading.indicator_id: reading for reading in readings}
    return [
        {
            "ref": row.ref,
            "aim": row.aim.number,
            "name": row.name,
            "unit": row.unit,
            "polarity": row.polarity,
            "reading": _reading(latest.get(row.pk)),
        }
        for row in Indicator.objects.select_related("aim")
    ]


def _reading(row: Reading | None) -> dict[str, str] | None:
    if row is None:
        return None
    month, value = row.month.isoformat(), str(row.value)
    return {"month": month, "value": value, "standing": row.figure}
