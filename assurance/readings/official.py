"""The official words in force at the moment of a source, each reading in one statement (24d)."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from assurance.facts.official import OfficialFacts
from assurance.models import OfficialWords, WordsLoad
from assurance.rules.official import Official
from irp.readings import Source

Words = dict[str, OfficialFacts]  # by "PO1-T1-1", "PO1" and "T1"


def official_words(source: Source, *, outcome: int | None = None) -> Words:
    """Return the words in force of everything that has any, or of one outcome by its key."""
    rows = OfficialWords.objects.all()
    if outcome is not None:
        rows = rows.filter(Q(outcome=outcome) | Q(requirement__outcome=outcome))
    return _newest(rows, source)


def outcome_words(source: Source, number: int) -> Words:
    """Return the words in force of an outcome, its requirements and the tests, in one statement."""
    of_outcome = Q(outcome__number=number) | Q(requirement__outcome__number=number)
    return _newest(OfficialWords.objects.filter(of_outcome | Q(test__isnull=False)), source)


def official_words_of(source: Source, requirement: int) -> OfficialFacts | None:
    """Return the words in force of one requirement by its key, None where it has none."""
    rows = OfficialWords.objects.filter(requirement=requirement)
    return next(iter(_newest(rows, source).values()), None)


def newest_words(requirement: int, *, at: datetime) -> OfficialWords | None:
    """Return the row of the words in force of one requirement, which an assessment keeps."""
    rows = OfficialWords.objects.filter(requirement=requirement, load__at__lte=at)
    return rows.select_related("load").order_by("-load__number").first()


def test_words(source: Source) -> Words:
    """Return the words in force of the commissioners' tests."""
    return _newest(OfficialWords.objects.filter(test__isnull=False), source)


def _newest(rows: Any, source: Source) -> Words:
    rows = rows.filter(load__at__lte=source.at).order_by("load__number")
    return {
        row.of: official_facts(row)
        for row in rows.select_related("load", "requirement", "outcome", "test")
    }


def official_facts(row: OfficialWords) -> OfficialFacts:
    """Return words as a load brought them."""
    return OfficialFacts(
        version=row.load.number,
        says=row.says,
        considerations=tuple(row.considerations),
        sha256=row.sha256,
        by_name=row.load.by_name,
        by_post=row.load.by_post,
        at=row.load.at,
    )


def as_official(facts: OfficialFacts) -> Official:
    """Return words in force as they are compared with a file's."""
    return Official(says=facts.says, considerations=facts.considerations)


def loads(source: Source) -> list[WordsLoad]:
    """Return the loads up to the moment, the newest first, each with its rows."""
    rows = WordsLoad.objects.filter(at__lte=source.at).order_by("-number")
    of = ("rows__requirement", "rows__outcome", "rows__test", "rows__load")
    return list(rows.prefetch_related(*of))


def load_of(source: Source, number: int) -> WordsLoad | None:
    """Return one load up to the moment, None where there was none of that number."""
    rows = WordsLoad.objects.filter(at__lte=source.at, number=number)
    of = ("rows__requirement", "rows__outcome", "rows__test", "rows__load")
    return rows.prefetch_related(*of).first()


def words_before(load: WordsLoad) -> Words:
    """Return the words that were in force before a load."""
    rows = OfficialWords.objects.filter(load__number__lt=load.number).order_by("load__number")
    return {
        row.of: official_facts(row)
        for row in rows.select_related("load", "requirement", "outcome", "test")
    }
