"""What changed of the things that assessments in force were about, in one statement (Rule 19).

One part for each thing that can change. What an assessment was about is looked at for those in
force alone, however many there were before.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import (
    Case,
    DateField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast

from assurance.facts.changes import AssessedFacts
from assurance.models import (
    Amendment,
    Assessment,
    Citation,
    DeliveryLink,
    EvidenceSeal,
    EvidenceVersion,
    OfficialWords,
    Requirement,
)
from assurance.readings.judgements import newest_column
from assurance.rules.changes import ChangeSince, changes_since
from assurance.words import SPEAKERS, Speaker
from assurance.words.amendments import AmendmentKind
from assurance.words.evidence import SealStep
from irp.prepared import rows_of
from irp.readings import Source
from irp.rules.calendar import london_day
from programmes.models import CompletionAct
from programmes.words import CompletionStep

Changes = dict[tuple[str, Speaker], tuple[ChangeSince, ...]]  # by requirement and speaker
FIRST_LOAD = 1  # of official words; only what came after it can have changed
NO_MOMENT = Cast(Value(None), DateTimeField())  # typed, as PostgreSQL asks of a union
NO_DAY = Cast(Value(None), DateField())
AMENDED = {"reworded_at": AmendmentKind.REWORD.value, "date_at": AmendmentKind.DATE.value}
# The columns of an answer after whose assessment it is and when that was issued.
COLUMNS = {
    "reworded_at": NO_MOMENT,
    "date_at": NO_MOMENT,
    "newer_at": NO_MOMENT,
    "sealed_at": NO_MOMENT,
    "reopened_at": NO_MOMENT,
    "words_at": NO_MOMENT,
    "expired_on": NO_DAY,
}


def changes(
    source: Source, *, ref: str | None = None, speakers: Sequence[Speaker] = SPEAKERS
) -> Changes:
    """Return what changed since each issued assessment in force, of those where anything did.

    It names no piece of evidence: who may not see one learns no more than that it changed.
    """
    scope = {} if ref is None else {"ref": ref}
    today = london_day(source.at)
    rows = rows_of(_changed, tuple(speakers), until=source.at, today=today, **scope)
    when: dict[tuple[str, Speaker, datetime], dict[str, Any]] = defaultdict(dict)
    for name, speaker, at, *changed in rows:
        columns = when[name, Speaker(speaker), at]
        for column, newest in zip(COLUMNS, changed, strict=True):
            if newest is not None:
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

    def in_force(among: Q) -> QuerySet[Assessment]:
        return _in_force(speakers, among, until=until, **scope)

    first, *others = _parts(in_force, until=until, today=today)
    return first.union(*others, all=True)


def _in_force(
    speakers: Sequence[Speaker], among: Q, /, *, until: datetime, **scope: str
) -> QuerySet[Assessment]:
    """Return each speaker's newest issued assessment up to a moment, where it is not withdrawn.

    Looked up requirement by requirement, as its judgement is: to look among all that were ever
    given took ten times as long. Of those alone `among` which something can have changed.
    """
    known = Requirement.objects.filter(among, **scope).order_by()
    newest = (newest_column(speaker, "pk", until=until) for speaker in speakers)
    newest_of_each = (Q(pk__in=known.values(newest=key)) for key in newest)
    of_these = {f"requirement__{name}": value for name, value in scope.items()}
    return Assessment.objects.filter(reduce(or_, newest_of_each), **of_these).order_by()


def _parts(
    in_force: Callable[..., QuerySet[Assessment]], *, until: datetime, today: date
) -> list[Any]:
    """Return what changed: of requirements, of what is cited, of milestones, of official words."""

    def after(path: str, **having: Any) -> Any:
        when = {f"{path}__at__gt": F("at"), f"{path}__at__lte": until}
        return when | {f"{path}__{name}": value for name, value in having.items()}

    amended, links = "requirement__amendments", "requirement__links"
    reopened, words = f"{links}__milestone__completion_acts", "requirement__official_words"
    serves = Q(**{f"{links}__ended_at__isnull": True}) | Q(**{f"{links}__ended_at__gt": until})
    kinds = list(AMENDED.values())
    amendments = Amendment.objects.filter(kind__in=kinds, at__lte=until).order_by()
    later_words = OfficialWords.objects.filter(load__number__gt=FIRST_LOAD).order_by()
    citations = Citation.objects.order_by()
    acts = CompletionAct.objects.filter(what=CompletionStep.REOPENED.value, at__lte=until)
    back = DeliveryLink.objects.filter(milestone__in=acts.order_by().values("milestone"))
    return [
        _told(
            in_force(Q(pk__in=amendments.values("requirement"))).filter(
                **after(amended, kind__in=kinds)
            ),
            **{
                column: Case(When(**{f"{amended}__kind": kind}, then=F(f"{amended}__at")))
                for column, kind in AMENDED.items()
            },
        ),
        _cited(
            in_force(Q(pk__in=citations.values("assessment__requirement"))),
            until=until,
            today=today,
        ),
        _told(
            in_force(Q(pk__in=back.order_by().values("requirement"))).filter(
                serves,
                **{
                    f"{links}__confirmed_at__lte": until,
                    **after(reopened, what=CompletionStep.REOPENED.value),
                },
            ),
            reopened_at=F(f"{reopened}__at"),
        ),
        _told(
            in_force(Q(pk__in=later_words.values("requirement"))).filter(
                **{
                    f"{words}__load__number__gt": F("words__load__number"),
                    f"{words}__load__at__lte": until,
                },
            ),
            words_at=F(f"{words}__load__at"),
        ),
    ]


def _cited(rows: QuerySet[Assessment], *, until: datetime, today: date) -> Any:
    """Return what changed of the versions that assessments cite: newer, sealed or expired ones."""
    version = "citations__version"
    newer = EvidenceVersion.objects.filter(
        evidence=OuterRef(f"{version}__evidence"),
        number__gt=OuterRef(f"{version}__number"),
        at__gt=OuterRef("at"),
        at__lte=until,
    )
    sealed = EvidenceSeal.objects.filter(
        sha256=OuterRef(f"{version}__sha256"), step=SealStep.CONFIRMED.value, at__lte=until
    )
    expires_on = f"{version}__expires_on"
    expired = Q(**{f"{expires_on}__lte": today})
    return _told(
        rows.filter(Q(Exists(newer)) | Exists(sealed) | expired),
        newer_at=Subquery(newer.order_by("-at").values("at")[:1]),
        sealed_at=Subquery(sealed.order_by("-at").values("at")[:1]),
        expired_on=Case(When(expired, then=F(expires_on)), default=NO_DAY),
    )


def _told(rows: QuerySet[Assessment], **changed: Any) -> Any:
    named = rows.annotate(**(COLUMNS | changed))
    return named.values_list("requirement__ref", "speaker", "at", *COLUMNS)
