"""What the last pack said, for "changes since the last pack": read from its own snapshot."""

import json
from typing import Any

from irp.models import ReportingPeriod
from packs.models import PlanSnapshot


def previous(period: ReportingPeriod) -> dict[str, Any] | None:
    """Return the key facts of the newest earlier snapshot, or None before the first pack."""
    earlier = PlanSnapshot.objects.filter(period__month__lt=period.month)
    row = earlier.order_by("-period__month").first()
    return None if row is None else key_facts(json.loads(row.body), sha256=row.sha256)


def key_facts(body: dict[str, Any], *, sha256: str) -> dict[str, Any]:
    """Return the ratings, returns, milestones and judgements of a snapshot, by reference."""
    return {
        "month": body["period"]["month"],
        "taken_at": body["taken_at"],
        "sha256": sha256,
        "programmes": {
            row["ref"]: {
                "state": row["return"]["state"],
                "received": row["return"]["received"],
                "ratings": {
                    voice: said["rating"] for voice, said in row["return"]["ratings"].items()
                },
            }
            for row in body["programmes"]
        },
        "milestones": {
            row["ref"]: {
                "delivery": row["report"]["delivery"] if row["report"] else None,
                "forecast": row["report"]["forecast"] if row["report"] else None,
                "baseline": row["baseline"]["number"] if row["baseline"] else None,
            }
            for programme in body["programmes"]
            for row in programme["milestones"]
        },
        "judgements": {
            row["ref"]: {voice: said["judgement"] for voice, said in row["voices"].items()}
            for outcome in body["outcomes"]
            for row in outcome["requirements"]
        },
    }
