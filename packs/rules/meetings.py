"""Boards' meetings: what an item, a decision, an action and its steps must say (Rule 14)."""

from collections.abc import Sequence
from datetime import date

from irp.rules.date_spans import printed_day
from packs.facts.meetings import BoardActionFacts, ItemFacts
from packs.words.meetings import NEXT_STAGES, ActionStage, Decided, ItemFate

SETTLED_ALREADY = "It has been settled already. Open this page again"


def stage_of(action: BoardActionFacts) -> ActionStage:
    """Return what was done last to an action."""
    return action.steps[-1].stage if action.steps else ActionStage.OPEN


def due_of(action: BoardActionFacts) -> date:
    """Return the due day in force: the last one it was extended to, else the first."""
    later = [step.due_on for step in action.steps if step.due_on]
    return later[-1] if later else action.due_on


def is_overdue(stage: ActionStage, due_on: date, *, on: date) -> bool:
    """Tell whether an action is late: its day is past and its owner has not said it is done."""
    return due_on < on and not stage.is_settled and stage is not ActionStage.DONE


def fate_of(item: ItemFacts) -> ItemFate | None:
    """Return what became of an item last; None while it is to be decided."""
    return item.ends[-1].fate if item.ends else None


def next_fates(fate: ItemFate | None, *, has_met: bool) -> tuple[ItemFate, ...]:
    """Return what may be recorded next of an item.

    Nothing is decided or carried before the board has met; a decision is corrected by another.
    """
    if fate is None:
        return tuple(ItemFate) if has_met else (ItemFate.WITHDRAWN,)
    return (ItemFate.DECIDED,) if fate is ItemFate.DECIDED else ()


def end_faults(
    *,
    fate: ItemFate,
    before: ItemFate | None,
    has_met: bool,
    decided: Decided | None,
    words: str,
    minute: str,
) -> dict[str, str]:
    """Return why what became of an item cannot be recorded as entered, by field."""
    if fate not in next_fates(before, has_met=has_met):
        early = before is None and not has_met
        return {"words": "The board has not met yet" if early else SETTLED_ALREADY}
    faults = {}
    if fate is ItemFate.DECIDED:
        if decided is None:
            faults["decided"] = "Choose what the board decided"
        if not minute.strip():
            faults["minute"] = "Enter the reference of the minute, for example 4.2"
    if not words.strip():
        faults["words"] = WHAT_TO_ENTER[fate]
    return faults


WHAT_TO_ENTER = {
    ItemFate.DECIDED: "Enter the decision in the board’s words",
    ItemFate.CARRIED: "Enter why the board did not decide",
    ItemFate.WITHDRAWN: "Enter the reason for taking it off the agenda",
}


def action_faults(*, words: str, due_on: date, met_on: date) -> dict[str, str]:
    """Return what is wrong with an action as it was entered, by field."""
    faults = {}
    if not words.strip():
        faults["words"] = "Enter what is to be done"
    if due_on < met_on:
        faults["due_on"] = f"Enter {printed_day(met_on)}, the day of the meeting, or a later day"
    return faults


def step_faults(
    *, stage: ActionStage, to: ActionStage, words: str, due_on: date | None, standing: date
) -> dict[str, str]:
    """Return why a step of an action may not be taken as it was entered, by field.

    `standing` is the due day in force.
    """
    if to not in NEXT_STAGES[stage]:
        return {"words": SETTLED_ALREADY}
    faults = {}
    if to is ActionStage.EXTENDED:
        if due_on is None:
            faults["due_on"] = "Enter the new due day"
        elif due_on <= standing:
            faults["due_on"] = f"Enter a day after {printed_day(standing)}, the date in force"
    if not words.strip():
        faults["words"] = STEP_WORDS[to]
    return faults


STEP_WORDS = {
    ActionStage.DONE: "Enter what was done",
    ActionStage.ACCEPTED: "Enter what you looked at",
    ActionStage.RETURNED: "Enter what is still to be done",
    ActionStage.EXTENDED: "Enter the reason for the later date",
    ActionStage.CLOSED: "Enter why it is closed without being done",
}


def day_faults(*, tib_on: date, irb_on: date, frozen_on: date) -> dict[str, str]:
    """Return why the boards of a frozen period cannot meet on these days, by field."""
    faults = {}
    for name, on in (("tib_on", tib_on), ("irb_on", irb_on)):
        if on < frozen_on:
            faults[name] = f"Enter {printed_day(frozen_on)}, the day of the freeze, or a later day"
    if irb_on < tib_on and not faults:
        faults["irb_on"] = "The IRB meets after the TIB: enter a day on or after it"
    return faults


def held_already(moved: Sequence[str]) -> str:
    """Return why boards whose meetings are on record keep their days."""
    names = " and the ".join(moved)
    return f"What happened at the meeting of the {names} is on record, so its day stays."
