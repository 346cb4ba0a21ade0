"""Boards' meetings: what an item, a decision, an action and its steps must say (Rule 14)."""

from collections.abc import Mapping, Sequence
from datetime import date

from irp.rules.date_spans import printed_day, printed_month
from irp.rules.measuring import Measured
from packs.facts.meetings import BoardActionFacts, ItemFacts
from packs.words import Forum
from packs.words.meetings import NEXT_STAGES, ActionStage, Decided, ItemFate

SETTLED_ALREADY = "It has been settled already. Open the meeting again to see how."


def meeting_name(forum: Forum, month: date) -> str:
    """Return what names a meeting, to whichever day it moves, by the pack that is read at it."""
    return f"{forum.value.upper()} meeting on the {printed_month(month)} pack"


def stage_of(action: BoardActionFacts) -> ActionStage:
    """Return what was done last to an action."""
    return action.steps[-1].stage if action.steps else ActionStage.OPEN


def due_of(action: BoardActionFacts) -> date:
    """Return the due day in force: the last one it was extended to, else the first."""
    later = [step.due_on for step in action.steps if step.due_on]
    return later[-1] if later else action.due_on


def is_overdue(stage: ActionStage, due_on: date, *, measured: Measured) -> bool:
    """Tell whether an action is late: its day is past and its owner has not said it is done."""
    return measured.has_passed(due_on) and not stage.is_settled and stage is not ActionStage.DONE


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


def ask_faults(decide_by: date | None, *, before: date | None, met_on: date) -> dict[str, str]:
    """Return what is wrong with a decision sought, by field.

    `before` is the day that stood: of an item whose meeting moved past it, it may stay.
    """
    if decide_by is None or decide_by == before or decide_by >= met_on:
        return {}
    return {
        "decide_by": f"Enter {printed_day(met_on)}, the day of the meeting, or a later day: the "
        "board cannot decide before it meets"
    }


def end_refusal(fate: ItemFate, *, before: ItemFate | None, met_on: date, on: date) -> str:
    """Return why nothing of the kind is recorded of an item on a day, "" where it may be."""
    if fate in next_fates(before, has_met=met_on <= on):
        return ""
    if before is not None:
        return SETTLED_ALREADY
    return f"The meeting is on {printed_day(met_on)}. Decisions are recorded from that day."


def end_faults(
    *,
    fate: ItemFate,
    decided: Decided | None,
    words: str,
    minute: str,
    minutes: Mapping[str, int],
) -> dict[str, str]:
    """Return what is wrong with what became of an item as entered, by field.

    `minutes` are the references of the meeting's other decisions, each with its item's number:
    boards count their minutes anew at each meeting.
    """
    faults = {}
    if fate is ItemFate.DECIDED:
        if decided is None:
            faults["decided"] = "Choose what the board decided"
        if not minute.strip():
            faults["minute"] = "Enter the reference of the minute, for example 4.2"
        elif other := minutes.get(folded_minute(minute)):
            faults["minute"] = (
                f"Enter another reference: {minute.strip()} is the minute of item {other} of this "
                "meeting"
            )
    if not words.strip():
        faults["words"] = WHAT_TO_ENTER[fate]
    return faults


def folded_minute(minute: str) -> str:
    """Return the reference of a minute without what is only how it was typed: "Minute 4.2."."""
    return " ".join(minute.split()).casefold().removeprefix("minute ").removesuffix(".")


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


NOT_MOVED = "Change the day of the TIB or of the IRB: both are as they are now"


def held_already(moved: Sequence[str]) -> str:
    """Return why boards whose meetings are on record keep their days."""
    names = " and the ".join(moved)
    return f"What happened at the meeting of the {names} is on record, so its day stays."
