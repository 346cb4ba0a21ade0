"""What assessments cite, as far as a person may see it, and what rests on expired evidence (22)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import IntegerField, QuerySet, Subquery, Value

from assurance.facts.citations import CitedByActs, CitedFacts, OfAct
from assurance.models import (
    CellCitation,
    CellDraft,
    Citation,
    Evidence,
    EvidenceVersion,
    Gate,
    GateCitation,
    JudgementDraft,
)
from assurance.readings.drafts import Given
from assurance.readings.judgements import newest_column
from assurance.readings.seen import asker_of
from assurance.rules.citations import rest_on_expired
from assurance.rules.evidence import is_expired
from assurance.words import Judgement, Speaker
from assurance.words.cells import Subject
from assurance.words.evidence import Strength
from irp.models import User
from irp.prepared import Asker, rows_of

Of = tuple[Speaker, datetime]  # whose assessment, and when
CITED = (
    *("version_id", "version__evidence__ref", "version__evidence__title", "version__number"),
    *("strength", "record_value", "version__expires_on"),
)
OF_ACT = ("act__outcome__number", "act__test__number", "act__subject", "act__at")


def citations_of(ref: str, *, user: User, at: datetime, on: date) -> dict[Of, list[CitedFacts]]:
    """Return what each issued assessment of a requirement cites, in one statement.

    No draft's (Rule 23), and of pieces that the person may see (Rule 29).
    """
    found: dict[Of, list[CitedFacts]] = defaultdict(list)
    rows = Citation.objects.filter(
        assessment__requirement__ref=ref,
        assessment__issued=True,
        assessment__at__lte=at,
        version__evidence__in=Evidence.objects.visible_to(user),
    )
    for row in rows.select_related("assessment", "version__evidence").order_by("pk"):
        key = Speaker(row.assessment.speaker), row.assessment.at
        found[key].append(_cited(row.version, row, on=on))
    return dict(found)


def citations_of_gate(gate: Gate, *, user: User, on: date) -> dict[int, list[CitedFacts]]:
    """Return what each act on a date cites, by its key, of pieces that the person may see (29)."""
    found: dict[int, list[CitedFacts]] = defaultdict(list)
    seen = Evidence.objects.visible_to(user)
    rows = GateCitation.objects.filter(act__gate=gate, version__evidence__in=seen)
    for row in rows.select_related("version__evidence"):
        found[row.act_id].append(_cited(row.version, row, on=on))
    return dict(found)


def citations_of_tests(*, user: User, at: datetime, on: date, **cell: Any) -> CitedByActs:
    """Return what each act on a test cites, in one statement (Rules 20 and 21).

    Of pieces that the person may see (29). `cell` are columns of an act: all acts without.
    """
    rows = _of_tests(user, at, **cell).values_list(*CITED, *OF_ACT)
    return _by_act(rows.order_by("pk"), on=on)


def citations_of_position(
    *, user: User, at: datetime, on: date
) -> tuple[CitedByActs, frozenset[str]]:
    """Return what acts on tests cite, and of which requirements a judgement cites what has expired.

    Of commissioners' judgements in force, in one statement; of pieces that the person may see (29).
    """
    judged = Citation.objects.filter(
        assessment=_in_force(until=at),
        version__expires_on__lte=on,
        version__evidence__in=Evidence.objects.visible_to(user),
    )
    no_number = Value(0, output_field=IntegerField())
    of_requirements = judged.order_by().values_list(
        *CITED, no_number, no_number, "assessment__requirement__ref", "assessment__at"
    )
    of_tests = _of_tests(user, at).order_by().values_list(*CITED, *OF_ACT)
    rows = sorted(of_tests.union(of_requirements, all=True))
    expired = frozenset(row[-2] for row in rows if not row[-4])
    return _by_act([row for row in rows if row[-4]], on=on), expired


def _of_tests(user: User, at: datetime, **cell: Any) -> QuerySet[CellCitation]:
    return CellCitation.objects.filter(
        act__at__lte=at,
        version__evidence__in=Evidence.objects.visible_to(user),
        **{f"act__{name}": value for name, value in cell.items()},
    )


def _by_act(rows: Iterable[tuple[Any, ...]], *, on: date) -> CitedByActs:
    found: dict[OfAct, list[CitedFacts]] = defaultdict(list)
    for key, ref, title, number, strength, value, expires_on, *of in rows:
        outcome, test, subject, at = of
        expired_on = expires_on if is_expired(expires_on, on=on) else None
        piece = CitedFacts(key, ref, title, number, Strength(strength), value, expired_on)
        found[outcome, test, Subject(subject), at].append(piece)
    return {act: tuple(cited) for act, cited in found.items()}


def citations_of_draft(draft: CellDraft, *, user: User, on: date) -> list[CitedFacts]:
    """Return what a draft on a test cites; its values are pinned once it is agreed."""
    rows = EvidenceVersion.objects.filter(
        pk__in=[int(key) for key in draft.cites], evidence__in=Evidence.objects.visible_to(user)
    )
    return [
        _cited(row, NotYetPinned(draft.cites[str(row.pk)]), on=on)
        for row in rows.select_related("evidence").order_by("evidence__number")
    ]


class NotYetPinned(NamedTuple):
    """How strong a draft says a version is: what its record says is read when it is agreed."""

    strength: str
    record_value: str = ""


def _cited(version: EvidenceVersion, citation: Any, *, on: date) -> CitedFacts:
    expires_on = version.expires_on
    return CitedFacts(
        key=version.pk,
        ref=version.evidence.ref,
        title=version.evidence.title,
        number=version.number,
        strength=Strength(citation.strength),
        record_value=citation.record_value,
        expired_on=expires_on if is_expired(expires_on, on=on) else None,
    )


def cites_of(given: Given | None) -> dict[int, Strength]:
    """Return what an assessment or a draft cites: keys of versions, each with its strength."""
    if given is None:
        return {}
    if isinstance(given, JudgementDraft):
        return {int(key): Strength(word) for key, word in given.cites.items()}
    rows = Citation.objects.filter(assessment=given)
    return {key: Strength(word) for key, word in rows.values_list("version_id", "strength")}


def issued_citing(evidence: Evidence, *, at: datetime) -> list[str]:
    """Return who cites any version of a piece: what is issued or in force, never a draft (23)."""
    rows = Citation.objects.filter(
        version__evidence=evidence, assessment__issued=True, assessment__at__lte=at
    )
    told = rows.select_related("assessment__requirement").order_by("assessment__at", "pk")
    dates = GateCitation.objects.filter(version__evidence=evidence, act__at__lte=at)
    acts = [row.act for row in dates.select_related("act__gate__requirement")]
    of_dates = [
        f"{act.gate.get_purpose_display()} date of {act.gate.requirement.ref}" for act in acts
    ]
    tests = CellCitation.objects.filter(version__evidence=evidence, act__at__lte=at)
    of_tests = [
        f"{Subject(row.act.subject).label}: outcome {row.act.outcome.number}, "
        f"test {row.act.test.number}"
        for row in tests.select_related("act__outcome", "act__test").order_by("act__at", "pk")
    ]
    of_requirements = [
        f"{Speaker(row.assessment.speaker).label} of {row.assessment.requirement.ref}"
        for row in told
    ]
    return list(dict.fromkeys([*of_dates, *of_tests, *of_requirements]))


def resting_on_expired(*, at: datetime, on: date, user: User) -> tuple[str, ...]:
    """Return the requirements whose commissioners' judgement in force cites what has expired.

    In one statement, which grows with what has expired and not with the plan, and of pieces that
    the person may see.
    """
    kinds, mine = asker_of(user)
    told = rows_of(_resting, kinds, until=at, on=on, **mine)
    return rest_on_expired(told, on=on)


def _resting(
    kinds: frozenset[str], *, until: datetime, on: date, by: int | None = None
) -> QuerySet[Citation, Any]:
    """Return whose judgement in force rests on what has expired, and when it did."""
    expired = EvidenceVersion.objects.filter(expires_on__lte=on).order_by()
    if by:  # who sees not all
        seen = Evidence.objects.visible_to(Asker(kinds, by))
        expired = expired.filter(evidence__in=seen.values("pk"))
    rows = (
        Citation.objects.filter(version__in=expired.values("pk"), assessment=_in_force(until=until))
        .exclude(assessment__judgement=Judgement.NOT_APPLICABLE)
        .order_by("assessment__requirement__outcome__number", "assessment__requirement__ref")
    )
    return rows.values_list("assessment__requirement__ref", "version__expires_on")


def _in_force(*, until: datetime) -> Subquery:
    """Return the key of the commissioners' judgement in force of what a citation is about."""
    of = "assessment__requirement"
    return newest_column(Speaker.COMMISSIONER, "pk", until=until, of=of)
