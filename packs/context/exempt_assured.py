"""What is exempt of what was said of requirements, tests and concerns, as `exempt` prints it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from assurance.facts import RequirementFacts
from assurance.words import Speaker, judgement_words
from assurance.words.cells import NOT_DECLARED
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.rules.texts import with_post
from packs.context.exempt_found import Finder, Found, Passage, of_ref
from packs.facts import PlanFacts
from packs.words import ItemKind


def _judgement(plan: PlanFacts, ref: str) -> Found | None:
    row = of_ref(plan.requirements, ref)
    if row is None:
        return None
    return _of_requirement(row, [*_reasons(row.assessments)])


def _of_requirement(row: RequirementFacts, passages: list[Passage]) -> Found:
    owner = row.owner.post if row.owner else None
    return Found(
        title=row.title, passages=passages, owner=owner, place=_place(row.outcome, row.test)
    )


def _place(outcome: int, test: int) -> str:
    return f"Priority outcome {outcome}, test {test}"


def _result(plan: PlanFacts, ref: str, speaker: Speaker) -> Found | None:
    row = of_ref(plan.requirements, ref)
    if row is None:
        return None
    own = [assessment for assessment in row.assessments if assessment.speaker is speaker]
    given = [
        ("Result", f"{assessment.judgement.label}, {_given(assessment)}") for assessment in own
    ]
    return _of_requirement(row, [*(given or [("Result", judgement_words(""))]), *_reasons(own)])


def _test(plan: PlanFacts, ref: str) -> Found | None:
    outcome, test = map(int, re.findall("[0-9]+", ref))
    title = next((row.title for row in plan.outcomes if row.number == outcome), None)
    acts = plan.judged.acts if plan.judged else ()
    own = [act for act in acts if (act.outcome, act.test) == (outcome, test)]
    passages = [(act.said.label, f"{_given(act)}. {act.reason}") for act in own]
    if title is None:
        return None
    return Found(
        title=title, passages=passages or [("Result", NOT_DECLARED)], place=_place(outcome, test)
    )


def _given(act: Any) -> str:
    """Return "9 Nov 2026, Ada Smith (Commissioner)"."""
    return f"{printed_day(london_day(act.at))}, {with_post(act.by_name, act.by_post)}"


def _reasons(assessments: Iterable[Any]) -> Iterator[Passage]:
    for assessment in assessments:
        yield (
            assessment.speaker.label,
            f"{assessment.rationale} Evidence: {assessment.evidence_cited or 'none cited'}",
        )


def _response(plan: PlanFacts, ref: str) -> Found | None:
    given = plan.assurance.responses if plan.assurance else ()
    rows = [response for response in given if response.ref == ref]
    if not rows:
        return None
    concerns = (concern for outcome in plan.outcomes for concern in outcome.concerns)
    concern = of_ref(concerns, ref)
    passages = [
        (f"{response.trend.label}, {printed_day(london_day(response.at))}", response.words)
        for response in rows
    ]
    title = concern.summary if concern else ref
    return Found(
        title=title, passages=passages, owner=rows[0].owner, place="Concern of commissioners"
    )


def evidence(plan: PlanFacts, ref: str) -> Found | None:
    """Find a piece of evidence: no pack has the title of one that is exempt."""
    row = of_ref(plan.evidence or (), ref)
    if row is None:
        return None
    passages = [("Serves", ", ".join(row.requirements))]
    return Found(title=row.title or row.type.label, passages=passages)


FINDERS: Mapping[ItemKind, Finder] = {
    ItemKind.JUDGEMENT: _judgement,
    ItemKind.RESULT: partial(_result, speaker=Speaker.COMMISSIONER),
    ItemKind.TEST: _test,
    ItemKind.CPMO_VIEW: partial(_result, speaker=Speaker.CPMO),
    ItemKind.OWN_VIEW: partial(_result, speaker=Speaker.COUNCIL),
    ItemKind.RESPONSE: _response,
}
