"""What commissioners judged of tests: few acts, two of confidence, one that counts no more (21)."""

from datetime import date, datetime, timedelta

from assurance.actions.cell_drafts import agree_draft
from assurance.actions.cells import Judged, judge_test
from assurance.actions.withdrawals import withdraw_assessment
from assurance.models import (
    Assessment,
    AssuranceTest,
    CellAct,
    CellDraft,
    EvidenceVersion,
    PriorityOutcome,
    Requirement,
)
from assurance.readings.cells import acts_seen
from assurance.words import Judgement, Speaker
from assurance.words.cells import Said, Subject
from assurance.words.evidence import EvidenceKind, Strength
from exchange.demonstration.people import Cast
from irp.history import act, write_acts

DECLARED_IN = date(2026, 7, 1)
LOST = "PO6-T3-1"  # issued as met, withdrawn after the last pack: its test counts no more
# By the month in which they are agreed: outcome, test, what is said, why, on what evidence.
SAID = {
    date(2026, 6, 1): (
        4, 2, Said.NOT_CONFIDENT,
        "The workforce strategy is agreed and little of it is in use. The next sight of it is due "
        "with the directorates’ plans.",
        "",
    ),
    date(2026, 9, 1): (
        5, 3, Said.CONFIDENT,
        "Two reviews in a row found the same controls working, though not every requirement is "
        "met yet.",
        "Follow-up by internal audit, September 2026",
    ),
}  # fmt: skip


def judge_tests(month: date, *, cast: Cast, at: datetime) -> None:
    """Let commissioners judge what they did in a month, drafted by one and agreed by the other."""
    if month in SAID:
        outcome, test, verdict, reason, evidence = SAID[month]
        _agree(_judged(outcome, test, verdict, reason, evidence, at=at), cast=cast, at=at)
    if month == DECLARED_IN:
        row = Requirement.objects.get(ref=LOST)
        _issue_met(row, cast=cast, at=at)
        words = f"{LOST}, its one requirement, is issued as met."
        cited = "Minutes of the IRB, July 2026"
        judged = _judged(row.outcome.number, row.test.number, Said.MET, words, cited, at=at)
        _agree(judged, cast=cast, at=at + timedelta(minutes=30))


def lose_and_draft(*, cast: Cast, at: datetime) -> None:
    """Withdraw what one test rested on since the last pack, and draft what awaits agreement."""
    if not CellAct.objects.exists():  # a demonstration of earlier months
        return
    lead, _ = cast.commissioners
    withdraw_assessment(
        Requirement.objects.get(ref=LOST),
        speaker=Speaker.COMMISSIONER,
        reason="What was cited covers one directorate only. The others have shown nothing yet.",
        by=lead,
        at=at,
    )
    draft = _judged(
        9, 3, Said.CONFIDENT,
        "The council and CPMO see progress, and two sessions bore it out.",
        "Session of commissioners, November 2026",
        at=at,
    )  # fmt: skip
    judge_test(draft, version=0, by=lead, at=at + timedelta(minutes=20))


def _issue_met(row: Requirement, *, cast: Cast, at: datetime) -> None:
    """Write an issued "met" in the row of `assess_requirement`."""
    columns = {
        "requirement": row,
        "speaker": Speaker.COMMISSIONER.value,
        "judgement": Judgement.MET.value,
        "rationale": "In place and seen to work in two sessions.",
        "evidence_cited": "Minutes of the IRB, July 2026",
        "issued": True,
    }
    write_acts([act(Assessment, by=cast.commissioners[0], at=at, **columns)])


def _agree(judged: Judged, *, cast: Cast, at: datetime) -> None:
    lead, second = cast.commissioners
    seen = acts_seen(judged.outcome, judged.test, judged.subject)
    draft = judge_test(judged, version=seen, by=second, at=at)
    assert isinstance(draft, CellDraft), draft  # a second agrees, as the setting has it
    agree_draft(draft, version=seen, by=lead, at=at + timedelta(minutes=10))


def _judged(
    outcome: int, test: int, verdict: Said, reason: str, evidence: str, *, at: datetime
) -> Judged:
    return Judged(
        outcome=PriorityOutcome.objects.get(number=outcome),
        test=AssuranceTest.objects.get(number=test),
        subject=Subject.MET if verdict is Said.MET else Subject.CONFIDENCE,
        said=verdict,
        reason=reason,
        evidence_cited=evidence,
        cites=_held(outcome, test, at=at),
    )


def _held(outcome: int, test: int, *, at: datetime) -> dict[int, Strength]:
    """Return the newest version of what is evidence there, as strong; at most two pieces."""
    rows = EvidenceVersion.objects.filter(
        evidence__uses__requirement__outcome__number=outcome,
        evidence__uses__requirement__test__number=test,
        evidence__uses__ended=False,
        at__lte=at,
    ).exclude(evidence__kind=EvidenceKind.LINK)
    newest = {row.evidence_id: row.pk for row in rows.order_by("number")}
    return dict.fromkeys(list(newest.values())[-2:], Strength.STRONG)
