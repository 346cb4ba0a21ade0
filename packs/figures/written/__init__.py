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
from packs.figures.written.texts import WrittenGroup, WrittenText, passage
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
        Sort.SOUGHT: (text for item in pinned.items for text in _item(item)),
        Sort.BOARD: _board(plan, forum),
        Sort.SINCE: (passage(act.who, act.what) for act in pinned.since),
        Sort.POINTS: _points(plan),
        Sort.RATINGS: (text for row in plan.programmes for text in _ratings(row)),
        Sort.RETURNS: (text for row in plan.programmes for text in _return(row, plan)),
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
        WrittenGroup(title=sort.value, texts=tuple(text for text in found[sort] if text.words))
        for sort in (PRINTED_IN[extract] if extract else PRINTED_FOR[forum])
    )
    return [group for group in groups if group.texts]


def _texts(pinned: PinnedFacts) -> Iterator[WrittenText]:
    for text in pinned.texts:
        yield passage(text.kind.named(text.place), text.words, text.way_back, who=text.by_name)
    if pinned.corrects:
        yield passage("Reason of the correction", pinned.corrects.words)


def _item(item: ItemFacts) -> Iterator[WrittenText]:
    parts = (item.ask, item.options, item.recommendation, item.without)
    who = "" if item.asked_by == WITHHELD else item.asked_by
    yield passage(f"Item {item.number}", *parts, who=who)


def _board(plan: PlanFacts, forum: Forum) -> Iterator[WrittenText]:
    if plan.boards is None:
        return
    for meeting in plan.boards.meetings:
        for item in meeting.items if meeting.forum is forum else ():
            yield passage(f"Item {item.number}", item.ask)
            for end in item.ends:
                yield passage(
                    f"Item {item.number}, {end.fate.label.lower()}", end.words, who=end.by_name
                )
    for action in plan.boards.actions:
        if action.forum is forum:
            yield _action(action)


def _action(action: BoardActionFacts) -> WrittenText:
    return passage(
        action.ref, action.words, *(step.words for step in action.steps), who=action.owner
    )


def _points(plan: PlanFacts) -> Iterator[WrittenText]:
    for point in plan.points or ():
        yield passage(
            point.ref,
            point.words,
            point.asked_of,
            *(step.words for step in point.steps),
            who=point.by_name,
        )


def _ratings(row: ProgrammeFacts) -> Iterator[WrittenText]:
    for rating in row.ret.ratings if row.ret else ():
        rated = f"{row.name}, {rating.voice.label}: {rating.rating.label}"
        beside = rating.dimensions.reason if rating.dimensions else ""
        yield passage(rated, rating.reason, beside, who=rating.by_name)


def _return(row: ProgrammeFacts, plan: PlanFacts) -> Iterator[WrittenText]:
    for name, label in TEXTS.items() if row.ret else ():
        yield passage(f"{row.name}: {label.lower()}", getattr(row.ret, name))
    for step in row.ret.steps if row.ret else ():
        yield passage(f"{row.name}: {step.to_state.label.lower()}", step.reason, who=step.by_name)
    for milestone in row.milestones:
        # The newest is printed of one that was not reported this month.
        for number, report in enumerate(milestone.reports):
            if not number or report.month == plan.period.month:
                parts = (
                    report.narrative,
                    report.reason,
                    report.evidence,
                    report.no_evidence,
                    report.handed_to,
                )
                yield passage(milestone.ref, *parts, who=report.by_name)
        for done in milestone.completions:
            yield passage(
                f"{milestone.ref}: {done.what.label.lower()}", done.reason, who=done.by_name
            )
        for given in milestone.recurring.reported if milestone.recurring else ():
            yield passage(milestone.ref, given.reason, who=given.by_name)


def _registers(plan: PlanFacts) -> Iterator[WrittenText]:
    for risk in plan.raid.risks if plan.raid else ():
        yield passage(risk.ref, risk.title, risk.mitigation, risk.controls, who=risk.owner or "")
    for issue in plan.raid.issues if plan.raid else ():
        yield passage(issue.ref, issue.title, who=issue.owner or "")
    for dependency in plan.dependencies or ():
        yield passage(dependency.ref, dependency.title)


def _money(plan: PlanFacts) -> Iterator[WrittenText]:
    years = plan.money.years if plan.money else ()
    named = {row.initiative.ref: row.initiative for year in years for row in year.savings}
    for saving in named.values():
        yield passage(saving.ref, saving.title, who=saving.owner or "")
    for lot in plan.money.lots if plan.money else ():
        yield passage(lot.ref, lot.title, who=lot.owner or "")
    for row in plan.benefits or ():
        benefit = row.benefit
        yield passage(
            benefit.ref, benefit.title, benefit.measure, benefit.unit, who=benefit.owner or ""
        )


def _changes(plan: PlanFacts) -> Iterator[WrittenText]:
    for milestone in plan.milestones:
        if newest := milestone.baselines[-1:]:
            (base,) = newest
            yield passage(f"{milestone.ref}, B{base.number}", base.reason, who=base.by_name)
    for change in plan.changes or ():
        rows = (words for row in change.rows for words in (row.new_title, row.run_by))
        yield passage(change.ref, change.reason, *rows)


__all__ = ["WrittenGroup", "WrittenText", "written"]
