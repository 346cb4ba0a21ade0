"""The official words in force at the moment of a source, each reading in one statement (24d)."""

from typing import Any

from django.db.models import Q, QuerySet

from assurance.facts.official import OfficialFacts
from assurance.models import OfficialWords, WordsLoad
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


def newest_words(requirement: int) -> OfficialWords | None:
    """Return the row of the words in force of one requirement, which an assessment keeps."""
    rows = OfficialWords.objects.filter(requirement=requirement)
    return rows.select_related("load").order_by("-load__number").first()


def test_words(source: Source) -> Words:
    """Return the words in force of the commissioners' tests."""
    return _newest(OfficialWords.objects.filter(test__isnull=False), source)


def _newest(rows: Any, source: Source) -> Words:
    return _by_ref(rows.filter(load__at__lte=source.at))


def _by_ref(rows: Any) -> Words:
    """Return the newest of some rows for each thing that they are the words of."""
    named = rows.select_related("load", "requirement", "outcome", "test")
    return {row.of: official_facts(row) for row in named.order_by("load__number")}


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


def loads(source: Source) -> list[WordsLoad]:
    """Return the loads up to the moment, the newest first, each with its rows."""
    return list(_loads(source).order_by("-number"))


def load_of(source: Source, number: int) -> WordsLoad | None:
    """Return one load up to the moment, None where there was none of that number."""
    return _loads(source).filter(number=number).first()


def _loads(source: Source) -> QuerySet[WordsLoad]:
    of = ("rows__requirement", "rows__outcome", "rows__test", "rows__load")
    return WordsLoad.objects.filter(at__lte=source.at).prefetch_related(*of)


def said_by(load: WordsLoad) -> list[tuple[str, OfficialFacts]]:
    """Return what a load has words of by its name, in the file's order, with them."""
    return [(row.of, official_facts(row)) for row in load.rows.all()]


def words_before(load: WordsLoad) -> Words:
    """Return the words that were in force before a load."""
    return _by_ref(OfficialWords.objects.filter(load__number__lt=load.number))
