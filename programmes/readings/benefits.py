"""Benefits as facts, now or as history held them; readings are acts (Rule 26)."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from irp.models import Post
from irp.readings import Source
from programmes.facts.benefits import BenefitFacts, BenefitReadingFacts, BenefitRecord
from programmes.models import Benefit, BenefitReading, Programme, Saving
from programmes.words.benefits import BenefitKind, Better

SAME = (
    *("ref", "title", "measure", "unit", "baseline", "target", "target_on", "review_on", "note"),
    *("ended_on", "ended_why"),
)


def benefits_with_posts() -> QuerySet[Benefit]:
    """Return benefits with the programme and the posts that rights are judged by."""
    return Benefit.objects.select_related("owner", "saving", "programme__sao", "programme__rdl")


def reading_facts(row: BenefitReading) -> BenefitReadingFacts:
    """Return a reading, read with its period."""
    same = ("value", "note", "by_name", "by_post", "at")
    return BenefitReadingFacts(
        key=row.pk, month=row.period.month, **{name: getattr(row, name) for name in same}
    )


def newest_reading(benefit: Benefit, *, at: datetime) -> BenefitReading | None:
    """Return the reading in force of one benefit, in one statement."""
    rows = BenefitReading.objects.in_force(at=at).filter(benefit=benefit)
    return rows.select_related("period").first()


def newest_readings(keys: Collection[int], *, at: datetime) -> dict[int, BenefitReading]:
    """Return the readings in force of some benefits, by their keys, in one statement."""
    rows = BenefitReading.objects.in_force(at=at).filter(benefit__in=keys)
    return {row.benefit_id: row for row in rows.select_related("period")}


def benefits(source: Source, *, programme: int | None = None) -> list[BenefitFacts]:
    """Return benefits by programme and number, in five statements; of one programme or of all."""
    if programme is None:
        rows = source.rows(Benefit)
    else:
        rows = source.rows_having(Benefit, programme_id=programme)
    known = BenefitReading.objects.in_force(at=source.at).select_related("period")
    readings = {row.benefit_id: reading_facts(row) for row in known}
    return [facts for _, facts in _assembled(source, rows, readings)]


def _assembled(
    source: Source, rows: list[Any], readings: Mapping[int, BenefitReadingFacts]
) -> list[tuple[int, BenefitFacts]]:
    """Return benefits with their keys and newest readings, by programme and number."""
    programmes = {row.id: row for row in source.rows(Programme)}
    posts = dict(source.columns(Post, "id", "title"))
    savings = dict(source.columns(Saving, "id", "ref"))

    def facts(row: Any) -> BenefitFacts:
        return BenefitFacts(
            programme=programmes[row.programme_id].ref,
            kind=BenefitKind(row.kind),
            owner=posts.get(row.owner_id),
            better=Better(row.better),
            saving=savings.get(row.saving_id),
            reading=readings.get(row.id),
            **{name: getattr(row, name) for name in SAME},
        )

    rows = sorted(rows, key=lambda row: (programmes[row.programme_id].number, row.number))
    return [(row.id, facts(row)) for row in rows]


def whole_benefits(source: Source) -> tuple[BenefitRecord, ...]:
    """Return benefits with all that was read of them, by programme and number: five statements."""
    read: dict[int, list[BenefitReadingFacts]] = defaultdict(list)
    known = BenefitReading.objects.filter(at__lte=source.at).select_related("period")
    for row in known.order_by("-pk"):
        read[row.benefit_id].append(reading_facts(row))
    newest = {key: readings[0] for key, readings in read.items()}
    return tuple(
        BenefitRecord(benefit=facts, readings=tuple(read.get(key, ())))
        for key, facts in _assembled(source, source.rows(Benefit), newest)
    )


def benefit_readings(source: Source, benefit: Benefit) -> list[BenefitReadingFacts]:
    """Return every reading of a benefit, the newest first, in one statement."""
    rows = BenefitReading.objects.filter(benefit=benefit, at__lte=source.at)
    return [reading_facts(row) for row in rows.select_related("period").order_by("-pk")]
