"""What happened between a month's freeze and the asking for its pack, by name. Pure.

No figure of the pack moves for it (Rule 14); what commissioners issued or withdrew meanwhile is
told here (Rule 24e), bad news first.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from assurance.facts import RequirementFacts
from assurance.words import Speaker, judgement_words
from assurance.words.cells import Said
from assurance.words.gates import Ruling
from irp.rules.texts import with_post
from packs.facts import PlanFacts
from packs.facts.edition import SinceFacts
from packs.rules.since import Weight, weight_of
from programmes.figures.restructuring import deed_words

COMMISSIONERS = Speaker.COMMISSIONER.short
DATE_WITHDRAWN = re.compile(
    rf"{COMMISSIONERS}: (?P<purpose>[^.]+ date) {Ruling.WITHDRAWN.label.lower()}\. (?P<ref>\S+) "
)
Weighed = tuple[Weight, SinceFacts]


def since_freeze(now: PlanFacts, then: PlanFacts) -> tuple[SinceFacts, ...]:
    """Return the acts of after a freeze, the worst first, each kind in the order of time.

    `then` is what was frozen.
    """
    found = [
        *(act for row in now.requirements for act in _judged(row, then.taken_at)),
        *_tests(now, then.taken_at),
        *_requests(now, then.taken_at),
        *_points(now, then.taken_at),
        *(
            _told(deed_words(deed), deed.by_name, deed.by_post, deed.at)
            for deed in now.restructurings
            if deed.at > then.taken_at
        ),
    ]
    found.sort(key=lambda weighed: (weighed[0], weighed[1].at, weighed[1].what))
    return tuple(act for _, act in found)


def withdrawals(since: Iterable[SinceFacts]) -> tuple[str, ...]:
    """Return what commissioners withdrew: "PO6-T3-1", "outcome 8, test 1", "PO6-T3-1 (… date)"."""
    found = []
    for happened in since:
        if date := DATE_WITHDRAWN.match(happened.what):
            found.append(f"{date['ref']} ({date['purpose']})")
            continue
        act, _, about = happened.what.partition("”. ")
        if act.startswith(f"{COMMISSIONERS} withdrew"):
            is_test = about.startswith("Outcome ")
            found.append(about[:1].lower() + about[1:] if is_test else about.partition(" ")[0])
    return tuple(dict.fromkeys(found))


def _told(what: str, name: str, post: str, at: datetime, weight: Weight = Weight.OTHER) -> Weighed:
    return weight, SinceFacts(what=what, who=with_post(name, post), at=at)


def _judged(row: RequirementFacts, since: datetime) -> Iterator[Weighed]:
    """Yield what was issued and withdrawn of a requirement, and said of its dates."""
    about = f"{row.ref} {row.title}"
    for assessment in row.assessments:
        if assessment.at > since:
            what = f"{assessment.speaker.short}: {judgement_words(assessment.judgement)}. {about}"
            yield _told(
                what,
                assessment.by_name,
                assessment.by_post,
                assessment.at,
                weight_of(assessment.judgement),
            )
    for gone in row.withdrawn:
        if gone.at > since:
            words = judgement_words(gone.said.judgement).lower()
            what = f"{gone.said.speaker.short} withdrew “{words}”. {about}"
            yield _told(what, gone.by_name, gone.by_post, gone.at, Weight.TAKEN_BACK)
    for gate in row.gates:
        if gate.ruling and gate.ruling.at > since:
            act, ruled = gate.ruling, gate.ruling.ruling.label.lower()
            what = f"{COMMISSIONERS}: {gate.purpose.label.lower()} date {ruled}. {about}"
            yield _told(what, act.by_name, act.by_post, act.at, weight_of(act.ruling))


def _tests(now: PlanFacts, since: datetime) -> Iterator[Weighed]:
    """Yield what commissioners declared and withdrew of tests."""
    for act in now.judged.acts if now.judged else ():
        if act.at > since:
            what = (
                f"{COMMISSIONERS} withdrew “{act.subject.label.lower()}”"
                if act.said is Said.WITHDRAWN
                else f"{COMMISSIONERS}: {act.said.label}"
            )
            what = f"{what}. Outcome {act.outcome}, test {act.test}"
            yield _told(what, act.by_name, act.by_post, act.at, weight_of(act.said))


def _requests(now: PlanFacts, since: datetime) -> Iterator[Weighed]:
    for change in now.changes or ():
        for step in change.steps:
            if step.at > since:
                what = f"Change request {change.ref}: {step.act.label.lower()}"
                yield _told(what, step.by_name, step.by_post, step.at)


def _points(now: PlanFacts, since: datetime) -> Iterator[Weighed]:
    for point in now.points or ():
        for step in point.steps:
            if step.at > since:
                what = f"{point.ref}: {step.stage.label.lower()}"
                yield _told(what, step.by_name, step.by_post, step.at)
