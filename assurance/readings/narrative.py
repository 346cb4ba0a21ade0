"""Answers to the contextual questions, acts under the directions and amendments, up to a moment."""

from collections.abc import Iterable

from assurance.facts.narrative import (
    AmendmentFacts,
    PowerFacts,
    QuestionAnswerFacts,
    SecretaryReportFacts,
    SecretaryStepFacts,
)
from assurance.models import (
    Amendment,
    ContextualQuestion,
    PowerAct,
    QuestionAnswer,
    Requirement,
    SecretaryReport,
    SecretaryReportStep,
)
from assurance.readings.reports import is_published
from assurance.words import Speaker
from assurance.words.amendments import AmendmentKind
from assurance.words.narrative import Answer, Power
from assurance.words.reports import Limb, ReportStep
from irp.readings import Source


def question_answers(source: Source) -> tuple[QuestionAnswerFacts, ...]:
    """Return every answer to a contextual question, the newest first, in two statements."""
    numbers = dict(source.columns(ContextualQuestion, "id", "number"))
    return tuple(
        QuestionAnswerFacts(
            question=numbers[row.question_id],
            speaker=Speaker(row.speaker),
            answer=Answer(row.answer),
            narrative=row.narrative,
            evidence_cited=row.evidence_cited,
            by_name=row.by_name,
            by_post=row.by_post,
            at=row.at,
        )
        for row in reversed(source.acts(QuestionAnswer))
    )


def powers(source: Source) -> tuple[PowerFacts, ...]:
    """Return the acts under the directions, the newest first, in one statement."""
    rows = source.acts(PowerAct)
    return tuple(
        PowerFacts(
            number=row.number,
            kind=Power(row.kind),
            title=row.title,
            reason=row.reason,
            done_on=row.done_on,
            by_name=row.by_name,
            by_post=row.by_post,
            at=row.at,
        )
        for row in sorted(rows, key=lambda row: (row.done_on, row.number), reverse=True)
    )


def published_reports(source: Source) -> tuple[SecretaryReportFacts, ...]:
    """Return the reports published by the moment, the newest first, in two statements.

    One that commissioners have not published is absent, with every step of it (Rules 23 and 24c).
    """
    until = source.at
    steps: dict[int, list[SecretaryReportStep]] = {}
    taken = SecretaryReportStep.objects.everything().filter(at__lte=until)
    for step in taken.order_by("report", "number"):
        steps.setdefault(step.report_id, []).append(step)
    public = {key: steps_taken for key, steps_taken in steps.items() if is_published(steps_taken)}
    rows = SecretaryReport.objects.everything().filter(pk__in=public).select_related("pinned")
    return tuple(_report(row, public[row.pk]) for row in rows.order_by("-number"))


def _report(row: SecretaryReport, steps: Iterable[SecretaryReportStep]) -> SecretaryReportFacts:
    return SecretaryReportFacts(
        number=row.number,
        month=row.pinned.month,
        limb=Limb(row.limb),
        words=row.words,
        questions=(row.question_1, row.question_2, row.question_3),
        differs=row.differs,
        by_name=row.by_name,
        by_post=row.by_post,
        at=row.at,
        steps=tuple(
            SecretaryStepFacts(
                step=ReportStep(step.step),
                words=step.words,
                by_name=step.by_name,
                by_post=step.by_post,
                at=step.at,
            )
            for step in steps
        ),
    )


def amendments(source: Source) -> tuple[AmendmentFacts, ...]:
    """Return the amendments of the Assurance Plan, the newest first, in two statements."""
    refs = dict(source.columns(Requirement, "id", "ref"))
    rows = source.acts(Amendment)
    same = ("number", "agreed_by", "reason", "was", "becomes", "by_name", "by_post", "at")
    return tuple(
        AmendmentFacts(
            **{name: getattr(row, name) for name in same},
            kind=AmendmentKind(row.kind),
            requirement=refs[row.requirement_id],
        )
        for row in sorted(rows, key=lambda row: row.number, reverse=True)
    )
