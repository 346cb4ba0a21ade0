"""What is asked before a draft is issued: who prepared it, who confirms it, what was withdrawn."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from assurance.models import AssessmentWithdrawal, CellAct, GateAct
from assurance.words import Purpose, Speaker
from assurance.words.cells import Said
from assurance.words.gates import Ruling
from irp.models import PostHolding, ReportingPeriod, User
from irp.rules.calendar import london_day
from packs.models import EditionText, Pack
from packs.querysets import PackQuerySet
from packs.readings.edition import in_the_pack, versions
from packs.rules.issue import Confirmed, Readiness
from packs.words import Forum
from packs.words.edition import OWED_BY_CPMO, TextKind, TextStage

DRAFT = TextStage.DRAFT.value  # it changes no pack


def readiness(pack: Pack, *, by: User, at: datetime) -> Readiness:
    """Return what is asked of a draft before this person issues it, in five statements."""
    forum = Forum(pack.forum)
    held = PostHolding.objects.held(on=london_day(at)).filter(user__is_active=True)
    holding = held.filter(post__kind__in=("cpmo", "commissioner"))
    people = set(holding.values_list("post__kind", "user_id", "user__name"))
    rows = versions(pack.snapshot.period, forum)
    texts = in_the_pack(row for row in rows if row.at <= pack.requested_at)
    since = [row for row in rows if pack.requested_at < row.at <= at and row.stage != DRAFT]
    there = {text.kind for text in in_the_pack(rows)}
    prepared = {pack.requested_by_id, *(text.by_id for text in texts)}
    newest = pack.confirmations.order_by("-number").first()
    return Readiness(
        forum=forum,
        is_prepared_by_them=by.pk == pack.requested_by_id,
        wrote=_kinds(text for text in texts if text.by_id == by.pk),
        others=sorted(
            name for kind, key, name in people if kind == "cpmo" and key not in {by.pk, *prepared}
        ),
        confirmed=Confirmed(agrees=newest.agrees, words=newest.words, by_name=newest.by_name)
        if newest
        else None,
        commissioners=sorted(name for kind, _, name in people if kind == "commissioner"),
        withdrawn=withdrawn_since(pack.requested_at, until=at),
        rewritten=_kinds(since),
        unwritten=[kind.label for kind in OWED_BY_CPMO if kind.value not in there],
    )


def free_to_issue(period: ReportingPeriod, forum: Forum, *, on: date) -> dict[int, str]:
    """Return who in CPMO could issue a board's pack on a day, by key: who did not prepare it.

    Whoever asked for the newest draft, or has a text in the pack as it is now, prepared it. Three
    statements.
    """
    drafts = Pack.objects.filter(snapshot__period=period, forum=forum.value, made_from=None)
    asked = drafts.order_by("-pk").values_list("requested_by", flat=True)[:1]
    texts = in_the_pack(versions(period, forum))
    prepared = {*asked, *(text.by_id for text in texts)}
    held = PostHolding.objects.held(on=on).filter(user__is_active=True, post__kind="cpmo")
    people = held.order_by("user__name").values_list("user_id", "user__name")
    return {key: name for key, name in people if key not in prepared}


def _kinds(texts: Iterable[EditionText]) -> list[str]:
    """Return what texts are called, each kind once, in their order."""
    return list(dict.fromkeys(TextKind(text.kind).label for text in texts))


def with_written_by(packs: PackQuerySet, *, by: int) -> PackQuerySet:
    """Annotate `is_written`: this account put a text in a draft; twin of `Readiness.wrote`."""
    of_it = EditionText.objects.filter(
        month_of=OuterRef("snapshot__period"),
        forum=OuterRef("forum"),
        at__lte=OuterRef("requested_at"),
    ).exclude(stage=DRAFT)
    later = EditionText.objects.filter(
        month_of=OuterRef("month_of"),
        forum=OuterRef("forum"),
        kind=OuterRef("kind"),
        place=OuterRef("place"),
        number__gt=OuterRef("number"),
        at__lte=OuterRef(OuterRef("requested_at")),
    ).exclude(stage=DRAFT)
    own = of_it.filter(~Exists(later), stage=TextStage.IN.value, by_id=by)
    return packs.annotate(is_written=Exists(own))


def with_withdrawn(packs: PackQuerySet) -> PackQuerySet:
    """Annotate what commissioners withdrew means for packs; twin of `withdrawn_since`.

    `is_withdrawn`: something since a pack, or what it is made from, was asked for. `is_to_correct`:
    that is so of a board's issued version, of the newest month that has one, and no correction of
    it was asked for.
    """
    since = {"at__gt": OuterRef("since_at")}
    judged = AssessmentWithdrawal.objects.filter(
        assessment__speaker=Speaker.COMMISSIONER.value, **since
    )
    tests = CellAct.objects.filter(said=Said.WITHDRAWN.value, **since)
    dates = GateAct.objects.filter(ruling=Ruling.WITHDRAWN.value, **since)
    own = Pack.objects.filter(forum=OuterRef("forum"), made_from=None).exclude(state="failed")
    corrections = own.filter(snapshot=OuterRef("snapshot"), number__gt=OuterRef("number"))
    later = own.filter(
        snapshot__period__month__gt=OuterRef("snapshot__period__month"), standing="final"
    )
    issued = Q(standing="final", state="ready", made_from=None, is_withdrawn=True)
    rows = packs.annotate(since_at=Coalesce("made_from__requested_at", "requested_at"))
    rows = rows.annotate(is_withdrawn=Q(Exists(judged)) | Q(Exists(tests)) | Q(Exists(dates)))
    to_correct = Q(issued, ~Exists(corrections), ~Exists(later))
    return rows.annotate(is_to_correct=to_correct)


def withdrawn_since(since: datetime, *, until: datetime) -> list[str]:
    """Return what commissioners withdrew between two moments: of requirements, tests and dates."""
    between = {"at__gt": since, "at__lte": until}
    judged = AssessmentWithdrawal.objects.filter(
        assessment__speaker=Speaker.COMMISSIONER.value, **between
    ).order_by()
    dates = GateAct.objects.filter(ruling=Ruling.WITHDRAWN.value, **between).order_by()
    cells = CellAct.objects.filter(said=Said.WITHDRAWN.value, **between).order_by()
    no_words, no_number = Value("", output_field=CharField()), Value(0)
    # In this order: whole requirements, which name no purpose, then tests, then dates.
    found = judged.values_list(
        Value(0), no_number, no_number, "assessment__requirement__ref", no_words
    ).union(
        cells.values_list(Value(1), "outcome__number", "test__number", no_words, no_words),
        dates.values_list(
            Value(2), no_number, no_number, "gate__requirement__ref", "gate__purpose"
        ),
    )
    return [_withdrawn_words(*row[1:]) for row in sorted(found)]


def _withdrawn_words(outcome: int, test: int, ref: str, purpose: str) -> str:
    """Return what was withdrawn: a test's judgement, or a requirement's, whole or of a date."""
    if outcome:
        return f"outcome {outcome}, test {test}"
    return f"{ref} ({Purpose(purpose).label.lower()} date)" if purpose else ref
