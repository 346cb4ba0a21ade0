"""The newest issued judgements of requirements, as far as counting goes (Rules 19 and 21)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Case, F, OuterRef, Subquery, When

from assurance.models import Assessment, AssessmentWithdrawal
from assurance.words import Judgement, Speaker

JUDGEMENTS = {judgement.value: judgement for judgement in Judgement}

Judged = dict[Speaker, Judgement]


def newest(speakers: Sequence[Speaker], *, until: datetime) -> list[Subquery]:
    """Return columns of a requirement's row: these speakers' newest issued judgements.

    None where the newest has been withdrawn: none before it is revived (Rule 19). Looked up
    requirement by requirement, each speaker's in an index of their own that holds the judgement: a
    window would read every assessment that was ever given.
    """
    return [newest_column(speaker, "judgement", until=until) for speaker in speakers]


def newest_column(speaker: Speaker, name: str, *, until: datetime, of: str = "id") -> Subquery:
    """Return a column of a requirement's row: what a speaker's newest issued assessment holds.

    None where that has been withdrawn. `of` leads to the requirement from another row.
    """
    withdrawn = AssessmentWithdrawal.objects.filter(at__lte=until).order_by().values("assessment")
    in_force = Case(When(pk__in=withdrawn, then=None), default=F(name))
    given = Assessment.objects.filter(
        requirement=OuterRef(of), speaker=speaker, issued=True, at__lte=until
    )
    return Subquery(given.order_by("-at", "-pk").values(in_force=in_force)[:1])


def by_key(rows: Iterable[Sequence[Any]], speakers: Sequence[Speaker]) -> dict[Any, Judged]:
    """Return the judgements of rows that hold a key and these columns, by that key.

    What is judged alike is one and the same.
    """
    made: dict[tuple[str | None, ...], Judged] = {}
    found = {}
    for key, *columns in rows:
        given = tuple(columns)
        if given not in made:
            made[given] = judged_as(given, speakers)
        found[key] = made[given]
    return found


def judged_as(given: Iterable[str | None], speakers: Sequence[Speaker]) -> Judged:
    """Return the judgements that these columns hold."""
    pairs = zip(speakers, given, strict=True)
    return {who: JUDGEMENTS[judgement] for who, judgement in pairs if judgement}
