"""What people wrote around the requirements, as it is read before it is published (Rule 29)."""

from collections.abc import Iterator

from packs.facts import PlanFacts
from packs.figures.written.texts import WrittenText, passage


def concerns(plan: PlanFacts) -> Iterator[WrittenText]:
    """Yield commissioners' concerns."""
    for outcome in plan.outcomes:
        for concern in outcome.concerns:
            yield passage(concern.ref, concern.summary)


def assessments(plan: PlanFacts) -> Iterator[WrittenText]:
    """Yield reasons and evidence of each result, and what its owner answered."""
    for row in plan.requirements:
        for assessment in row.assessments:
            given = f"{row.ref}, {assessment.speaker.short}: {assessment.judgement.label.lower()}"
            missing = (each.missing for each in assessment.considered)
            yield passage(
                given,
                assessment.rationale,
                assessment.evidence_cited,
                *missing,
                who=assessment.by_name,
            )
            if assessment.answer:
                answer = assessment.answer
                yield passage(
                    f"{row.ref}, answer of its owner",
                    answer.reasons,
                    answer.evidence_cited,
                    who=answer.by_name,
                )
        for gate in row.gates:
            if ruling := gate.ruling:
                yield passage(
                    f"{row.ref}, {gate.purpose.label.lower()}",
                    ruling.reason,
                    ruling.evidence_cited,
                    who=ruling.by_name,
                )
        for gone in row.withdrawn:
            yield passage(f"{row.ref}, withdrawn", gone.reason, who=gone.by_name)
    for act in plan.judged.acts if plan.judged else ():
        yield passage(
            f"Outcome {act.outcome}, test {act.test}",
            act.reason,
            act.evidence_cited,
            who=act.by_name,
        )


def responses(plan: PlanFacts) -> Iterator[WrittenText]:
    """Yield what the council answered to concerns."""
    for response in plan.assurance.responses if plan.assurance else ():
        yield passage(response.ref, response.words, who=response.by_name)


def amendments(plan: PlanFacts) -> Iterator[WrittenText]:
    """Yield what was changed of the Assurance Plan, and why."""
    for amendment in plan.assurance.amendments if plan.assurance else ():
        yield passage(
            amendment.requirement,
            amendment.reason,
            amendment.was,
            amendment.becomes,
            amendment.agreed_by,
            who=amendment.by_name,
        )


def requests(plan: PlanFacts) -> Iterator[WrittenText]:
    """Yield what commissioners asked of the council, and every step since."""
    for request in plan.assurance.requests if plan.assurance else ():
        yield passage(
            f"Request {request.number}",
            request.words,
            request.owner,
            *(step.words for step in request.steps),
            who=request.by_name,
        )


def questions(plan: PlanFacts) -> Iterator[WrittenText]:
    """Yield answers to the three questions, uses of powers, reports to the Secretary of State."""
    if plan.assurance is None:
        return
    for answer in plan.assurance.answers:
        yield passage(
            f"Question {answer.question}, {answer.speaker.short}",
            answer.narrative,
            answer.evidence_cited,
            who=answer.by_name,
        )
    for power in plan.assurance.powers:
        yield passage(power.kind.label, power.title, power.reason, who=power.by_name)
    for report in plan.assurance.reports:
        steps = (step.words for step in report.steps)
        yield passage(
            f"Report {report.number} to the Secretary of State",
            report.words,
            *report.questions,
            report.differs,
            *steps,
            who=report.by_name,
        )


def recommendations(plan: PlanFacts) -> Iterator[WrittenText]:
    """Yield recommendations with their actions, what was said of these, and how they are viewed."""
    for row in plan.assurance.recommendations if plan.assurance else ():
        name = f"Recommendation {row.number}"
        yield passage(name, row.title, row.text, row.made_by)
        for action in row.actions:
            yield passage(f"{name}, action {action.number}", action.words, action.owner)
            for report in action.reports:
                yield passage(
                    f"{name}, action {action.number}: {report.progress.label.lower()}",
                    report.words,
                    report.evidence,
                    who=report.by_name,
                )
            for moved in action.extensions:
                yield passage(
                    f"{name}, action {action.number}: another date", moved.reason, who=moved.by_name
                )
        for view in row.views:
            yield passage(
                f"{name}: {view.opinion.label.lower()}",
                view.reason,
                view.evidence,
                who=view.by_name,
            )
