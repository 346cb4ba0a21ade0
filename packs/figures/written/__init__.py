"""What people wrote that an edition prints, read before it is published (Rule 29)."""

from collections.abc import Iterator, Mapping

from irp.words import WITHHELD, Oversight
from packs.facts import PlanFacts
from packs.facts.edition import PinnedFacts
from packs.facts.meetings import BoardActionFacts, ItemFacts
from packs.figures.written.assured import (
    amendments,
    assessments,
    concerns,
    questions,
    recommendations,
    requests,
    responses,
)
from packs.figures.written.sorts import PRINTED_FOR, PRINTED_IN, Sort
from packs.figures.written.texts import WrittenGroup, WrittenText, said
from packs.words import Forum
from programmes.facts import ProgrammeFacts
from programmes.words import TEXTS


def written(
    plan: PlanFacts, pinned: PinnedFacts, forum: Forum, extract: Oversight | None = None
) -> list[WrittenGroup]:
    """Return what people wrote, by sort; what is withheld is no part of it.

    Of a committee's extract, what the contents that it is given print: `extract` is what it
    oversees.
    """
    delivery = {
        Sort.TEXTS: _texts(pinned),
        Sort.SOUGHT: (one for item in pinned.items for one in _item(item)),
        Sort.BOARD: _board(plan, forum),
        Sort.SINCE: (said(one.who, one.what) for one in pinned.since),
        Sort.POINTS: _points(plan),
        Sort.RATINGS: (one for row in plan.programmes for one in _ratings(row)),
        Sort.RETURNS: (one for row in plan.programmes for one in _return(row, plan)),
        Sort.REGISTERS: _registers(plan),
        Sort.MONEY: _money(plan),
        Sort.CHANGES: _changes(plan),
    }
    found: Mapping[Sort, Iterator[WrittenText]] = delivery | {
        Sort.CONCERNS: concerns(plan),
        Sort.ASSESSMENTS: assessments(plan),
        Sort.RESPONSES: responses(plan),
        Sort.AMENDMENTS: amendments(plan),
        Sort.REQUESTS: requests(plan),
        Sort.QUESTIONS: questions(plan),
        Sort.RECOMMENDATIONS: recommendations(plan),
    }
    groups = (
        WrittenGroup(title=sort.value, texts=tuple(one for one in found[sort] if one.words))
        for sort in (PRINTED_IN[extract] if extract else PRINTED_FOR[forum])
    )
    return [one for one in groups if one.texts]


def _texts(pinned: PinnedFacts) -> Iterator[WrittenText]:
    for one in pinned.texts:
        yield said(one.kind.named(one.place), one.words, one.way_back, who=one.by_name)
    if pinned.corrects:
        yield said("Reason of the correction", pinned.corrects.words)


def _item(item: ItemFacts) -> Iterator[WrittenText]:
    parts = (item.ask, item.options, item.recommendation, item.without)
    who = "" if item.asked_by == WITHHELD else item.asked_by
    yield said(f"Item {item.number}", *parts, who=who)


def _board(plan: PlanFacts, forum: Forum) -> Iterator[WrittenText]:
    if plan.boards is None:
        return
    for meeting in plan.boards.meetings:
        for item in meeting.items if meeting.forum is forum else ():
            yield said(f"Item {item.number}", item.ask)
            for end in item.ends:
                yield said(f"Item {item.number}, {end.fate.label.lower()}", end.words,
                           who=end.by_name)  # fmt: skip
    for action in plan.boards.actions:
        if action.forum is forum:
            yield _action(action)


def _action(action: BoardActionFacts) -> WrittenText:
    return said(action.ref, action.words, *(one.words for one in action.steps), who=action.owner)


def _points(plan: PlanFacts) -> Iterator[WrittenText]:
    for one in plan.points or ():
        yield said(one.ref, one.words, one.asked_of, *(step.words for step in one.steps),
                   who=one.by_name)  # fmt: skip


def _ratings(row: ProgrammeFacts) -> Iterator[WrittenText]:
    for one in row.ret.ratings if row.ret else ():
        rated = f"{row.name}, {one.voice.label}: {one.rating.label}"
        beside = one.dimensions.reason if one.dimensions else ""
        yield said(rated, one.reason, beside, who=one.by_name)


def _return(row: ProgrammeFacts, plan: PlanFacts) -> Iterator[WrittenText]:
    for name, label in TEXTS.items() if row.ret else ():
        yield said(f"{row.name}: {label.lower()}", getattr(row.ret, name))
    for step in row.ret.steps if row.ret else ():
        yield said(f"{row.name}: {step.to_state.label.lower()}", step.reason, who=step.by_name)
    for milestone in row.milestones:
        # The newest is printed of one that was not reported this month.
        for number, one in enumerate(milestone.reports):
            if not number or one.month == plan.period.month:
                parts = (one.narrative, one.reason, one.evidence, one.no_evidence, one.handed_to)
                yield said(milestone.ref, *parts, who=one.by_name)
        for done in milestone.completions:
            yield said(f"{milestone.ref}: {done.what.label.lower()}", done.reason, who=done.by_name)
        for given in milestone.recurring.reported if milestone.recurring else ():
            yield said(milestone.ref, given.reason, who=given.by_name)


def _registers(plan: PlanFacts) -> Iterator[WrittenText]:
    for risk in plan.raid.risks if plan.raid else ():
        yield said(risk.ref, risk.title, risk.mitigation, risk.controls, who=risk.owner or "")
    for issue in plan.raid.issues if plan.raid else ():
        yield said(issue.ref, issue.title, who=issue.owner or "")
    for one in plan.dependencies or ():
        yield said(one.ref, one.title)


def _money(plan: PlanFacts) -> Iterator[WrittenText]:
    years = plan.money.years if plan.money else ()
    named = {one.initiative.ref: one.initiative for year in years for one in year.savings}
    for saving in named.values():
        yield said(saving.ref, saving.title, who=saving.owner or "")
    for lot in plan.money.lots if plan.money else ():
        yield said(lot.ref, lot.title, who=lot.owner or "")
    for kept in plan.benefits or ():
        one = kept.benefit
        yield said(one.ref, one.title, one.measure, one.unit, who=one.owner or "")


def _changes(plan: PlanFacts) -> Iterator[WrittenText]:
    for milestone in plan.milestones:
        if newest := milestone.baselines[-1:]:
            (base,) = newest
            yield said(f"{milestone.ref}, B{base.number}", base.reason, who=base.by_name)
    for one in plan.changes or ():
        rows = (words for row in one.rows for words in (row.new_title, row.run_by))
        yield said(one.ref, one.reason, *rows)


__all__ = ["WrittenGroup", "WrittenText", "written"]
