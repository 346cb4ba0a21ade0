"""What earlier trackers said of milestones, for a rule or an act (Rule 18c)."""

from collections.abc import Collection

from programmes.models import OpeningRow


def openings_of(keys: Collection[int]) -> dict[int, OpeningRow]:
    """Return what was taken over of milestones by their keys, of several the newest; with its act.

    In one statement.
    """
    rows = OpeningRow.objects.filter(milestone__in=keys).select_related("takeover")
    return {row.milestone_id: row for row in rows.order_by("pk")}
