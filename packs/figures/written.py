"""What people wrote that an edition prints, read before it is published (Rule 29)."""

from collections.abc import Iterator
from dataclasses import dataclass

from irp.words import WITHHELD
from packs.facts import PlanFacts
from packs.facts.edition import PinnedFacts
from packs.facts.meetings import BoardActionFacts, ItemFacts
from packs.words import Forum
from packs.words.edition import TextKind
from programmes.facts import ProgrammeFacts
from programmes.words import TEXTS


@dataclass(frozen=True, kw_only=True)
class WrittenText:
    """One text: of what it is, who wrote it where that is known, and its words."""

    what: str
    who: str
    words: str


@dataclass(frozen=True, kw_only=True)
class WrittenGroup:
    """The texts of one sort."""

    title: str
    texts: tuple[WrittenText, ...]


def written(plan: PlanFacts, pinned: PinnedFacts, forum: Forum) -> list[WrittenGroup]:
    """Return what people wrote, by sort; what is withheld is no part of it."""
    found = [
        ("Texts of the pack", _texts(pinned)),
        ("Decisions sought", (one for item in pinned.items for one in _item(item))),
        ("Decisions and actions of the last meeting", _board(plan, forum)),
        ("Asks and challenges", _points(plan)),
        ("Reasons for ratings", (one for row in plan.programmes for one in _ratings(row))),
        ("What returns say", (one for row in plan.programmes for one in _return(row, plan))),
    ]
    found.append(("Risks and benefits", _registers(plan)))
    found.append(("Reasons for changes", _changes(plan)))
    if forum is Forum.IRB:
        found.append(("Concerns of commissioners", _concerns(plan)))
        found.append(("Reasons for assessments", _assessments(plan)))
        found.append(("Responses to concerns", _responses(plan)))
    groups = (
        WrittenGroup(title=title, texts=tuple(one for one in texts if one.words))
        for title, texts in found
    )
    return [one for one in groups if one.texts]


def _said(what: str, *words: str, who: str = "") -> WrittenText:
    """Return a text in its parts; nothing in the place of what is withheld."""
    kept = [one for one in words if one and one != WITHHELD]
    return WrittenText(what=what, who=who, words="\n".join(kept))


def _texts(pinned: PinnedFacts) -> Iterator[WrittenText]:
    for one in pinned.texts:
        name = f"{one.kind.label} {one.place}" if one.kind is TextKind.WORRY else one.kind.label
        yield _said(name, one.words, one.way_back, who=one.by_name)
    if pinned.corrects:
        yield _said("Reason of the correction", pinned.corrects.words)


def _item(item: ItemFacts) -> Iterator[WrittenText]:
    parts = (item.ask, item.options, item.recommendation, item.without)
    who = "" if item.asked_by == WITHHELD else item.asked_by
    yield _said(f"Item {item.number}", *parts, who=who)


def _board(plan: PlanFacts, forum: Forum) -> Iterator[WrittenText]:
    if plan.boards is None:
        return
    for meeting in plan.boards.meetings:
        for item in meeting.items if meeting.forum is forum else ():
            for end in item.ends:
                yield _said(f"Item {item.number}, {end.fate.label.lower()}", end.words,
                            who=end.by_name)  # fmt: skip
    for action in plan.boards.actions:
        if action.forum is forum:
            yield _action(action)


def _action(action: BoardActionFacts) -> WrittenText:
    return _said(action.ref, action.words, *(one.words for one in action.steps), who=action.owner)


def _points(plan: PlanFacts) -> Iterator[WrittenText]:
    for one in plan.points or ():
        yield _said(one.ref, one.words, *(step.words for step in one.steps), who=one.by_name)


def _ratings(row: ProgrammeFacts) -> Iterator[WrittenText]:
    for one in row.ret.ratings if row.ret else ():
        said = f"{row.name}, {one.voice.label}: {one.rating.label}"
        beside = one.dimensions.reason if one.dimensions else ""
        yield _said(said, one.reason, beside, who=one.by_name)


def _return(row: ProgrammeFacts, plan: PlanFacts) -> Iterator[WrittenText]:
    for name, label in TEXTS.items() if row.ret else ():
        yield _said(f"{row.name}: {label.lower()}", getattr(row.ret, name))
    for step in row.ret.steps if row.ret else ():
        yield _said(f"{row.name}: {step.to_state.label.lower()}", step.reason, who=step.by_name)
    for milestone in row.milestones:
        # The newest is printed of one that was not reported this month.
        for number, one in enumerate(milestone.reports):
            if not number or one.month == plan.period.month:
                parts = (one.narrative, one.reason, one.evidence, one.no_evidence, one.handed_to)
                yield _said(milestone.ref, *parts, who=one.by_name)


def _registers(plan: PlanFacts) -> Iterator[WrittenText]:
    for one in plan.raid.risks if plan.raid else ():
        yield _said(one.ref, one.mitigation, one.controls, who=one.owner or "")
    for kept in plan.benefits or ():
        yield _said(kept.benefit.ref, kept.benefit.measure, who=kept.benefit.owner or "")


def _changes(plan: PlanFacts) -> Iterator[WrittenText]:
    for one in plan.changes or ():
        titles = (row.new_title for row in one.rows)
        yield _said(one.ref, one.reason, *titles)


def _concerns(plan: PlanFacts) -> Iterator[WrittenText]:
    for outcome in plan.outcomes:
        for one in outcome.concerns:
            yield _said(one.ref, one.summary)


def _assessments(plan: PlanFacts) -> Iterator[WrittenText]:
    for row in plan.requirements:
        for one in row.assessments:
            said = f"{row.ref}, {one.speaker.short}: {one.judgement.label.lower()}"
            yield _said(said, one.rationale, one.evidence_cited, who=one.by_name)
            if one.answer:
                answered = f"{row.ref}, answer of its owner"
                yield _said(answered, one.answer.reasons, who=one.answer.by_name)


def _responses(plan: PlanFacts) -> Iterator[WrittenText]:
    for one in plan.assurance.responses if plan.assurance else ():
        yield _said(one.ref, one.words, who=one.by_name)
