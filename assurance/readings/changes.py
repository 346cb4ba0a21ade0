"""What changed of the things that assessments in force were about, in one statement (Rule 19).

One part a kind of change, each from what changed to the assessments in force: what never changed
is not looked at, however many assessments there are.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import (
    DateField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast

from assurance.facts.changes import AssessedFacts
from assurance.models import Amendment, Assessment, EvidenceSeal, OfficialWords
from assurance.rules.changes import Change, changes_since
from assurance.words import SPEAKERS, Speaker
from assurance.words.amendments import AmendmentKind
from assurance.words.changes import Changed
from assurance.words.evidence import SealStep
from irp.prepared import rows_of
from irp.readings import Source
from irp.rules.calendar import london_day
from programmes.words import CompletionStep

Changes = dict[tuple[str, Speaker], tuple[Change, ...]]  # by requirement and speaker
FIRST_LOAD = 1  # of official words; only what came after it can have changed
NO_MOMENT = Cast(Value(None), DateTimeField())  # typed, as PostgreSQL asks of a union
NO_DAY = Cast(Value(None), DateField())
AMENDED = {AmendmentKind.REWORD.value: Changed.REWORDED, AmendmentKind.DATE.value: Changed.DATE}
COLUMNS = {
    Changed.REWORDED: "reworded_at",
    Changed.DATE: "date_at",
    Changed.NEWER: "newer_at",
    Changed.SEALED: "sealed_at",
    Changed.EXPIRED: "expired_on",
    Changed.REOPENED: "reopened_at",
    Changed.WORDS: "words_at",
}


def changes(
    source: Source, *, ref: str | None = None, speakers: Sequence[Speaker] = SPEAKERS
) -> Changes:
    """Return what changed since each issued assessment in force, of those where anything did.

    It names no piece of evidence: who may not see one learns no more than that it changed.
    """
    scope = {} if ref is None else {"requirement__ref": ref}
    today = london_day(source.at)
    rows = rows_of(_changed, tuple(speakers), until=source.at, today=today, **scope)
    when: dict[tuple[str, Speaker, datetime], dict[str, Any]] = defaultdict(dict)
    for name, speaker, at, what, moment, day in rows:
        change = AMENDED.get(what) or Changed(what)
        columns, column = when[name, Speaker(speaker), at], COLUMNS[change]
        newest: datetime | date = moment or day
        columns[column] = max(newest, columns.get(column, newest))
    found: Changes = {}
    for (name, who, at), columns in when.items():
        if since := changes_since(AssessedFacts(ref=name, speaker=who, at=at, **columns)):
            found[name, who] = since
    return found


def _changed(
    speakers: Sequence[Speaker], *, until: datetime, today: date, **scope: str
) -> QuerySet[Assessment]:
    """Return every kind of change as one statement, which the ORM writes once."""
    first, *others = _parts(_in_force(speakers, until=until, **scope), until=until, today=today)
    return first.union(*others, all=True)


def _in_force(
    speakers: Sequence[Speaker], *, until: datetime, **scope: str
) -> QuerySet[Assessment]:
    """Return each speaker's newest issued assessment up to a moment, where it is not withdrawn."""
    later = Assessment.objects.filter(
        Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")),
        requirement=OuterRef("requirement"),
        speaker=OuterRef("speaker"),
        issued=True,
        at__lte=until,
    )
    rows = Assessment.objects.filter(
        issued=True, at__lte=until, speaker__in=list(speakers), **scope
    )
    return rows.exclude(withdrawal__at__lte=until).exclude(Exists(later)).order_by()


def _parts(rows: QuerySet[Assessment], *, until: datetime, today: date) -> list[Any]:
    """Return the kinds of change: requirement, speaker, when it was issued, what, moment or day."""

    def after(path: str, **having: Any) -> Any:
        when = {f"{path}__at__gt": F("at"), f"{path}__at__lte": until}
        return when | {f"{path}__{name}": value for name, value in having.items()}

    amended, versions = "requirement__amendments", "citations__version__evidence__versions"
    reopened, links = "requirement__links__milestone__completion_acts", "requirement__links"
    words = "requirement__official_words"
    sealed = EvidenceSeal.objects.filter(step=SealStep.CONFIRMED.value, at__lte=until).order_by()
    of_file = sealed.filter(sha256=OuterRef("citations__version__sha256")).order_by("-at")
    serves = Q(**{f"{links}__ended_at__isnull": True}) | Q(**{f"{links}__ended_at__gt": until})
    amendments = Amendment.objects.filter(kind__in=list(AMENDED), at__lte=until).order_by()
    later_words = OfficialWords.objects.filter(load__number__gt=FIRST_LOAD).order_by()
    return [
        _told(
            rows.filter(
                requirement__in=amendments.values("requirement"),
                **after(amended, kind__in=list(AMENDED)),
            ),
            F(f"{amended}__kind"),
            F(f"{amended}__at"),
        ),
        _told(
            rows.filter(**after(versions, number__gt=F("citations__version__number"))),
            Value(Changed.NEWER.value),
            F(f"{versions}__at"),
        ),
        _told(
            rows.filter(citations__version__sha256__in=sealed.values("sha256")),
            Value(Changed.SEALED.value),
            Subquery(of_file.values("at")[:1]),
        ),
        _told(
            rows.filter(citations__version__expires_on__lte=today),
            Value(Changed.EXPIRED.value),
            NO_MOMENT,
            F("citations__version__expires_on"),
        ),
        _told(
            rows.filter(
                serves,
                **{
                    f"{links}__confirmed_at__lte": until,
                    **after(reopened, what=CompletionStep.REOPENED.value),
                },
            ),
            Value(Changed.REOPENED.value),
            F(f"{reopened}__at"),
        ),
        _told(
            rows.filter(
                requirement__in=later_words.values("requirement"),
                **{
                    f"{words}__load__number__gt": F("words__load__number"),
                    f"{words}__load__at__lte": until,
                },
            ),
            Value(Changed.WORDS.value),
            F(f"{words}__load__at"),
        ),
    ]


def _told(rows: QuerySet[Assessment], what: Any, moment: Any, day: Any = NO_DAY) -> Any:
    named = rows.annotate(what=what, moment=moment, day=day)
    return named.values_list("requirement__ref", "speaker", "at", "what", "moment", "day")
