"""The versions of what people write for a board's pack, and which of them it prints."""

from collections.abc import Collection, Iterable
from datetime import date

from irp.models import ReportingPeriod
from packs.models import EditionText
from packs.words import Forum
from packs.words.edition import TextStage


def versions(period: ReportingPeriod, forum: Forum) -> list[EditionText]:
    """Return every version of every text of a board's pack, the newest of each first."""
    rows = EditionText.objects.filter(month_of=period, forum=forum.value)
    return list(rows.order_by("kind", "place", "-number"))


def in_the_pack(rows: Iterable[EditionText]) -> list[EditionText]:
    """Return the version of each text that a pack prints; rows come newest first.

    It is the newest that was put in, unless it was taken out since: a draft changes nothing.
    """
    found: dict[tuple[str, int], EditionText] = {}
    for row in rows:
        if row.stage != TextStage.DRAFT:
            found.setdefault((row.kind, row.place), row)
    return [row for row in found.values() if row.stage == TextStage.IN]


def texts_of_months(months: Collection[date]) -> list[EditionText]:
    """Return every version of the texts for the packs of some months, each text's newest first."""
    rows = EditionText.objects.filter(month_of__month__in=months).select_related("month_of")
    return list(rows.order_by("month_of", "forum", "kind", "place", "-number"))
