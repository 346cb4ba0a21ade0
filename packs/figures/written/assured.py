"""What people wrote around the requirements, as it is read before it is published (Rule 29)."""

from collections.abc import Iterator

from packs.facts import PlanFacts
from packs.figures.written.texts import WrittenText, said


def concerns(plan: PlanFacts) -> Iterator[WrittenText]:
    """Yield commissioners' concerns."""
    for outcome in plan.outcomes:
        for one in outcome.concerns:
            yield said(one.ref, one.summary)


def assessments(plan: PlanFacts) -> Iterator[WrittenText]:
    """Yield reasons and evidence of each result, and what its owner answered."""
    for row in plan.requirements:
        for one in row.assessments:
            given = f"{row.ref}, {one.speaker.short}: {one.judgement.label.lower()}"
            missing = (each.missing for each in one.considered)
            yield said(given, one.rationale, one.evidence_cited, *missing, who=one.by_name)
            if one.answer:
                answer = one.answer
                yield said(f"{row.ref}, answer of its owner", answer.reasons,
                           answer.evidence_cited, who=answer.by_name)  # fmt: skip
        for gate in row.gates:
            if ruling := gate.ruling:
                yield said(f"{row.ref}, {gate.purpose.label.lower()}", ruling.reason,
                           ruling.evidence_cited, who=ruling.by_name)  # fmt: skip
        for gone in row.withdrawn:
            yield said(f"{row.ref}, withdrawn", gone.reason, who=gone.by_name)
    for act in plan.judged.acts if plan.judged else ():
        yield said(f"Outcome {act.outcome}, test {act.test}", act.reason, act.evidence_cited,
                   who=act.by_name)  # fmt: skip


def responses(plan: PlanFacts) -> Iterator[WrittenText]:
    """Yield what the council answered to concerns."""
    for one in plan.assurance.responses if plan.assurance else ():
        yield said(one.ref, one.words, who=one.by_name)


def amendments(plan: PlanFacts) -> Iterator[WrittenText]:
    """Yield what was changed of the Assurance Plan, and why."""
    for one in plan.assurance.amendments if plan.assurance else ():
        yield said(one.requirement, one.reason, one.was, one.becomes, one.agreed_by,
                   who=one.by_name)  # fmt: skip


def requests(plan: PlanFacts) -> Iterator[WrittenText]:
    """Yield what commissioners asked of the council, and every step since."""
    for one in plan.assurance.requests if plan.assurance else ():
        yield said(f"Request {one.number}", one.words, one.owner,
                   *(step.words for step in one.steps), who=one.by_name)  # fmt: skip


def questions(plan: PlanFacts) -> Iterator[WrittenText]:
    """Yield answers to the three questions, uses of powers, reports to the Secretary of State."""
    if plan.assurance is None:
        return
    for answer in plan.assurance.answers:
        yield said(f"Question {answer.question}, {answer.speaker.short}", answer.narrative,
                   answer.evidence_cited, who=answer.by_name)  # fmt: skip
    for power in plan.assurance.powers:
        yield said(power.kind.label, power.title, power.reason, who=power.by_name)
    for report in plan.assurance.reports:
        steps = (step.words for step in report.steps)
        yield said(f"Report {report.number} to the Secretary of State", report.words,
                   *report.questions, report.differs, *steps, who=report.by_name)  # fmt: skip


def recommendations(plan: PlanFacts) -> Iterator[WrittenText]:
    """Yield recommendations with their actions, what was said of these, and how they are viewed."""
    for row in plan.assurance.recommendations if plan.assurance else ():
        name = f"Recommendation {row.number}"
        yield said(name, row.title, row.text, row.made_by)
        for action in row.actions:
            yield said(f"{name}, action {action.number}", action.words, action.owner)
            for one in action.reports:
                yield said(f"{name}, action {action.number}: {one.progress.label.lower()}",
                           one.words, one.evidence, who=one.by_name)  # fmt: skip
            for moved in action.extensions:
                yield said(f"{name}, action {action.number}: another date", moved.reason,
                           who=moved.by_name)  # fmt: skip
        for view in row.views:
            yield said(f"{name}: {view.opinion.label.lower()}", view.reason, view.evidence,
                       who=view.by_name)  # fmt: skip
