"""Recommendations: which date counts, what is overdue, and whose word is whose (Rules 9, 24, 31).

Longer than most only by its docstrings: what a form asks for stands beside what it decides.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from assurance.facts.recommendations import ActionFacts, RecommendationFacts
from assurance.words.recommendations import Opinion, Progress, RecommendationStanding, Viewer
from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate

PLAN_BEGINS = date(2024, 3, 1)  # the plan is of March 2024 and says nothing of what came before


def date_named(words: str, printed: Sequence[str]) -> str:
    """Return the printed date that an action's own words name, the longest; "" for none.

    Nothing is guessed: a date that no action names stays with the recommendation.
    """
    text = words.casefold()
    named = [name for name in printed if name.casefold() in text]
    return max(named, key=len, default="")


def dates_given(action: ActionFacts) -> tuple[PlanDate, ...]:
    """Return the due dates of an action, oldest first; the first one is never lost (Rule 9).

    One without days that was followed by a date was no date: the later one is the first.
    """
    later = tuple(extension.due for extension in action.extensions)
    return later if later and not action.due.is_dated else (action.due, *later)


def due_now(action: ActionFacts) -> PlanDate:
    """Return the due date in force."""
    return dates_given(action)[-1]


def times_extended(action: ActionFacts) -> int:
    """Return how often a date that stood was moved."""
    return len(dates_given(action)) - 1


def progress_of(action: ActionFacts) -> Progress | None:
    """Return what the council said last; None where it has said nothing."""
    return action.reports[-1].progress if action.reports else None


def is_settled(action: ActionFacts) -> bool:
    """Tell whether the council says that nothing more is to be done."""
    progress = progress_of(action)
    return progress is not None and progress.is_settled


def is_before_plan(day: PlanDate) -> bool:
    """Tell whether the whole of a date lies before the plan."""
    return day.latest is not None and day.latest < PLAN_BEGINS


def is_unknown(action: ActionFacts) -> bool:
    """Tell whether an action was due before the plan and nobody has said anything of it since."""
    return not action.reports and is_before_plan(due_now(action))


def is_overdue(action: ActionFacts, *, measured: Measured) -> bool:
    """Tell whether the date in force has passed and the council has not said it is done (8, 9)."""
    return is_past_due(due_now(action).latest, progress_of(action), measured=measured)


def is_past_due(due: date | None, progress: Progress | None, *, measured: Measured) -> bool:
    """Tell it from the last day of the date in force and what the council said last.

    One due before the plan, of which nobody has said anything since, is unknown and never overdue.
    """
    if progress is None and due is not None and due < PLAN_BEGINS:
        return False
    return (progress is None or not progress.is_settled) and measured.has_passed(due)


def opinions_of(facts: RecommendationFacts) -> dict[Viewer, Opinion]:
    """Return the newest view of each that has given one; none replaces the other's."""
    return {view.viewer: view.opinion for view in facts.views}


def standing_of(facts: RecommendationFacts, *, measured: Measured) -> RecommendationStanding:
    """Return the group a recommendation is in, by its worst action and what others say of it.

    The council's "done" is its own word: where internal audit or the auditor says otherwise it is
    disputed. A date printed in the recommendation itself that lies before the plan makes its
    state unknown until one of its actions is reported.
    """
    actions = facts.actions
    if any(is_overdue(action, measured=measured) for action in actions):
        return RecommendationStanding.OVERDUE
    if actions and all(map(is_settled, actions)):
        doubts = any(opinion is not Opinion.IMPLEMENTED for opinion in opinions_of(facts).values())
        return RecommendationStanding.DISPUTED if doubts else RecommendationStanding.DONE
    answered = any(action.reports for action in actions)
    if any(map(is_unknown, actions)) or (not answered and any(map(is_before_plan, facts.printed))):
        return RecommendationStanding.UNKNOWN
    return RecommendationStanding.OPEN


def report_faults(*, progress: Progress | None, words: str, evidence: str) -> dict[str, str]:
    """Return what is missing from what the council says of an action, by field."""
    faults = {}
    if progress is None:
        faults["progress"] = "Choose how far the action has come"
    if not words.strip():
        faults["words"] = (
            "Enter the reason why it is no longer needed"
            if progress is Progress.NO_LONGER
            else "Enter what has been done"
        )
    if progress is Progress.DONE and not evidence.strip():
        faults["evidence"] = "Enter the evidence that it is done: each document with its date"
    return faults


def extension_faults(
    *, due: PlanDate | None, reason: str, standing: PlanDate, is_open: bool
) -> dict[str, str]:
    """Return why a due date may not be set as entered, by field."""
    faults = {}
    if not is_open:
        faults["due"] = "The council says it is done, so its date cannot move. Report on it first"
    elif due is None or not due.is_dated:
        faults["due"] = "Enter the new due date, for example 30 June 2027"
    elif standing.latest and due.latest and due.latest <= standing.latest:
        faults["due"] = "Enter a date after the one in force"
    if not reason.strip():
        faults["reason"] = "Enter the reason for the date"
    return faults


def recommendation_faults(
    *, has_name: bool, is_other: bool, number: int | None, taken: Mapping[int, str]
) -> dict[str, str]:
    """Return why a recommendation may not be added as entered (Rule 24: none is renumbered)."""
    faults = {}
    if is_other and not has_name:
        faults["made_by"] = "Enter the name of the body"
    if number is not None and number in taken:
        faults["number"] = f"Enter another number: {number} is “{taken[number]}”"
    return faults
