"""Risks: the bands of the matrix, what a score or a state may become, who must hear (Rule 28)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from irp.rules.calendar import london_day, working_days_after
from irp.rules.date_spans import printed_day
from irp.rules.measuring import Measured
from programmes.facts.raid import RiskStepFacts, Score, Scores, ScoringFacts
from programmes.words import Band, EntryState, Ladder, RiskAct
from programmes.words.raid import MATRIX

SOON = timedelta(days=30)
TIB_DAYS = 5  # working days in which TIB is told of a risk in the top band


def band(score: Score | None) -> Band | None:
    """Return the band of a score by its cell; None for a risk that is not scored."""
    return MATRIX[score.impact][score.likelihood - 1] if score else None


def severity(score: Score | None) -> tuple[int, int, int]:
    """Return what scores are ordered by: band, then impact, then likelihood; not scored is last."""
    found = band(score)
    if score is None or found is None:
        return (-1, 0, 0)
    return (found.rank, score.impact, score.likelihood)


def score_faults(*, scores: Scores, before: Scores, reason: str) -> dict[str, str]:
    """Return what is wrong with a new scoring of a risk, by field."""
    faults = {}
    if scores.current is None:
        faults["current_impact"] = "Choose the current impact and likelihood"
    elif severity(scores.target) > severity(scores.current):
        faults["target_impact"] = "Choose a target that is not worse than the current score"
    if scores.inherent and severity(scores.inherent) < severity(scores.current):
        faults["inherent_impact"] = (
            "Choose an inherent score that is not lower than the current one: it is the risk "
            "without today’s controls"
        )
    if not faults and scores == before:
        faults["current_impact"] = "Change a score. These are the scores already"
    if not reason.strip():
        faults["reason"] = "Enter the reason for the scores"
    return faults


def entry_faults(
    *,
    title: str,
    raised_on: date | None,
    decided_on: date | None,
    due_on: date | None,
    on: date,
    review_on: date | None = None,
    review_before: date | None = None,
) -> dict[str, str]:
    """Return what is wrong with an entry of the register, by field.

    What is due by a day was raised by then, and a day of review that is set, where `review_before`
    was another or none, is to come: an earlier day is a slip of the pen.
    """
    faults = {} if title.strip() else {"title": "Enter the title"}
    for name, day in (("raised_on", raised_on), ("decided_on", decided_on)):
        if day is not None and day > on:
            faults[name] = f"Enter {printed_day(on)} or an earlier day"
    if due_on is not None and raised_on is not None and due_on < raised_on:
        faults["due_on"] = f"Enter {printed_day(raised_on)}, when it was raised, or a later day"
    if review_on is not None and review_on != review_before and review_on < on:
        faults["review_on"] = f"Enter {printed_day(on)} or a later day"
    return faults


def entry_ending_faults(
    *, state: EntryState, to: EntryState, states: Collection[EntryState], reason: str
) -> dict[str, str]:
    """Return why an entry may not become something now, by field."""
    faults = {}
    if to not in entry_states_from(state, states):
        faults["state"] = f"It {state.in_sentence} already. Open this page again"
    if not reason.strip():
        faults["reason"] = "Enter the reason or the evidence"
    return faults


BECOMES = {
    EntryState.CLOSED: RiskAct.CLOSED,
    EntryState.HAPPENED: RiskAct.HAPPENED,
    EntryState.OPEN: RiskAct.REOPENED,
}


def entry_states_from(state: EntryState, states: Collection[EntryState]) -> list[EntryState]:
    """Return the states that an entry may become next: open ones end, ended ones reopen."""
    if state is EntryState.OPEN:
        return [other for other in states if other is not EntryState.OPEN]
    return [EntryState.OPEN] if EntryState.OPEN in states else []


def forums_from(forum: Ladder | None) -> list[Ladder | None]:
    """Return where a risk may go from a forum, downwards to the programme (None) too."""
    return [other for other in (*Ladder, None) if other is not forum]


def is_upwards(*, to: Ladder | None, now: Ladder | None) -> bool:
    """Tell whether a move is an escalation; the other way is a de-escalation."""
    return _rank(to) > _rank(now)


def _rank(forum: Ladder | None) -> int:
    return forum.rank if forum else 0


def escalation_faults(
    *, state: EntryState, scores: Scores, to: Ladder | None, now: Ladder | None, reason: str
) -> dict[str, str]:
    """Return why a risk may not be moved to a forum, by field."""
    faults = {}
    if state is not EntryState.OPEN:
        faults["forum"] = "Only an open risk can be escalated. Reopen it first"
    elif to is now:
        faults["forum"] = "Choose another forum. The risk is with this one already"
    elif scores.current is None:
        faults["forum"] = "Score the risk before you escalate it"
    if not reason.strip():
        faults["reason"] = "Enter the reason"
    return faults


def awaits_answer(steps: Sequence[RiskStepFacts]) -> Ladder | None:
    """Return the forum whose answer to an escalation is not yet recorded."""
    moves = [step for step in steps if step.act in {*MOVES, RiskAct.ANSWERED, *ENDS}]
    return moves[-1].forum if moves and moves[-1].act is RiskAct.ESCALATED else None


MOVES = (RiskAct.ESCALATED, RiskAct.DE_ESCALATED)
ENDS = (RiskAct.CLOSED, RiskAct.HAPPENED, RiskAct.REOPENED)


def came_from(steps: Sequence[RiskStepFacts]) -> Ladder | None:
    """Return where a risk was before its last step: there a forum returns it to."""
    return steps[-2].forum if len(steps) > 1 else None


@dataclass(frozen=True, kw_only=True)
class Owed:
    """A forum that must still hear of a risk, and by when, where there is a clock."""

    forum: Ladder
    by: date | None
    is_late: bool


def owed_escalation(
    *,
    state: EntryState,
    scores: Scores,
    scorings: Sequence[ScoringFacts],
    steps: Sequence[RiskStepFacts],
    forum: Ladder | None,
    gate_at_risk: bool,
    last_freeze: datetime | None,
    measured: Measured,
    holidays: frozenset[date],
) -> Owed | None:
    """Return the lowest forum that must hear of an open risk and has not, since it is so serious.

    `forum` is where it is: that one knows. High goes to the Directorate Board. The top band is told
    to TIB within 5 working days, and goes to IRB where it was still top at a freeze or puts a gate
    at risk.
    """
    found = band(scores.current)
    if state is not EntryState.OPEN or found not in {Band.HIGH, Band.TOP}:
        return None
    since = reached(scorings, found)
    told = {step.forum for step in steps if since is None or step.at >= since} | {forum}
    if found is Band.HIGH:
        missing = told.isdisjoint(Ladder)
        return Owed(forum=Ladder.DIRECTORATE, by=None, is_late=False) if missing else None
    if told.isdisjoint({Ladder.TIB, Ladder.IRB}):
        by = working_days_after(london_day(since), TIB_DAYS, holidays=holidays) if since else None
        return Owed(forum=Ladder.TIB, by=by, is_late=measured.has_passed(by))
    was_frozen = last_freeze is not None and since is not None and last_freeze > since
    if (gate_at_risk or was_frozen) and Ladder.IRB not in told:
        return Owed(forum=Ladder.IRB, by=None, is_late=False)
    return None


def reached(scorings: Sequence[ScoringFacts], least: Band) -> datetime | None:
    """Return since when the current score has been in this band or a worse one, without a break."""
    since = None
    for scoring in reversed(scorings):
        found = band(scoring.scores.current)
        if found is None or found.rank < least.rank:
            break
        since = scoring.at
    return since


def is_overdue(*, state: EntryState, due_on: date | None, measured: Measured) -> bool:
    """Tell whether an open entry's day of review, or of being done, has gone by."""
    return state is EntryState.OPEN and measured.has_passed(due_on)


def is_due(*, state: EntryState, due_on: date | None, measured: Measured) -> bool:
    """Tell whether an open entry's day is in the next 30 days, and not overdue."""
    if state is not EntryState.OPEN or due_on is None or measured.has_passed(due_on):
        return False
    return due_on - measured.on <= SOON


def score_at(scorings: Sequence[ScoringFacts], at: datetime) -> Score | None:
    """Return the current score that stood at a moment; None while there was none."""
    given = [scoring.scores.current for scoring in scorings if scoring.at <= at]
    return given[-1] if given else None


def raised_since(steps: Sequence[RiskStepFacts], at: datetime) -> bool:
    """Tell whether a risk was raised after a moment; the plan's own never were."""
    return any(step.act is RiskAct.RAISED and step.at > at for step in steps)


def ended_since(state: EntryState, steps: Sequence[RiskStepFacts], at: datetime) -> bool:
    """Tell whether a risk was closed, or happened, after a moment and is so still."""
    ends = [step for step in steps if step.act in {RiskAct.CLOSED, RiskAct.HAPPENED}]
    return state is not EntryState.OPEN and bool(ends) and ends[-1].at > at
